//! Classes that are stopped by order, by a factor of 0: they are not satisfied, and every output says how much that withholds.

mod answers;

use std::path::Path;

use answers::{result, solved, told};
use citygate_drill::messages::language::Language;
use citygate_drill::render::papers;
use serde_json::json;

fn file(toml: &str, name: &str) -> String {
    let (scenario, outcome) = solved(toml);
    let files = papers::files(&scenario, &outcome, Language::En, Path::new("t.toml")).expect("files");
    let (_, bytes) = files.into_iter().find(|(found, _)| found == name).expect(name);
    String::from_utf8(bytes).expect("text")
}

const USERS: &str = "[[user]]\nid = \"power\"\nclass = \"public_service\"\ndemand = 60.0\n\
                     [[user]]\nid = \"factory\"\nclass = \"industrial_fuel\"\ndemand = 50.0\nminimum = 5.0\n\
                     [[user]]\nid = \"kiln\"\nclass = \"industrial_fuel\"\ndemand = 0.0\n";

/// Four hours; in the third the factories stand still so that power stations run.
fn evening(supply: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nnormal_supply = 100.0\n{USERS}\
         [horizon]\nperiod_h = 1.0\nsupply = {supply}\n\
         demand = {{ industrial_fuel = [1.0, 1.0, 0.0, 1.0], public_service = [0.5, 0.5, 1.0, 0.5] }}\n"
    )
}

#[test]
fn a_horizon_counts_what_is_stopped_as_curtailed_by_order() {
    let result = result(&evening("[80.0, 80.0, 80.0, 80.0]"));
    let factory = &result["users"][1];
    assert_eq!(
        (&factory["demand"], &factory["by_order"], &factory["granted"]),
        (&json!(200.0), &json!(50.0), &json!(150.0))
    );
    assert_eq!(
        (&factory["reason"], &factory["step"], &factory["short_h"]),
        (&json!("short_in_step"), &json!(8), &json!(1.0))
    );
    // A furnace that is stopped goes out.
    assert_eq!(factory["minimum_unmet"], true);
    // Who wants nothing lacks nothing, and others are not touched.
    assert_eq!(result["users"][2]["reason"], "satisfied");
    for other in [0, 2] {
        assert!(result["users"][other].get("by_order").is_none());
    }
    let class = &result["classes"][1];
    assert_eq!(
        (&class["class"], &class["demand"], &class["by_order"], &class["granted"]),
        (&json!("industrial_fuel"), &json!(200.0), &json!(50.0), &json!(150.0))
    );
    for (key, figure) in
        [("demand", 350.0), ("served", 300.0), ("curtailed", 50.0), ("by_order", 50.0), ("unused", 20.0)]
    {
        assert_eq!(result[key], figure, "{key}");
    }
    let period = &result["periods"][2];
    assert_eq!(
        (&period["demand"], &period["by_order"], &period["served"]),
        (&json!(110.0), &json!(50.0), &json!(60.0))
    );
    let of_factory = &period["users"][1];
    assert_eq!(
        (&of_factory["demand"], &of_factory["by_order"], &of_factory["reason"]),
        (&json!(50.0), &json!(50.0), &json!("short_in_step"))
    );
    assert!(result["periods"][0].get("by_order").is_none());
    // The class is cut off in the third hour.
    assert_eq!(
        result["outlook"][1],
        json!({ "class": "industrial_fuel", "first_touched_h": 2.0, "cut_off_h": 2.0 })
    );
    // The grade is that of the demand undisturbed by orders: 30 of 100.
    assert_eq!(result["event"]["imbalance"], 30.0);
}

