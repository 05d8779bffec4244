//! Scenarios with a horizon: what is stated reaches the allocation, and what comes back adds up over time.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

fn solved(toml: &str) -> (Scenario, Outcome) {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

fn result(toml: &str) -> Value {
    serde_json::from_str(&json::line(&solved(toml).1).expect("a result")).expect("JSON")
}

fn head(unit: &str) -> String {
    format!("format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"{unit}\"\npolicy = \"jilin-2024\"\n")
}

/// The figures of this name in each period.
fn over_time(result: &Value, figure: &str) -> Vec<f64> {
    let periods = result["periods"].as_array().expect("periods").iter();
    periods.map(|period| period[figure].as_f64().expect("a number")).collect()
}

/// What a user is granted in each period.
fn granted(result: &Value, user: usize) -> Vec<f64> {
    let periods = result["periods"].as_array().expect("periods").iter();
    periods.map(|period| period["users"][user]["granted"].as_f64().expect("a number")).collect()
}

const HOMES_AND_WORKS: &str = "[[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 8.0\n\
                               [[user]]\nid = \"works\"\nclass = \"industrial_fuel\"\ndemand = 6.0\nminimum = 2.0\n";

#[test]
fn flows_become_volumes_of_a_period() {
    let toml = head("m3/h")
        + HOMES_AND_WORKS
        + "[horizon]\nperiod_h = 0.5\nsupply = [10.0, 4.0, 4.0]\n\
           demand = { residential = [1.0, 1.5, 0.0] }\n\
           storage = { stock = 8.0, reserve = 1.5, withdrawal = 3.5, deliveries = [0.0, 0.0, 0.25] }\n";
    let result = result(&toml);
    assert_eq!(result["unit"], "m3");
    assert_eq!(over_time(&result, "supply"), [5.0, 2.0, 2.0]);
    // A factor of 0 stops the homes by order: what they want counts all the same.
    assert_eq!(over_time(&result, "demand"), [7.0, 9.0, 7.0]);
    // The homes want 4, 6 and nothing; the second half hour takes all that may be withdrawn in one.
    assert_eq!(granted(&result, 0), [4.0, 5.5, 0.0]);
    // The works want 3 each time, of which 1 is their minimum; the storage has enough for what is left.
    assert_eq!(granted(&result, 1), [3.0, 0.0, 3.0]);
    assert_eq!(over_time(&result, "withdrawn"), [2.0, 3.5, 1.0]);
    assert_eq!(over_time(&result, "stock"), [6.0, 2.5, 1.75]);
    assert_eq!((&result["supply"], &result["unused"]), (&json!(15.75), &json!(0.25)));
    assert_eq!(result["users"][0]["short_h"], 1.0);
    assert_eq!(
        result["outlook"],
        json!([
            { "class": "residential", "first_touched_h": 0.5, "cut_off_h": 1.0 },
            { "class": "industrial_fuel", "first_touched_h": 0.5, "cut_off_h": 0.5 },
        ])
    );
}

#[test]
fn capacities_and_sources_hold_in_every_period() {
    let toml = head("m3/h")
        + &HOMES_AND_WORKS.replace("demand = 8.0", "demand = 8.0\nnode = \"hills\"")
        + "[[node]]\nid = \"gate\"\n[[node]]\nid = \"hills\"\nparent = \"gate\"\ncapacity = 3.0\nsource = 1.5\n\
           [horizon]\nperiod_h = 2.0\nsupply = [10.0, 3.5]\n";
    let result = result(&toml);
    assert_eq!((granted(&result, 0), granted(&result, 1)), (vec![9.0, 9.0], vec![12.0, 0.0]));
    let node = json!({ "id": "hills", "capacity": 12.0, "load": 12.0, "binding": true, "source": 6.0, "source_used": 6.0 });
    assert_eq!(result["nodes"][1], node);
    let node = json!({ "id": "hills", "capacity": 6.0, "load": 6.0, "binding": true, "source": 3.0, "source_used": 3.0 });
    assert_eq!(result["periods"][1]["nodes"][1], node);
    assert_eq!(result["users"][0]["node"], "hills");
    assert_eq!(result["periods"][1]["users"][1]["reason"], "minimum_did_not_fit");
    assert!(result["periods"][0].get("stock").is_none(), "there is no storage");
}

#[test]
fn the_reason_of_a_user_is_that_of_its_worst_period() {
    // The works are short of their whole demand at first, of their minimum later, and served in between.
    let toml = head("m3/h")
        + HOMES_AND_WORKS
        + "[horizon]\nperiod_h = 1.0\nsupply = [12.0, 14.0, 9.0, 8.0]\nshare = \"earliest\"\n";
    let result = result(&toml);
    assert_eq!(granted(&result, 1), [4.0, 6.0, 0.0, 0.0]);
    let works = &result["users"][1];
    assert_eq!(
        (&works["reason"], &works["step"], &works["short_h"]),
        (&json!("minimum_did_not_fit"), &json!(8), &json!(3.0))
    );
    assert_eq!(result["outlook"][1]["cut_off_h"], 2.0);
}

#[test]
fn what_was_curtailed_before_counts_in_the_rotation() {
    let policy = "[policy]\nname = \"p\"\n[[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"rotating\"\n";
    let user = |id: &str, withheld: &str| {
        format!("[[user]]\nid = \"{id}\"\nclass = \"chemical\"\ndemand = 4.0\nwithheld = {withheld}\n")
    };
    let toml = head("m3/h").replace("policy = \"jilin-2024\"\n", "")
        + policy
        + &user("a", "0.0")
        + &user("b", "9.0")
        + "[horizon]\nperiod_h = 1.0\nsupply = [4.0, 4.0, 4.0, 4.0]\n";
    // Whoever has done without more comes first: b until a has done without 12, then both in turn.
    assert_eq!(granted(&result(&toml), 1), [4.0, 4.0, 4.0, 0.0]);
}

#[test]
fn a_demand_with_its_factor_is_rounded_halves_upwards() {
    let toml = head("m3/h")
        + "[[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 0.001\n\
           [horizon]\nperiod_h = 1.0\nsupply = [1.0, 1.0, 1.0]\ndemand = { chemical = [1.5, 1.499, 2.501] }\n";
    let result = result(&toml);
    assert_eq!(granted(&result, 0), [0.002, 0.001, 0.003]);
    assert_eq!(over_time(&result, "demand"), [0.002, 0.001, 0.003]);
    assert_eq!((&result["demand"], &result["users"][0]["demand"]), (&json!(0.006), &json!(0.006)));
    assert_eq!(result["users"][0]["reason"], "satisfied");
}

#[test]
fn a_volume_has_the_unit_of_its_flow_without_the_time() {
    let horizon = "[horizon]\nperiod_h = 1.0\nsupply = [1.0]\n";
    let unit = |unit: &str| result(&(head(unit) + HOMES_AND_WORKS + horizon))["unit"].to_string();
    assert_eq!(unit("m3/h"), "\"m3\"");
    assert_eq!(unit("MW"), "\"MW·h\"");
    assert_eq!(unit("m3/d"), "\"m3\"");
    assert_eq!(unit("kWh/d"), "\"kWh/d·h\"");
}

#[test]
fn a_supply_beside_a_horizon_is_remarked_on() {
    let horizon = "[horizon]\nperiod_h = 1.0\nsupply = [1.0]\n";
    let toml = head("m3/h") + "supply = 100.0005\n" + HOMES_AND_WORKS + horizon;
    assert!(parse("t.toml", &toml, Path::new("")).is_err(), "it is a quantity all the same");
    let (scenario, outcome) = solved(&toml.replace("100.0005", "100.0"));
    assert_eq!(scenario.remarks.len(), 1);
    assert_eq!(
        scenario.remarks[0].to_string(),
        "t.toml:6: supply: the supply of the horizon's periods is shared out; this one is not used"
    );
    assert_eq!(outcome.allocation.served.to_number(), "1.0");
}

/// Two days and a half hour by hour, with everything that a horizon may have.
fn two_days() -> String {
    let list = |of: fn(usize) -> f64| {
        let values: Vec<String> = (0..60).map(|t| format!("{:.1}", of(t))).collect();
        values.join(", ")
    };
    head("m3/h")
        + &HOMES_AND_WORKS.replace("demand = 8.0", "demand = 8.0\nnode = \"hills\"")
        + "[[node]]\nid = \"gate\"\n[[node]]\nid = \"hills\"\nparent = \"gate\"\ncapacity = 9.0\n"
        + &format!(
            "[horizon]\nperiod_h = 1.0\nsupply = [{}]\ndemand = {{ residential = [{}] }}\n\
             storage = {{ stock = 90.0, withdrawal = 4.0, reserve = 10.0, deliveries = [{}] }}\n",
            list(|t| if t < 12 { 14.0 } else { 8.5 }),
            list(|t| if t % 24 < 12 { 1.0 } else { 1.2 }),
            list(|t| if t == 40 { 30.0 } else { 0.0 }),
        )
}

#[test]
fn people_read_the_hours_ahead() {
    let (scenario, outcome) = solved(&two_days());
    insta::assert_snapshot!(
        "text_of_the_hours_in_english",
        text::page(&scenario, &outcome, Language::En, 100)
    );
    insta::assert_snapshot!(
        "text_of_the_hours_in_chinese",
        text::page(&scenario, &outcome, Language::Zh, 100)
    );
    for language in [Language::En, Language::Zh] {
        let messages = language.messages().horizon;
        let report = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        for chart in [messages.by_class, messages.stock] {
            assert!(report.contains(&format!("<div role=\"img\" aria-label=\"{chart}\"><svg")), "{chart}");
        }
        assert!(!report.contains("NaN") && !report.contains("url("), "a chart is broken");
        let rows = report.matches(&(messages.from_to)("0", "1")).count();
        assert_eq!(rows, 1, "each hour has a row");
    }
}

#[test]
fn a_year_of_hours_stays_readable() {
    let supply = vec!["9.0"; 8760].join(", ");
    let toml = head("m3/h") + HOMES_AND_WORKS + &format!("[horizon]\nperiod_h = 1.0\nsupply = [{supply}]\n");
    let (scenario, outcome) = solved(&toml);
    let text = text::page(&scenario, &outcome, Language::En, 100);
    assert!(text.contains("Each row adds up 365 periods."), "{text}");
    assert!(text.lines().count() < 80, "{} lines", text.lines().count());
    let report = html::page(&scenario, &outcome, Language::En, Path::new("t.toml"));
    assert!(report.contains("Each row adds up 92 periods."));
    assert!(report.contains("0–92 h") && report.contains("8,740–8,760 h"));
}

#[test]
fn results_have_the_form_that_the_schema_states() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/result.schema.json");
    let schema = std::fs::read_to_string(path).expect("the schema");
    let validator =
        jsonschema::validator_for(&serde_json::from_str(&schema).expect("JSON")).expect("a schema");
    let plain = head("m3/h") + HOMES_AND_WORKS + "[horizon]\nperiod_h = 1.0\nsupply = [12.0, 3.0]\n";
    for toml in [two_days(), plain] {
        let mut result = result(&toml);
        let faults: Vec<String> = validator.iter_errors(&result).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        result["periods"][0]["users"][0]["reason"] = json!("short_in_step");
        assert!(!validator.is_valid(&result), "a reason without its step");
    }
}

