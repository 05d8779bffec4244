//! What moves by itself in an exercise: users take turns, a storage runs down, and main users are without gas.

use std::path::Path;

use citygate::event::{JournalEntry, Record};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use serde_json::Value;

fn scenario(toml: &str) -> Scenario {
    parse("exercise", toml, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn problems(toml: &str) -> String {
    let problems = parse("exercise", toml, Path::new("")).expect_err("problems");
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn result(outcome: &Outcome) -> Value {
    serde_json::from_str(&json::line(outcome).expect("a result")).expect("an object")
}

const ROTATING: &str = r#"
[policy]
name = "blocks in turn"

[[policy.step]]
classes = ["industrial_fuel"]
target = "demand"
share = "rotating"
"#;

/// Four equal blocks, of which three can be served.
fn four_blocks(exercise: &str) -> String {
    let block = |name| format!("[[user]]\nid = \"{name}\"\nclass = \"industrial_fuel\"\ndemand = 25.0\n");
    let blocks: String = ["a", "b", "c", "d"].into_iter().map(block).collect();
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\nsupply = 75.0\nnormal_supply = 100.0\n{ROTATING}\
         [exercise]\nend_h = 24.0\n{exercise}\n{blocks}[[timeline]]\nat_h = 0.0\nnote = \"the first block is off\"\n"
    )
}

#[test]
fn equal_blocks_take_turns_every_stated_hours() {
    for (rotation, turns) in [("2.0", 12), ("1.0", 24), ("6.0", 4), ("0.5", 48)] {
        let outcome =
            solve(&scenario(&four_blocks(&format!("rotation_h = {rotation}")))).expect("an outcome");
        let exercise = outcome.exercise.as_ref().expect("an exercise");
        assert_eq!(exercise.sharings.len(), turns, "every {rotation} h");
        for block in 0..4 {
            let off = exercise
                .sharings
                .iter()
                .filter(|sharing| sharing.allocation.users[block].granted.thousandths() == 0);
            assert_eq!(off.count(), turns / 4, "every {rotation} h");
            let kept = &exercise.users[block];
            assert_eq!((kept.demand.thousandths(), kept.granted.thousandths()), (600_000, 450_000));
        }
        let off = |sharing: &citygate_drill::result::exercise::Sharing| {
            sharing.allocation.users.iter().position(|user| user.granted.thousandths() == 0)
        };
        let order: Vec<Option<usize>> = exercise.sharings.iter().map(off).collect();
        assert!(order.windows(2).all(|pair| pair[0] != pair[1]), "nobody is off twice in a row: {order:?}");
        let (records, _) = exercise.journal.bytes.as_chunks();
        let is_shared =
            |bytes| matches!(Record::read(bytes).expect("a record").entry, JournalEntry::Allocated { .. });
        assert_eq!(records.iter().filter(|bytes| is_shared(bytes)).count(), turns, "each turn is on record");
        let result = result(&outcome);
        let happenings = result["exercise"]["happenings"].as_array().expect("happenings");
        assert_eq!(happenings.iter().filter(|happening| happening["kind"] == "turn").count(), turns - 1);
        // Volumes, moments and peak agree.
        assert_eq!(exercise.peak_curtailment.allocation.curtailed.thousandths(), 25_000);
    }
}

#[test]
fn unequal_blocks_take_as_many_turns_where_turns_count() {
    let toml = |by: &str| {
        let block = |name, demand| {
            format!("[[user]]\nid = \"{name}\"\nclass = \"industrial_fuel\"\ndemand = {demand}\n")
        };
        format!(
            "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\nsupply = 100.0\nnormal_supply = 110.0\n{ROTATING}\
             rotate_by = \"{by}\"\n[exercise]\nend_h = 12.0\nrotation_h = 1.0\n{}{}[[timeline]]\nat_h = 0.0\nnote = \"n\"\n",
            block("large", "100.0"),
            block("small", "10.0")
        )
    };
    for (by, turns) in [("turns", [6, 6]), ("hours", [6, 6]), ("gas", [1, 11])] {
        let outcome = solve(&scenario(&toml(by))).expect("an outcome");
        let sharings = outcome.exercise.expect("an exercise").sharings;
        assert_eq!(sharings.len(), 12);
        let off = [0, 1].map(|block| {
            let users = sharings.iter().map(|sharing| &sharing.allocation.users[block]);
            users.filter(|user| user.granted.thousandths() == 0).count()
        });
        assert_eq!(off, turns, "by {by}");
    }
}

#[test]
fn without_stated_hours_gas_is_shared_out_when_something_changes() {
    let outcome = solve(&scenario(&four_blocks(""))).expect("an outcome");
    assert_eq!(outcome.exercise.expect("an exercise").sharings.len(), 1);
}

#[test]
fn the_length_of_a_turn_is_checked() {
    for wrong in ["0.0", "0.016", "8760.001", "9000.0"] {
        let problems = problems(&four_blocks(&format!("rotation_h = {wrong}")));
        assert!(
            problems
                .contains("exercise.rotation_h: turns cannot be so long; write from 0.017 to 8760.0 hours"),
            "{problems}"
        );
    }
}

fn with_storage(unit: &str, supply: &str, demand: &str, storage: &str, timeline: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"{unit}\"\npolicy = \"jilin-2024\"\nsupply = {supply}\n\
         normal_supply = {demand}\ntrend = \"widening\"\n[exercise]\nend_h = 24.0\n{storage}\n[[user]]\nid = \"homes\"\n\
         class = \"residential\"\ndemand = {demand}\n{timeline}"
    )
}

/// The moments with a storage: hour, supply, served, stock, withdrawn, survival.
fn storage(outcome: &Outcome) -> Vec<(f64, f64, f64, f64, f64, Option<f64>)> {
    let result = result(outcome);
    let moments = result["exercise"]["moments"].as_array().expect("moments").clone();
    let figure = |value: &Value| value.as_f64().expect("a figure");
    let of = |moment: &Value| {
        let storage = &moment["storage"];
        (
            figure(&moment["at_h"]),
            figure(&moment["supply"]),
            figure(&moment["served"]),
            figure(&storage["stock"]),
            figure(&storage["withdrawn"]),
            storage["survival_h"].as_f64(),
        )
    };
    moments.iter().map(of).collect()
}

#[test]
fn a_storage_gives_what_the_supply_lacks_until_its_reserve_is_left() {
    let toml = with_storage(
        "m3/h",
        "80.0",
        "100.0",
        "storage = { stock = 100.0, withdrawal = 50.0, reserve = 20.0 }",
        "[[timeline]]\nat_h = 6.0\ndelivery = 40.0\n[[timeline]]\nat_h = 10.0\ndelivery = 60.0\nwithdrawal = 5.0\n",
    );
    let outcome = solve(&scenario(&toml)).expect("an outcome");
    assert_eq!(
        storage(&outcome),
        [
            (0.0, 80.0, 100.0, 100.0, 20.0, Some(4.0)),
            (4.0, 80.0, 80.0, 20.0, 0.0, None),
            (6.0, 80.0, 100.0, 60.0, 20.0, Some(2.0)),
            (8.0, 80.0, 80.0, 20.0, 0.0, None),
            (10.0, 80.0, 85.0, 80.0, 5.0, Some(12.0)),
            (22.0, 80.0, 80.0, 20.0, 0.0, None),
            (24.0, 80.0, 80.0, 20.0, 0.0, None),
        ]
    );
    let exercise = outcome.exercise.as_ref().expect("an exercise");
    // 80 · 24 came, and 80 + 40 + 60 out of the storage above its reserve.
    assert_eq!(exercise.users[0].granted.thousandths(), 2_100_000);
    // The event is graded before gas from the storage, which is a means of relief.
    let result = result(&outcome);
    for moment in result["exercise"]["moments"].as_array().expect("moments") {
        assert_eq!(moment["imbalance_permille"], 200, "{moment}");
    }
    let kinds: Vec<&str> = result["exercise"]["happenings"]
        .as_array()
        .expect("happenings")
        .iter()
        .filter_map(|happening| happening["kind"].as_str())
        .filter(|kind| ["delivery", "storage_at_reserve", "changed"].contains(kind))
        .collect();
    let at_reserve = "storage_at_reserve";
    assert_eq!(kinds, [at_reserve, "delivery", at_reserve, "changed", "delivery", at_reserve]);
    for (language, heading, lasts) in
        [(Language::En, "Storage", "Lasts (h)"), (Language::Zh, "储气设施", "可维持（小时）")]
    {
        let scenario = scenario(&toml);
        let page = text::page(&scenario, &outcome, language, 100);
        assert!(page.contains(heading) && page.contains(lasts), "{page}");
        let page = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        assert!(page.contains(lasts));
    }
}

#[test]
fn volumes_of_a_storage_go_with_flows_by_the_day() {
    let toml = with_storage(
        "m3/d",
        "2400.0",
        "4800.0",
        "storage = { stock = 1000.0, withdrawal = 3000.0 }",
        "[[timeline]]\nat_h = 0.0\nnote = \"n\"\n",
    );
    let outcome = solve(&scenario(&toml)).expect("an outcome");
    // 2,400 m³/d are 100 m³/h: 1,000 m³ last ten hours.
    let first = storage(&outcome)[0];
    assert_eq!(first, (0.0, 2400.0, 4800.0, 1000.0, 2400.0, Some(10.0)));
    let kept = &outcome.exercise.as_ref().expect("an exercise").users[0];
    assert_eq!((kept.demand.thousandths(), kept.granted.thousandths()), (4_800_000, 3_400_000));
}

#[test]
fn what_the_network_cannot_carry_stays_in_the_storage() {
    let toml = with_storage(
        "m3/h",
        "50.0",
        "100.0",
        "storage = { stock = 120.0, withdrawal = 100.0 }",
        "node = \"district\"\n[[node]]\nid = \"gate\"\n[[node]]\nid = \"district\"\nparent = \"gate\"\ncapacity = 60.0\n\
         source = 7.0\n[[timeline]]\nat_h = 0.0\nnote = \"n\"\n",
    );
    let outcome = solve(&scenario(&toml)).expect("an outcome");
    let first = storage(&outcome)[0];
    assert_eq!((first.2, first.4, first.5), (67.0, 10.0, Some(12.0)));
}

#[test]
fn what_is_wrong_with_a_storage_is_told_where_it_stands() {
    let tell = |storage: &str, entry: &str| {
        problems(&with_storage(
            "m3/h",
            "80.0",
            "100.0",
            storage,
            &format!("[[timeline]]\nat_h = 6.0\n{entry}\n"),
        ))
    };
    let without = tell("", "delivery = 40.0");
    assert!(without.contains("timeline.delivery: there is no storage"), "{without}");
    let without = tell("", "withdrawal = 4.0");
    assert!(without.contains("timeline.withdrawal: there is no storage"), "{without}");
    let incomplete = tell("storage = { stock = 8.0 }", "delivery = 40.0");
    assert!(incomplete.contains("exercise.storage.withdrawal"), "{incomplete}");
    let too_large = tell("storage = { stock = 8.0, withdrawal = 4294967.296 }", "delivery = 40.0");
    assert!(
        too_large.contains("the withdrawal has to be a multiple of 0.001 and at most 4294967.295"),
        "{too_large}"
    );
}

fn with_main_users(situation: &str, main: &str, timeline: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 70.0\n\
         normal_supply = 100.0\ntrend = \"steady\"\n{situation}\n[exercise]\nend_h = 60.0\n[[user]]\nid = \"homes\"\n\
         class = \"residential\"\ndemand = 70.0\n[[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 30.0\n{main}\n\
         [[timeline]]\nat_h = 2.0\nsupply = 100.0\n[[timeline]]\nat_h = 3.0\nsupply = 70.0\n{timeline}"
    )
}