#[test]
fn a_shortage_beside_the_order_is_told_too() {
    let toml = evening("[80.0, 60.0, 80.0, 80.0]");
    let factory = &result(&toml)["users"][1];
    assert_eq!(
        (&factory["reason"], &factory["step"], &factory["by_order"], &factory["granted"]),
        // The lack of gas is told of, in the step of the remainder, not the order.
        (&json!("short_in_step"), &json!(9), &json!(50.0), &json!(130.0))
    );
    for page in told(&toml, Language::En) {
        assert!(page.contains("; 50 m³ by order"), "{page}");
    }
    for page in told(&toml, Language::Zh) {
        assert!(page.contains("其中按指令停供50 m³"), "{page}");
    }
}

#[test]
fn text_report_table_and_notice_agree() {
    let toml = evening("[80.0, 80.0, 80.0, 80.0]");
    for page in told(&toml, Language::En) {
        for said in [
            "stopped by order",
            "Of what is curtailed, 50 m³ is withheld by order.",
            "150 of 200 (75.0%), 50 m³ by order",
            "Alarm: furnace minimum not met: factory.",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
    for page in told(&toml, Language::Zh) {
        assert!(page.contains("按指令停供") && page.contains("压减量中按指令停供50 m³。"), "{page}");
    }
    let users = file(&toml, "t.users.csv");
    assert!(users.lines().next().is_some_and(|headings| headings.contains("Of it by order, m³")), "{users}");
    let row = users.lines().find(|line| line.starts_with("factory,")).expect("a row");
    assert!(row.contains(",200.0,150.0,50.0,50.0,75.0%,") && row.contains("stopped by order"), "{row}");
    let notices = file(&toml, "t.notices.csv");
    let row = notices.lines().find(|line| line.contains("factory")).expect("a notice");
    assert!(row.contains(",50.0,0.0,50.0,") && row.contains("stopped by order"), "{row}");
}

fn exercise(factor: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 110.0\n\
         normal_supply = 110.0\n[exercise]\nend_h = 4.0\n{USERS}\
         [[timeline]]\nat_h = 1.0\nsupply = 70.0\n[[timeline]]\nat_h = 2.0\ndemand = {{ industrial_fuel = {factor} }}\n\
         [[timeline]]\nat_h = 3.0\ndemand = {{ industrial_fuel = 1.0 }}\n"
    )
}

#[test]
fn an_exercise_says_the_same() {
    let toml = exercise("0.0");
    let result = result(&toml);
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let then = moments.iter().find(|moment| moment["at_h"] == 2.0).expect("the order");
    for (key, figure) in
        [("demand", 110.0), ("served", 60.0), ("curtailed", 50.0), ("by_order", 50.0), ("imbalance", 40.0)]
    {
        assert_eq!(then[key], figure, "{key}");
    }
    assert_eq!(then["classes"][1]["by_order"], 50.0);
    let kept = &result["exercise"]["users"][1];
    // 50 in the first hour, 10 while the supply is short, nothing while the order holds.
    assert_eq!(
        (&kept["demand"], &kept["by_order"], &kept["granted"]),
        (&json!(200.0), &json!(50.0), &json!(70.0))
    );
    for page in told(&toml, Language::En) {
        assert!(page.contains("industrial fuel stopped by order"), "{page}");
        assert!(page.contains("Of what is curtailed, 50 m³/h is withheld by order."), "{page}");
    }
    for page in told(&toml, Language::Zh) {
        assert!(page.contains("工业燃料用户按指令停供"), "{page}");
    }
    let notices = file(&toml, "t.notices.csv");
    assert!(
        notices.lines().any(|line| line.contains("factory") && line.contains("stopped by order")),
        "{notices}"
    );
}

/// Whatever the factor, an order that takes all is no better news than a demand that falls to a thousandth.
#[test]
fn an_order_is_never_good_news() {
    let of = |factor: &str| {
        let result = result(&exercise(factor));
        let moments = result["exercise"]["moments"].as_array().expect("moments").clone();
        let then = moments.into_iter().find(|moment| moment["at_h"] == 2.0).expect("the entry");
        then["imbalance"].as_f64().expect("a figure")
    };
    assert_eq!((of("0.0"), of("0.001"), of("1.0")), (40.0, 0.0, 40.0));
}
