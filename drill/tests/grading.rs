//! How serious an event is, by which plan, and what is told of it: the plan, §1.5.1, case by case.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{json, text};
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use serde_json::{Value, json};

const TWO: &str = "[[user]]\nid = \"居民\"\nclass = \"residential\"\ndemand = 60.0\n\
                   [[user]]\nid = \"工业\"\nclass = \"industrial_fuel\"\ndemand = 40.0\n";

fn scenario(top: &str, rest: &str) -> Scenario {
    let toml = format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\n{}{top}\n{rest}",
        if top.contains("policy") { "" } else { "policy = \"jilin-2024\"\n" }
    );
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    parse("t.toml", &toml, &directory).unwrap_or_else(|problems| panic!("{problems:?}\n{toml}"))
}

fn result(scenario: &Scenario) -> Value {
    let line = json::line(&solve(scenario).expect("an outcome")).expect("a result");
    serde_json::from_str(&line).expect("JSON")
}

fn event(top: &str, rest: &str) -> Value {
    result(&scenario(top, rest))["event"].clone()
}

/// The text for people, each paragraph on one line.
fn page(scenario: &Scenario, language: Language) -> String {
    let page = text::page(scenario, &solve(scenario).expect("an outcome"), language, 200);
    let between = if language == Language::En { " " } else { "" };
    page.split('\n').map(str::trim).collect::<Vec<_>>().join(between)
}

/// Grade, imbalance and missing supply in thousandths.
fn told(event: &Value) -> Value {
    json!([event["grade"], event["imbalance_permille"], event["missing_permille"]])
}

#[test]
fn the_imbalance_is_of_supply_and_demand_with_what_is_missing_beside_it() {
    let top = |supply: &str| {
        format!("supply = {supply}\nnormal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"at_risk\"")
    };
    // A cold wave: demand 30 % above an undiminished supply.
    let cold = format!("{TWO}[[user]]\nid = \"供暖\"\nclass = \"heating\"\ndemand = 30.0\n");
    let event_of_cold = event(&top("100.0"), &cold);
    assert_eq!(told(&event_of_cold), json!(["I", 300, 0]));
    assert_eq!((&event_of_cold["imbalance"], &event_of_cold["missing_supply"]), (&json!(30.0), &json!(0.0)));
    // A surplus: 20 % of the normal supply are missing, and nobody is short.
    let homes = "[[user]]\nid = \"居民\"\nclass = \"residential\"\ndemand = 60.0\n";
    assert_eq!(told(&event(&top("80.0"), homes)), json!([null, 0, 200]));
    assert_eq!(told(&event(&top("75.0"), TWO)), json!(["I", 250, 250]));
    // What is curtailed changes nothing: demand is the undisturbed one.
    assert_eq!(told(&event(&top("60.0"), TWO)), json!(["I", 400, 400]));
    let en = page(&scenario(&top("100.0"), &cold), Language::En);
    assert!(en.contains("Imbalance of supply and demand 30 m³/h (30% of the normal supply)"), "{en}");
    assert!(en.contains("missing of the normal supply 0 m³/h (0%)"), "{en}");
}

/// §1.5.1: exact at 5, 10, 15 and 20 % and at 24, 36, 48 and 72 hours.
#[test]
fn bounds_are_exact() {
    let of = |supply: &str, more: &str| {
        let top = format!("supply = {supply}\nnormal_supply = 100.0\ntrend = \"widening\"\n{more}");
        event(&top, TWO)["grade"].clone()
    };
    let at_risk = "network = \"at_risk\"";
    for (bound, below, at) in [
        ("95.0", json!(null), "IV"),
        ("90.0", json!("IV"), "III"),
        ("85.0", json!("III"), "II"),
        ("80.0", json!("II"), "I"),
    ] {
        let just_below = format!("{}.001", &bound[..2]);
        assert_eq!(of(&just_below, at_risk), below, "{bound}");
        assert_eq!(of(bound, at_risk), at, "{bound}");
    }
    for (hours, below, at) in
        [(24, json!(null), "IV"), (36, json!("IV"), "III"), (48, json!("III"), "II"), (72, json!("II"), "I")]
    {
        assert_eq!(of("100.0", &format!("interruption_h = {}.983", hours - 1)), below, "{hours}");
        assert_eq!(of("100.0", &format!("interruption_h = {hours}.0")), at, "{hours}");
    }
}