/// Of every moment: hour, hours of interruption, their source, the grade.
fn interruptions(toml: &str) -> Vec<(f64, Option<f64>, Value, Value)> {
    let result = result(&solve(&scenario(toml)).expect("an outcome"));
    let moments = result["exercise"]["moments"].as_array().expect("moments").clone();
    let of = |moment: &Value| {
        let hours = moment["interruption_h"].as_f64();
        (
            moment["at_h"].as_f64().expect("an hour"),
            hours,
            moment["interruption_source"].clone(),
            moment["grade"].clone(),
        )
    };
    moments.iter().map(of).collect()
}

#[test]
fn the_outage_of_main_users_is_computed_and_graded() {
    let main = "main = true";
    // §1.5.1: 24 hours on end without gas are grade IV, 36 grade III, 48 grade II.
    let moments = interruptions(&with_main_users("", main, ""));
    let graded: Vec<(f64, &str)> =
        moments.iter().filter_map(|(at, _, _, grade)| Some((*at, grade.as_str()?))).collect();
    assert_eq!(graded, [(27.0, "IV"), (39.0, "III"), (51.0, "II"), (60.0, "II")], "{moments:?}");
    for (at, hours, source, _) in &moments {
        assert_eq!(source, "computed");
        // Two hours at first, then on end from hour 3 on: the longest counts.
        let expected = if *at <= 2.0 { *at } else { (*at - 3.0).max(2.0) };
        assert_eq!(*hours, Some(expected), "at {at}");
    }
}