/// A figure in thousandths.
fn figure(value: &Value) -> i64 {
    (value.as_f64().expect("a number") * 1000.0).round() as i64
}

const CLASSES: [&str; 6] =
    ["residential", "heating", "public_service", "vehicles", "industrial_fuel", "chemical"];

/// Periods, users, the storage. Flows are in halves, factors in tenths, volumes in units.
#[derive(Clone, Debug)]
struct Case {
    share: &'static str,
    period_h: u32,
    supply: Vec<u32>,
    factors: Vec<u32>,
    deliveries: Vec<u32>,
    storage: (u32, u32, u32),
    users: Vec<(usize, u32, bool, usize)>,
    capacity: Option<u32>,
}

fn any_case() -> impl Strategy<Value = Case> {
    let each = |most: u32, periods: usize| prop::collection::vec(0..=most, periods);
    (1..6_usize).prop_flat_map(move |periods| {
        let users = prop::collection::vec((0..6_usize, 0..20_u32, any::<bool>(), 0..2_usize), 1..7);
        (
            prop::sample::select(vec!["even", "earliest"]),
            1..4_u32,
            each(60, periods),
            each(20, periods),
            each(9, periods),
            (0..40_u32, 0..12_u32, 0..30_u32),
            users,
            prop::option::of(0..20_u32),
        )
            .prop_map(|(share, period_h, supply, factors, deliveries, storage, users, capacity)| {
                Case { share, period_h, supply, factors, deliveries, storage, users, capacity }
            })
    })
}