#[test]
fn what_nobody_stated_is_told_as_not_stated() {
    let scenario = scenario("supply = 75.0\nnormal_supply = 100.0", TWO);
    let event = result(&scenario)["event"].clone();
    assert_eq!(
        (&event["grade"], &event["trend"], &event["trend_source"]),
        (&json!("IV"), &json!("widening"), &json!("assumed"))
    );
    assert_eq!((&event["network"], &event["interruption_h"]), (&json!(null), &json!(null)));
    let (en, zh) = (page(&scenario, Language::En), page(&scenario, Language::Zh));
    assert!(en.contains("network: not stated; main users without gas: not stated."), "{en}");
    assert!(
        en.contains("Remark: If the network may become unable to run normally, the same figures are grade I"),
        "{en}"
    );
    assert!(zh.contains("管网：未说明；下游主要用户中断供气：未说明。"), "{zh}");
    assert!(zh.contains("提示：若管网可能无法正常运行，同样数据为Ⅰ级"), "{zh}");
    assert!(!en.contains("runs normally") && !en.contains("0 h"), "{en}");
}

/// Nothing comes any more, and only grade IV fits what is stated of the network.
#[test]
fn a_total_cut_of_grade_iv_is_remarked_upon() {
    let top = "supply = 0.0\nnormal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"normal\"";
    let scenario = scenario(top, TWO);
    assert_eq!(told(&result(&scenario)["event"]), json!(["IV", 1000, 1000]));
    assert!(page(&scenario, Language::En).contains("the same figures are grade I"));
}

#[test]
fn a_planned_outage_is_no_event() {
    let top = "supply = 12.0\nnormal_supply = 30.0\ninterruption_h = 36\nnetwork = \"at_risk\"";
    assert_eq!(event(top, TWO)["grade"], "I");
    let planned = scenario(&format!("{top}\nplanned = true"), TWO);
    let event = result(&planned)["event"].clone();
    for key in ["grade", "response", "lead", "report_due_min", "criterion", "next"] {
        assert!(event[key].is_null(), "{key}");
    }
    assert_eq!((&event["unmet"], &event["report_to"]), (&json!(["planned"]), &json!([])));
    assert!(page(&planned, Language::En).contains("the outage was planned"));
    assert!(page(&planned, Language::Zh).contains("计划停输，不属于预案所称事件"));
}

#[test]
fn a_plan_is_not_implied_by_another_supply_order() {
    let figures = "supply = 75.0\nnormal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"at_risk\"";
    for order in ["eu-2017-1938", "germany-2022", "shanxi-2017"] {
        let silent = scenario(&format!("policy = \"{order}\"\n{figures}"), TWO);
        assert_eq!(result(&silent)["event"], json!(null), "{order}");
        assert!(
            silent.remarks.iter().any(|remark| remark.message.contains("plan = \"jilin-2024\"")),
            "{order}"
        );
        let asked = scenario(&format!("policy = \"{order}\"\nplan = \"jilin-2024\"\n{figures}"), TWO);
        assert_eq!(result(&asked)["event"]["grade"], "I", "{order}");
    }
    assert_eq!(
        event(&format!("policy = \"jilin-2024-minimums-first\"\n{figures}"), TWO)["plan"],
        "jilin-2024"
    );
}

/// A plan in a file, with as much of Shanxi's as is known: over 20 % is grade I, 10 to 20 % grade II.
#[test]
fn a_plan_in_a_file_grades_by_its_own_table() {
    for (supply, grade) in
        [("79.999", json!("I")), ("80.0", json!("II")), ("90.0", json!("II")), ("90.001", json!(null))]
    {
        let top = format!(
            "policy = \"shanxi-2017\"\nplan = \"plans/shanxi-2017.toml\"\nsupply = {supply}\nnormal_supply = 100.0"
        );
        let scenario = scenario(&top, TWO);
        let event = result(&scenario)["event"].clone();
        assert_eq!((&event["grade"], &event["plan"]), (&grade, &json!("shanxi-2017")), "{supply}");
        let zh = page(&scenario, Language::Zh);
        assert!(
            zh.contains("预案：山西省迎峰度冬保供应急预案（2017年，部分）") && zh.contains("未列入"),
            "{zh}"
        );
        assert!(!zh.contains("预案1.5.1"), "{zh}");
    }
}