#[test]
fn the_report_says_that_hours_are_computed() {
    let scenario = scenario(&with_main_users("", "main = true", ""));
    let outcome = solve(&scenario).expect("an outcome");
    for (language, words) in [
        (Language::En, "57 h (computed from the outage of main users)"),
        (Language::Zh, "57小时（由主要用户停气时间得出）"),
    ] {
        let page = html::page(&scenario, &outcome, language, Path::new("t.toml"));
        assert!(page.contains(words) || page.contains(&words.replacen("57", "48", 1)), "{words}");
    }
}

#[test]
fn stated_hours_of_interruption_stand() {
    for (at, hours, source, _) in interruptions(&with_main_users("interruption_h = 5.0", "main = true", "")) {
        assert_eq!((hours, source), (Some(5.0), Value::from("stated")), "at {at}");
    }
    let later = "[[timeline]]\nat_h = 10.0\ninterruption_h = 30.0\n";
    for (at, hours, source, grade) in interruptions(&with_main_users("", "main = true", later)) {
        let expected = if at < 10.0 { "computed" } else { "stated" };
        assert_eq!(source, expected, "at {at}");
        if at >= 10.0 {
            assert_eq!((hours, grade), (Some(30.0), Value::from("IV")));
        }
    }
}

#[test]
fn without_main_users_nothing_is_computed() {
    for (at, _, source, grade) in interruptions(&with_main_users("", "", "")) {
        assert_eq!((source, grade), (Value::Null, Value::Null), "at {at}");
    }
}