impl Case {
    fn toml(&self) -> String {
        let list = |values: &[u32], divisor: f64| {
            let values: Vec<String> =
                values.iter().map(|value| format!("{:.1}", f64::from(*value) / divisor)).collect();
            format!("[{}]", values.join(", "))
        };
        let mut toml = head("m3/h");
        for (index, (class, demand, on_off, node)) in self.users.iter().enumerate() {
            toml += &format!(
                "[[user]]\nid = \"u{index}\"\nclass = \"{}\"\ndemand = {}\nminimum = {}\non_off = {on_off}\nnode = \"n{node}\"\n",
                CLASSES[*class],
                f64::from(*demand) / 2.0,
                f64::from(demand / 3) / 2.0,
            );
        }
        let capacity = self.capacity.map(|capacity| format!("capacity = {}\n", f64::from(capacity) / 2.0));
        toml += "[[node]]\nid = \"n0\"\n[[node]]\nid = \"n1\"\nparent = \"n0\"\nsource = 0.5\n";
        toml += &capacity.unwrap_or_default();
        let (stock, reserve, withdrawal) = self.storage;
        toml + &format!(
            "[horizon]\nperiod_h = {}\nshare = \"{}\"\nsupply = {}\ndemand = {{ heating = {} }}\n\
                 storage = {{ stock = {stock}, reserve = {reserve}, withdrawal = {withdrawal}, deliveries = {} }}\n",
            self.period_h,
            self.share,
            list(&self.supply, 2.0),
            list(&self.factors, 10.0),
            list(&self.deliveries, 1.0),
        )
    }
}