#[test]
fn the_figures_of_a_part_are_not_silently_those_of_the_whole() {
    let figures = "supply = 6.0\nnormal_supply = 8.0\ntrend = \"widening\"\nnetwork = \"at_risk\"";
    let users = "[[user]]\nid = \"居民\"\nclass = \"residential\"\ndemand = 5.0\n\
                 [[user]]\nid = \"工业\"\nclass = \"industrial_fuel\"\ndemand = 3.0\n";
    let part = scenario(figures, users);
    let event = result(&part)["event"].clone();
    assert_eq!((&event["grade"], &event["plan_network"]), (&json!("I"), &json!(false)));
    assert!(page(&part, Language::En).contains("this scenario's figures are taken for it"));
    assert!(page(&part, Language::Zh).contains("本例数据视为该管网总量"));
    // The province's own: 2 of 1000 are missing.
    let totals = "[plan_network]\nnormal_supply = 1000.0\ndemand = 1000.0\nsupply = 998.0\n";
    let whole = scenario(figures, &format!("{totals}{users}"));
    let event = result(&whole)["event"].clone();
    assert_eq!((told(&event), &event["plan_network"]), (json!([null, 2, 2]), &json!(true)));
    assert!(
        page(&whole, Language::En)
            .contains("The totals of the network that it is for (province) are stated.")
    );
    // With its own totals demand is what is stated, be it below the normal supply.
    let below = "[plan_network]\nnormal_supply = 1000.0\ndemand = 900.0\nsupply = 800.0\n";
    assert_eq!(
        told(&result(&scenario(figures, &format!("{below}{users}")))["event"]),
        json!(["III", 100, 200])
    );
}

#[test]
fn a_horizon_is_graded_by_its_worst_period_of_imbalance_sources_included() {
    let top = "normal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"at_risk\"";
    let tree = "[[node]]\nid = \"gate\"\n[[node]]\nid = \"field\"\nparent = \"gate\"\nsource = 50.0\n\
                [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 100.0\nnode = \"field\"\n";
    let ahead = |supply: &str| format!("{tree}[horizon]\nperiod_h = 1.0\nsupply = [{supply}]\n");
    assert_eq!(told(&event(&format!("{top}\nsupply = 50.0"), tree)), json!([null, 0, 0]));
    assert_eq!(told(&event(top, &ahead("50.0"))), json!([null, 0, 0]));
    assert_eq!(told(&event(top, &ahead("50.0, 30.0, 50.0"))), json!(["I", 200, 200]));
    // The least supply is not the worst imbalance: demand is half then.
    let factors = "demand = { residential = [1.0, 0.5] }\n";
    let event = event(top, &format!("{}{factors}", ahead("35.0, 20.0")));
    assert_eq!(told(&event), json!(["II", 150, 150]));
}

/// A trunk line ruptures, 30 % is gone at once and stays gone; the trend is measured.
#[test]
fn a_sudden_loss_is_graded_at_once_and_its_grade_stands() {
    let timeline = "[exercise]\nend_h = 12.0\n[[timeline]]\nat_h = 1.0\ntrend = \"measured\"\n\
                    [[timeline]]\nat_h = 3.0\nsupply = 70.0\nnetwork = \"at_risk\"\n\
                    [[timeline]]\nat_h = 9.0\nsupply = 100.0\n\
                    [[timeline]]\nat_h = 10.0\nstate_grade = { grade = \"none\", by = \"enterprise\" }\n\
                    [[timeline]]\nat_h = 11.0\nstate_grade = { grade = \"IV\", by = \"hq_office\" }\n";
    let scenario =
        scenario("supply = 100.0\nnormal_supply = 100.0\ntrend = \"steady\"", &format!("{TWO}{timeline}"));
    let result = result(&scenario);
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let at = |hour: f64| {
        let until = |moment: &&Value| moment["at_h"].as_f64().expect("an hour") <= hour;
        moments.iter().rfind(until).expect("a moment")
    };
    let of = |hour| json!([at(hour)["grade"], at(hour)["met"], at(hour)["trend"], at(hour)["trend_source"]]);
    assert_eq!(of(2.9), json!([null, null, "steady", "measured"]));
    assert_eq!(of(3.0), json!(["I", "I", "widening", "measured"]));
    assert_eq!(of(4.0), json!(["I", "I", "widening", "measured"]));
    // The loss has left the window: the trend is steady, and the grade stands and is shown with it.
    assert_eq!(of(8.0), json!(["I", null, "steady", "measured"]));
    assert_eq!(of(9.5)[0], "I");
    // The enterprise states no grade; an authority does.
    assert_eq!(of(10.5)[0], "I");
    assert_eq!(of(12.0)[0], "IV");
    let happenings = result["exercise"]["happenings"].as_array().expect("happenings");
    let stated: Vec<&Value> = happenings.iter().filter(|one| one["kind"] == "grade_stated").collect();
    assert_eq!(stated.len(), 2);
    assert!(stated[0]["refused"].is_string() && stated[1]["refused"].is_null(), "{stated:?}");
    let zh = page(&scenario, Language::Zh);
    assert!(zh.contains("认定事件等级：Ⅳ级") && zh.contains("仍为Ⅰ级（特别重大）"), "{zh}");
}

