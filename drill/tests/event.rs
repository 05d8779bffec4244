//! The event in a result: its grade, and what the plan makes follow from it.

use std::path::Path;

use citygate_drill::read::scenario::parse;
use citygate_drill::render::json;
use citygate_drill::solve::solve;
use serde_json::Value;

/// The event of a widening shortage with this supply of 100, and these lines at the top.
fn event(supply: &str, top: &str) -> Value {
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = {supply}\n\
         normal_supply = 100.0\ntrend = \"widening\"\n{top}\n[[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 100.0\n"
    );
    let scenario = parse("t.toml", &toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let result = json::line(&solve(&scenario).expect("an outcome")).expect("a result");
    serde_json::from_str::<Value>(&result).expect("JSON")["event"].clone()
}

#[test]
fn an_event_that_is_not_graded_calls_for_nothing() {
    let event = event("100.0", "");
    assert_eq!(event["imbalance_permille"], 0);
    for key in ["grade", "response", "lead", "report_due_min", "criterion"] {
        assert!(event[key].is_null(), "{key}");
    }
    assert_eq!(event["next"], "IV");
    assert_eq!(event["report_to"], serde_json::json!([]));
}

#[test]
fn the_affected_area_of_an_event_moves_the_lead_and_sensitivity_the_reports() {
    let event = |top: &str| event("94.0", top);
    let lead = |top: &str| event(top)["lead"].as_str().expect("a lead").to_owned();
    assert_eq!(event("")["grade"], "IV");
    assert_eq!(lead(""), "county");
    assert_eq!(lead("regions = 1"), "county");
    assert_eq!(lead("regions = 2"), "city");
    assert_eq!(lead("regions = 2\nextent = \"several_cities\""), "province");
    assert_eq!(lead("exceeded = \"city\""), "province");
    assert_eq!(event("")["report_to"].as_array().map(Vec::len), Some(5));
    assert_eq!(event("sensitivity = [\"by_time\"]")["report_to"].as_array().map(Vec::len), Some(8));
    // 71.999 h are less than 72; the minutes are rounded down.
    assert_eq!(event("interruption_h = 71.999")["grade"], "II");
    assert_eq!(event("interruption_h = 72")["grade"], "I");
}