/// What users get in all, and when their classes are first touched and cut off.
fn totals_and_outlook_are(
    result: &Value,
    user_totals: &[(i64, i64, i64)],
    touched: &[[Option<i64>; 2]; 6],
) -> TestCaseResult {
    for (user, &(wanted, got, short)) in result["users"].as_array().expect("users").iter().zip(user_totals) {
        let told = ["demand", "granted", "short_h"].map(|key| figure(&user[key]));
        prop_assert_eq!(told, [wanted, got, short]);
        prop_assert_eq!(&user["reason"] == "satisfied", got == wanted);
    }
    for outlook in result["outlook"].as_array().expect("classes") {
        let class = CLASSES.iter().position(|class| outlook["class"] == *class).expect("a class");
        for (key, expected) in ["first_touched_h", "cut_off_h"].into_iter().zip(touched[class]) {
            prop_assert_eq!((!outlook[key].is_null()).then(|| figure(&outlook[key])), expected);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn gas_adds_up_over_time(case in any_case()) {
        let result = result(&case.toml());
        let periods = result["periods"].as_array().expect("periods");
        prop_assert_eq!(periods.len(), case.supply.len());
        let (stock, reserve, withdrawal) = case.storage;
        let hours = i64::from(case.period_h);
        let mut stock = i64::from(stock) * 1000;
        let (mut supply, mut demand, mut served) = (0, 0, 0);
        let mut user_totals = vec![(0, 0, 0); case.users.len()];
        let mut touched: [[Option<i64>; 2]; 6] = Default::default();
        for (t, period) in periods.iter().enumerate() {
            let of_period = |key: &str| figure(&period[key]);
            // What is there: the supply, and the source of the second node.
            prop_assert_eq!(of_period("supply"), i64::from(case.supply[t]) * 500 * hours + 500 * hours);
            stock += i64::from(case.deliveries[t]) * 1000;
            if of_period("withdrawn") != 0 {
                prop_assert!(stock - of_period("withdrawn") >= i64::from(reserve) * 1000);
            }
            prop_assert!(of_period("withdrawn") <= i64::from(withdrawal) * 1000);
            stock -= of_period("withdrawn");
            prop_assert_eq!(of_period("stock"), stock);
            prop_assert!(of_period("served") <= of_period("supply") + of_period("withdrawn"));

            let mut classes = [(0, 0); 6];
            for (index, ((class, wanted, ..), user)) in
                case.users.iter().zip(period["users"].as_array().expect("users")).enumerate()
            {
                // A factor of 0 stops the class by order: it wants what it states all the same.
                let is_stopped = *class == 1 && case.factors[t] == 0;
                let factor = if *class == 1 && !is_stopped { i64::from(case.factors[t]) } else { 10 };
                let (wanted, got) = (i64::from(*wanted) * 500 * hours * factor / 10, figure(&user["granted"]));
                prop_assert_eq!(figure(&user["demand"]), wanted);
                prop_assert!(got <= wanted && (got == 0 || !is_stopped));
                let by_order = if is_stopped { wanted } else { 0 };
                prop_assert_eq!(user.get("by_order").map_or(0, figure), by_order);
                prop_assert_eq!(&user["reason"] == "satisfied", got == wanted);
                classes[*class].0 += wanted;
                classes[*class].1 += got;
                let total = &mut user_totals[index];
                *total = (total.0 + wanted, total.1 + got, total.2 + i64::from(got < wanted) * hours * 1000);
                if got < wanted {
                    touched[*class][0].get_or_insert(t as i64 * hours * 1000);
                }
            }
            for (class, (wanted, got)) in classes.iter().enumerate() {
                if *wanted != 0 && *got == 0 {
                    touched[class][1].get_or_insert(t as i64 * hours * 1000);
                }
            }
            prop_assert_eq!(of_period("demand"), classes.iter().map(|class| class.0).sum::<i64>());
            prop_assert_eq!(of_period("served"), classes.iter().map(|class| class.1).sum::<i64>());
            let load = figure(&period["nodes"][1]["load"]);
            prop_assert!(case.capacity.is_none_or(|capacity| load <= i64::from(capacity) * 500 * hours));
            supply += of_period("supply");
            demand += of_period("demand");
            served += of_period("served");
        }
        let usable = i64::from(case.storage.0) + case.deliveries.iter().map(|d| i64::from(*d)).sum::<i64>();
        supply += (usable - i64::from(reserve)).max(0) * 1000;
        prop_assert_eq!(figure(&result["supply"]), supply);
        prop_assert_eq!(figure(&result["demand"]), demand);
        prop_assert_eq!(figure(&result["served"]), served);
        prop_assert_eq!(figure(&result["served"]) + figure(&result["unused"]), supply);
        totals_and_outlook_are(&result, &user_totals, &touched)?;
    }
}

const BLOCKS: &str = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\n\
                      [policy]\nname = \"turns\"\n\
                      [[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"rotating\"\n\
                      rotate_by = \"turns\"\nlongest_outage = 2\nminimum_turn = 2\n\
                      [[user]]\nid = \"large\"\nclass = \"chemical\"\ndemand = 100.0\nturns_so_far = 3\n\
                      [[user]]\nid = \"small\"\nclass = \"chemical\"\ndemand = 10.0\n\
                      [horizon]\nperiod_h = 1.0\nsupply = [100.0, 100.0, 100.0, 100.0, 0.0, 0.0]\n";

/// Rotation by turns: from the turns so far, two periods each; who is off for longer than allowed is told.
#[test]
fn blocks_take_turns_and_outages_that_are_too_long_are_told() {
    let scenario = parse("t.toml", BLOCKS, Path::new("")).expect("a scenario");
    let outcome = solve(&scenario).expect("an outcome");
    let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
    let granted = |user: usize| -> Vec<f64> {
        let periods = result["periods"].as_array().expect("periods").iter();
        periods.map(|period| period["users"][user]["granted"].as_f64().expect("a number")).collect()
    };
    assert_eq!(granted(0), [100.0, 100.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(granted(1), [0.0, 0.0, 10.0, 10.0, 0.0, 0.0]);
    assert_eq!(result["users"][0]["off_too_long"], true);
    assert_eq!(result["users"][1].get("off_too_long"), None);
    for (language, words) in
        [(Language::En, "by turns, off for at most 2 periods"), (Language::Zh, "按轮停次数")]
    {
        let text = text::page(&scenario, &outcome, language, 200);
        assert!(text.contains(words), "{text}");
    }
    assert!(text::page(&scenario, &outcome, Language::En, 200).contains("longer than the order allows"));
}

#[test]
fn a_rotation_that_cannot_be_is_refused_where_it_is() {
    for (from, to, line) in [
        ("share = \"rotating\"", "share = \"whole\"", 11),
        ("minimum_turn = 2", "minimum_turn = 3", 13),
        ("rotate_by = \"turns\"", "rotate_by = \"days\"", 11),
        ("longest_outage = 2", "longest_outage = 0", 12),
    ] {
        let diagnostics = parse("t.toml", &BLOCKS.replace(from, to), Path::new("")).expect_err("a mistake");
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        assert!(diagnostics[0].to_string().contains(&format!("t.toml:{line}:")), "{}", diagnostics[0]);
    }
}

/// What is said of gas that is left over is true of where it is left, and of who falls short.
#[test]
fn gas_that_is_left_over_is_told_where_it_is() {
    let said = |horizon: &str, users: &str, language: Language| {
        let (scenario, outcome) =
            solved(&format!("{}{users}[horizon]\nperiod_h = 1.0\n{horizon}", head("m3/h")));
        text::page(&scenario, &outcome, language, 1000)
    };
    let elsewhere =
        ["it cannot be used in those in which users fall short", "又不能移用于气量不足的其他时段"];
    let nobody =
        ["nobody whom it can reach, and who may have it, can use it", "且有资格使用的用户均无法使用"];
    let stays = ["stays in the storage above its reserve", "留存于最低存量之上"];
    let furnace = "[[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 6.0\nminimum = 6.0\n";
    let cases = [
        // Six are left in the first hour, nine are missing in the second.
        ("supply = [20.0, 5.0]\n", HOMES_AND_WORKS, [true, false, false]),
        // Five do not fit a minimum of six: nobody falls short elsewhere.
        ("supply = [5.0]\n", furnace, [false, true, false]),
        // No more than one can be taken out in an hour.
        (
            "supply = [10.0, 10.0]\nstorage = { stock = 100.0, reserve = 5.0, withdrawal = 1.0 }\n",
            HOMES_AND_WORKS,
            [false, false, true],
        ),
        // Both: left in the first hour, and in the storage.
        (
            "supply = [20.0, 5.0]\nstorage = { stock = 100.0, reserve = 5.0, withdrawal = 1.0 }\n",
            HOMES_AND_WORKS,
            [true, false, true],
        ),
        ("supply = [10.0, 10.0]\n", HOMES_AND_WORKS, [false, false, false]),
    ];
    for (horizon, users, expected) in cases {
        for (place, language) in [Language::En, Language::Zh].into_iter().enumerate() {
            let page = said(horizon, users, language);
            let found = [elsewhere, nobody, stays].map(|sentence| page.contains(sentence[place]));
            assert_eq!(found, expected, "{horizon}{page}");
        }
    }
}