/// The undisturbed demand counts with the factors of the time line.
#[test]
fn factors_on_the_demand_count() {
    let timeline = "[exercise]\nend_h = 2.0\n[[timeline]]\nat_h = 1.0\ndemand = { residential = 1.5 }\n";
    let top = "supply = 100.0\nnormal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"at_risk\"";
    let result = result(&scenario(top, &format!("{TWO}{timeline}")));
    let last = result["exercise"]["moments"].as_array().and_then(|moments| moments.last()).expect("a moment");
    assert_eq!(told(last), json!(["I", 300, 0]));
}

/// The totals of the plan's network move on their own.
#[test]
fn totals_of_the_plans_network_change_in_a_time_line() {
    let rest = format!(
        "[plan_network]\nnormal_supply = 1000.0\ndemand = 1000.0\nsupply = 1000.0\n{TWO}[exercise]\nend_h = 3.0\n\
         [[timeline]]\nat_h = 1.0\nsupply = 50.0\n[[timeline]]\nat_h = 2.0\nplan_network = {{ supply = 840.0 }}\n"
    );
    let result = result(&scenario("supply = 100.0\ntrend = \"widening\"\nnetwork = \"at_risk\"", &rest));
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let of =
        |hour: f64| told(moments.iter().rfind(|moment| moment["at_h"] == json!(hour)).expect("a moment"));
    assert_eq!((of(1.0), of(2.0)), (json!([null, 0, 0]), json!(["II", 160, 160])));
}

/// Without a plan an exercise is played, and nothing is graded.
#[test]
fn an_exercise_without_a_plan_has_no_grade() {
    let rest = format!(
        "{TWO}[exercise]\nend_h = 2.0\n[[timeline]]\nat_h = 1.0\nsupply = 10.0\ninterruption_h = 90\n"
    );
    let result = result(&scenario("policy = \"germany-2022\"\nsupply = 100.0\nnormal_supply = 100.0", &rest));
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    assert!(moments.iter().all(|moment| moment["grade"].is_null() && moment["met"].is_null()));
}

/// Shortages that happened: what was published of supply and demand, with splits of our own.
#[test]
fn shortages_that_happened_are_graded_by_their_gap() {
    let users = |demands: &[(&str, f64)]| {
        let user = |(class, demand): &(&str, f64)| {
            format!("[[user]]\nid = \"{class}\"\nclass = \"{class}\"\ndemand = {demand:?}\n")
        };
        demands.iter().map(user).collect::<String>()
    };
    let top = |supply, normal, network| {
        format!("supply = {supply}\nnormal_supply = {normal}\ntrend = \"widening\"\nnetwork = \"{network}\"")
    };
    // Hangzhou, 5 January 2010: supply held at 150, a gap of 29 (10 000 m³/d).
    let hangzhou = users(&[("residential", 92.0), ("public_service", 24.0), ("industrial_fuel", 63.0)]);
    assert_eq!(told(&event(&top("150.0", "150.0", "affected"), &hangzhou)), json!(["III", 193, 0]));
    // Xiangtan, December 2017: demand from 48 to 60, 49 delivered.
    let xiangtan = users(&[
        ("residential", 29.0),
        ("public_service", 6.0),
        ("vehicles", 9.0),
        ("industrial_fuel", 16.0),
    ]);
    assert_eq!(told(&event(&top("49.0", "48.0", "at_risk"), &xiangtan)), json!(["I", 229, 0]));
    assert_eq!(told(&event(&top("49.0", "60.0", "at_risk"), &xiangtan)), json!(["II", 183, 183]));
}

