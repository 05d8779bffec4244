//! Flows and volumes: what stands in a file, is shared out and is printed are of one unit.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{parse, parse_in};
use citygate_drill::render::text;
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;

fn read(text: &str) -> Scenario {
    parse("s.toml", text, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn problems(text: &str) -> Vec<String> {
    let problems = parse("s.toml", text, Path::new("")).expect_err("a fault");
    problems.iter().map(ToString::to_string).collect()
}

/// What user 0 gets in every period, in thousandths.
fn granted(outcome: &Outcome) -> Vec<u64> {
    let periods = outcome.allocation.periods.as_ref().expect("periods");
    periods.iter().map(|period| period.users[0].granted.thousandths()).collect()
}

fn stocks(outcome: &Outcome) -> Vec<u64> {
    let periods = outcome.allocation.periods.as_ref().expect("periods");
    periods.iter().map(|period| period.stock.expect("a storage").thousandths()).collect()
}

const PLANNER: &str = r#"
format = 1
title = "a planner writes the tank in the unit of the file"
source = "daily figures"
unit = "1e4 m3/d"
[policy]
name = "one class"
[[policy.step]]
classes = ["residential"]
target = "demand"
share = "pro_rata"
[[user]]
id = "city"
class = "residential"
demand = 250.28
[horizon]
period_h = 24.0
share = "earliest"
supply = [190.28, 190.28, 190.28, 190.28, 190.28]
storage = { stock = 181.2, withdrawal = 107.9 }
"#;

/// Of 181.2 in store 60 are drawn on each of three days, and 1.2 on the fourth. The same as unit × hours: 6006.72 three
/// times, 4595.52, 4566.72.
#[test]
fn a_tank_in_ten_thousand_cubic_metres_beside_flows_by_the_day() {
    let outcome = solve(&read(PLANNER)).expect("an outcome");
    assert_eq!(outcome.allocation.unit, "1e4 m3");
    assert_eq!(granted(&outcome), [250_280, 250_280, 250_280, 191_480, 190_280]);
    let in_unit_hours: Vec<u64> = granted(&outcome).iter().map(|thousandths| thousandths * 24).collect();
    assert_eq!(in_unit_hours, [6_006_720, 6_006_720, 6_006_720, 4_595_520, 4_566_720]);
    assert_eq!(stocks(&outcome), [121_200, 61_200, 1_200, 0, 0]);
}

const TANK: &str = r#"
format = 1
title = "储罐20万m³"
source = "made up"
unit = "万m3/d"
policy = "jilin-2024"
[horizon]
period_h = 24.0
share = "earliest"
supply = [50.0, 50.0, 50.0]
storage = { stock = 20.0, withdrawal = 10.0, reserve = 2.0 }
[[user]]
id = "居民"
class = "residential"
demand = 40.0
[[user]]
id = "工业"
class = "industrial_fuel"
demand = 20.0
"#;

#[test]
fn a_tank_of_twenty_lasts_for_a_shortage_of_ten_a_day_for_two_days() {
    let scenario = read(TANK);
    let outcome = solve(&scenario).expect("an outcome");
    assert_eq!(stocks(&outcome), [10_000, 2_000, 2_000]);
    assert_eq!(outcome.allocation.curtailed.thousandths(), 12_000);
    assert!(scenario.remarks.is_empty(), "{:?}", scenario.remarks);
    let text = text::page(&scenario, &outcome, Language::Zh, 100);
    assert!(text.contains("12 万m³"), "{text}");
}

/// What is stated by the day and by the hour is shared out alike.
#[test]
fn by_the_day_or_by_the_hour_is_one() {
    let by_hour = TANK.replace("万m3/d", "万m3/h").replace("demand = 40.0", "demand = 1.25");
    let by_hour =
        by_hour.replace("demand = 20.0", "demand = 0.625").replace("[50.0, 50.0, 50.0]", "[1.5, 1.5, 1.5]");
    let by_day = TANK.replace("demand = 20.0", "demand = 15.0").replace("demand = 40.0", "demand = 30.0");
    let by_day = by_day.replace("[50.0, 50.0, 50.0]", "[36.0, 36.0, 36.0]");
    let [by_hour, by_day] = [by_hour, by_day].map(|text| solve(&read(&text)).expect("an outcome"));
    assert_eq!(granted(&by_hour), granted(&by_day));
    assert_eq!(stocks(&by_hour), stocks(&by_day));
    assert_eq!(by_hour.allocation.unit, by_day.allocation.unit);
}

/// Flows by the day in periods of an hour: shared out exactly, each volume printed to the nearest thousandth.
#[test]
fn hours_of_a_flow_by_the_day_can_be_shared_out() {
    let hourly = TANK.replace("period_h = 24.0", "period_h = 1.0");
    let outcome = solve(&read(&hourly)).expect("an outcome");
    // 40 of 60 a day are 1.667 in an hour; the shortage of 0.417 comes out of the tank.
    assert_eq!(granted(&outcome), [1_667, 1_667, 1_667]);
    assert_eq!(stocks(&outcome), [19_583, 19_167, 18_750]);
}

#[test]
fn units_that_are_not_known_need_a_unit_of_volume_where_there_are_volumes() {
    let unknown = TANK.replace("万m3/d", "kWh/d");
    assert_eq!(
        problems(&unknown),
        [
            "s.toml:1: volume_unit: the key is missing; what \"kWh/d\" comes to in time is not known: write for example \
          volume_unit = \"kWh\", or volume_unit = \"kWh/d·h\" for unit × hours"
        ]
    );
    let with = |unit: &str, volume: &str| {
        TANK.replace("unit = \"万m3/d\"", &format!("unit = \"{unit}\"\nvolume_unit = \"{volume}\""))
    };
    let of = |unit, volume| solve(&read(&with(unit, volume))).expect("an outcome");
    assert_eq!(stocks(&of("kWh/d", "kWh")), [10_000, 2_000, 2_000]);
    assert_eq!(stocks(&of("MMcfd", "MMcfd·d")), [10_000, 2_000, 2_000]);
    // As files of unit × hours had it: 18 above the reserve are gone in the first day.
    assert_eq!(stocks(&of("kWh/d", "kWh/d·h")), [10_000, 2_000, 2_000]);
    assert_eq!(of("kWh/d", "kWh/d * h").allocation.unit, "kWh/d·h");
    assert_eq!(of("万m3/d", "万 m³").allocation.unit, "万m3");
    assert_eq!(of("万m3/d", "1e4 m^3").allocation.unit, "万m3");
    let message = problems(&with("万m3/d", "m3"));
    assert!(message[0].ends_with("write \"万m3\", \"万m3/d·h\" or \"万m3/d·d\""), "{message:?}");
    // Without a storage nothing is read in volumes.
    let none = unknown.replace("storage = ", "# storage = ");
    assert_eq!(solve(&read(&none)).expect("an outcome").allocation.unit, "kWh/d·h");
}

#[test]
fn rotation_and_what_is_kept_in_an_exercise_are_volumes_too() {
    let text = r#"
format = 1
title = "t"
source = "s"
unit = "m3/d"
policy = "jilin-2024"
supply = 80.0
normal_supply = 100.0
[exercise]
end_h = 12.0
[[user]]
id = "works"
class = "chemical"
demand = 100.0
[[timeline]]
at_h = 0.0
note = "begins"
"#;
    let outcome = solve(&read(text)).expect("an outcome");
    let exercise = outcome.exercise.expect("an exercise");
    assert_eq!(exercise.users[0].demand.thousandths(), 50_000);
    assert_eq!(exercise.users[0].granted.thousandths(), 40_000);
}

#[test]
fn a_stock_a_factor_of_24_away_is_remarked_upon() {
    for (stock, reserve, expected) in [
        ("20.0", "2.0", None),
        ("0.8", "0.0", Some("in 0.32 h")),
        ("2000.0", "0.0", Some("in 800 h")),
        ("0.0", "0.0", None),
    ] {
        let text = TANK
            .replace("stock = 20.0", &format!("stock = {stock}"))
            .replace("reserve = 2.0", &format!("reserve = {reserve}"));
        let remarks: Vec<String> = read(&text).remarks.iter().map(ToString::to_string).collect();
        match expected {
            None => assert!(remarks.is_empty(), "{remarks:?}"),
            Some(lasts) => {
                assert!(remarks[0].starts_with("s.toml:11: horizon.storage.stock: "), "{remarks:?}");
                assert!(remarks[0].contains(lasts), "{remarks:?}");
            }
        }
    }
}

const FINE: &str = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
policy = "jilin-2024"
round = "nearest"
supply = 100.0005
[[user]]
id = "a"
class = "residential"
demand = 60.0005
[[user]]
id = "b"
class = "chemical"
demand = 50.12349
"#;

#[test]
fn figures_are_rounded_only_where_the_scenario_says_so_and_the_result_tells() {
    let scenario = read(FINE);
    assert_eq!(scenario.rounded, 3);
    let outcome = solve(&scenario).expect("an outcome");
    assert_eq!(outcome.allocation.supply.thousandths(), 100_001);
    assert_eq!(outcome.allocation.demand.thousandths(), 60_001 + 50_123);
    let json = serde_json::to_string(&outcome.allocation).expect("JSON");
    assert!(json.contains("\"rounded\":3"), "{json}");
    for (language, note) in
        [(Language::En, "3 figures of the scenario were rounded"), (Language::Zh, "有3个数")]
    {
        let text = text::page(&scenario, &outcome, language, 100);
        assert!(text.contains(note), "{text}");
    }
    let strict = FINE.replace("round = \"nearest\"\n", "");
    assert_eq!(problems(&strict).len(), 3);
    assert!(problems(&strict)[0].contains("round it, for example to 100.001"), "{:?}", problems(&strict));
    assert!(
        problems(&FINE.replace("nearest", "up"))[0]
            .starts_with("s.toml:7: round: unknown way of rounding \"up\"")
    );
    // A coarser scale: ten cubic metres in a million.
    let coarse = FINE.replace("60.0005", "5000000.0");
    let scenario = read(&coarse);
    assert_eq!(scenario.users[1].demand.thousandths(), 50_120);
    assert_eq!(scenario.supply.expect("a supply").thousandths(), 100_000);
    assert!(solve(&scenario).is_ok());
}

/// One reader for numbers: an exponent changes nothing but the place of the point.
#[test]
fn an_exponent_never_rounds() {
    let supply = |text: &str| {
        let file =
            FINE.replace("round = \"nearest\"\n", "").replace("60.0005", "1.0").replace("50.12349", "1.0");
        parse("s.toml", &file.replace("100.0005", text), Path::new(""))
    };
    for (text, thousandths) in [
        ("1.5e0", 1_500),
        ("15e-1", 1_500),
        ("0.0015E+3", 1_500),
        ("1_5.0e-1", 1_500),
        ("0e0", 0),
        ("1.000e-3", 1),
        ("-0e5", 0),
        ("1e13", 10_000_000_000_000_000),
    ] {
        let scenario = supply(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        assert_eq!(scenario.supply.expect("a supply").thousandths(), thousandths, "{text}");
    }
    for text in [
        "1.0009999999999999999999999999999e0",
        "1.0009999999999999999999999999999",
        "1e-4",
        "1e-300",
        "1e300",
        "1e99",
        "10009999999999999999999999999999e-31",
    ] {
        assert!(supply(text).is_err(), "{text}");
    }
}

/// Limits are looked at for later entries too, before anything is written.
#[test]
fn a_later_supply_that_is_too_large_with_the_sources_is_a_fault_of_the_file() {
    let text = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
policy = "jilin-2024"
supply = 100.0
normal_supply = 100.0
[[node]]
id = "gate"
source = 5.0
[[user]]
id = "homes"
class = "residential"
demand = 70.0
[[timeline]]
at_h = 1.0
supply = 9223372036854770.0
[[timeline]]
at_h = 2.0
supply = 18446744073709551.0
"#;
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("s.toml:21: timeline.supply: 18446744073709551.0 and the sources"),
        "{found:?}"
    );
    let found = problems(&text.replace("9223372036854770.0", "9223372036854775.0"));
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn messages_on_units_are_in_chinese_where_chinese_is_asked_for() {
    let text = TANK.replace("万m3/d", "kWh/d");
    let problems = parse_in("s.toml", &text, Path::new(""), Language::Zh).expect_err("a fault");
    assert!(problems[0].to_string().starts_with("s.toml:1: volume_unit: 缺少此键；"), "{problems:?}");
}

#[test]
fn hours_ahead_show_clock_times_where_their_beginning_is_stated() {
    let text = TANK.replace("period_h = 24.0", "start = 2026-01-12T08:00:00+08:00\nperiod_h = 24.0");
    let scenario = read(&text);
    let outcome = solve(&scenario).expect("an outcome");
    let json = serde_json::to_string(&outcome.allocation).expect("JSON");
    assert!(json.contains("\"start\":\"2026-01-12T08:00:00+08:00\""), "{json}");
    let page = text::page(&scenario, &outcome, Language::Zh, 100);
    for shown in
        ["起始时间：2026-01-12 08:00", "2026-01-12 08:00 – 2026-01-13 08:00", "24小时后（2026-01-13 08:00）"]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let hourly = read(&text.replace("period_h = 24.0", "period_h = 1.5"));
    let page = text::page(&hourly, &solve(&hourly).expect("an outcome"), Language::En, 100);
    assert!(page.contains("2026-01-12 09:30 – 11:00"), "{page}");
    let late = text.replace("2026-01-12", "9999-12-29");
    assert!(problems(&late)[0].starts_with("s.toml:8: horizon.start: it would end after 9999-12-30T22:00Z"));
    let without = TANK.replace("period_h = 24.0", "start = 2026-01-12T08:00:00\nperiod_h = 24.0");
    assert!(problems(&without)[0].contains("horizon.start: 2026-01-12T08:00:00 is no date"));
}