#[test]
fn a_plan_that_is_none_is_refused_with_the_place() {
    let directory = tempfile::tempdir().expect("a directory");
    let refused = |plan: &str| {
        std::fs::write(directory.path().join("plan.toml"), plan).expect("a file");
        let scenario = format!(
            "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nplan = \"plan.toml\"\n\
             supply = 1.0\n{TWO}"
        );
        let path = directory.path().join("scenario.toml");
        std::fs::write(&path, scenario).expect("a file");
        let problems = open(&path).expect_err("no plan");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let head = "title = \"p\"\nscope = \"city\"\nneeds_widening = true\n";
    let grade = |keys: &str| format!("{head}[[grade]]\n{keys}\n");
    for (plan, expected) in [
        (head.to_owned(), "the plan gives no grade"),
        ("scope = \"city\"\nneeds_widening = true\n".to_owned(), "title"),
        (grade("grade = \"V\"\nimbalance_permille = 50"), "unknown grade \"V\""),
        (grade("grade = \"I\"\nimbalance_permille = 1001"), "1001"),
        (grade("grade = \"I\"\nimbalance_permille = 50\nimbalance_above_permille = 50"), "one only"),
        (
            grade(
                "grade = \"I\"\nimbalance_permille = 50\n[[grade]]\ngrade = \"II\"\nimbalance_permille = 60",
            ),
            "grade II has to take less",
        ),
        (grade("grade = \"I\"\ninterruption = 5"), "interruption"),
    ] {
        let message = refused(&plan);
        assert!(message.contains("plan.toml") && message.contains(expected), "{plan}\n{message}");
    }
    let unknown = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nplan = \"jilin-2025\"\n";
    let problems =
        parse("t.toml", &format!("{unknown}supply = 1.0\n{TWO}"), Path::new("")).expect_err("no plan");
    assert!(
        problems[0].to_string().contains("unknown plan \"jilin-2025\", did you mean \"jilin-2024\""),
        "{problems:?}"
    );
}

/// §3.3: an enterprise proposes, a higher authority's warning replaces a lower one's, who issued lifts, and lifting while
/// the signs call for more is remarked upon, in the record too.
#[test]
fn warnings_are_proposed_replaced_and_lifted_as_the_plan_says() {
    let entries = [
        "warning = { level = \"orange\", by = \"enterprise\" }",
        "warning = { level = \"yellow\", by = { authority = \"city\", division = 220200 } }",
        "possibility = \"trunk_unable\"\nwarning = { level = \"red\", by = \"hq_office\" }",
        "warning = { level = \"none\", by = { authority = \"city\", division = 220200 } }",
        "warning = { level = \"none\", by = \"hq_office\" }",
    ];
    let timeline: String = entries
        .iter()
        .enumerate()
        .map(|(index, entry)| format!("[[timeline]]\nat_h = {}.0\n{entry}\n", index + 1))
        .collect();
    let scenario = scenario(
        "supply = 82.0\nnormal_supply = 100.0",
        &format!("{TWO}[exercise]\nend_h = 6.0\n{timeline}"),
    );
    let result = result(&scenario);
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let at = |hour: f64| moments.iter().rfind(|moment| moment["at_h"] == json!(hour)).expect("a moment");
    let levels = [1.0, 2.0, 3.0, 4.0, 5.0].map(|hour| at(hour)["warning"].clone());
    assert_eq!(levels, [json!(null), json!("yellow"), json!("red"), json!("red"), json!(null)]);
    let happenings = result["exercise"]["happenings"].as_array().expect("happenings");
    let of: Vec<Value> = happenings
        .iter()
        .filter(|one| one["kind"].as_str().is_some_and(|kind| kind.starts_with("warning")))
        .map(|one| json!([one["kind"], one["warning"], one["called_for"], one["refused"].is_string()]))
        .collect();
    let expected = [
        json!(["warning_proposed", "orange", null, false]),
        json!(["warning", "yellow", null, false]),
        json!(["warning", "red", null, false]),
        json!(["warning", "none", null, true]),
        json!(["warning", "none", "red", false]),
    ];
    assert_eq!(of, expected);
    let zh = page(&scenario, Language::Zh);
    for said in ["提出预警信息发布建议：", "解除预警（征兆仍对应"] {
        assert!(zh.contains(said), "{said}\n{zh}");
    }
}
