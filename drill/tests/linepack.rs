//! Linepack: what it gives against tabled compressibility factors, how long it lasts, and that all outputs say the same.

mod answers;

use std::path::Path;

use answers::{result, solved, told};
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{parse, parse_in};
use serde_json::Value;

/// The first example gas of ISO 12213-3, as the standard states it, at -3.15 °C.
const GAS: &str = "[linepack]\nsuperior_calorific_value_mj_per_m3 = 40.66\ncombustion_c = 25\nmetering_c = 0\n\
                   relative_density = 0.581\ncarbon_dioxide_percent = 0.6\ntemperature_c = -3.15\n";

/// Z of that gas at 6 and at 12 MPa (ISO 12213-3:2006, annex C), and at 20 °C and 101.325 kPa (ISO 6976).
const Z_6: f64 = 0.84084;
const Z_12: f64 = 0.72146;
const Z_BASE: f64 = 0.99795;

/// Standard m³ at 20 °C that a pipe of 1 m³ gives from 12 to 6 MPa, absolute.
fn from_12_to_6_mpa() -> f64 {
    (12.0 / Z_12 - 6.0 / Z_6) / 270.0 * 293.15 / 0.101_325 * Z_BASE
}

const PIPE: &str = "pressures = \"absolute\"\n[[linepack.pipe]]\nvolume_m3 = 1000.0\npressure_mpa = 12.0\n\
                    minimum_pressure_mpa = 6.0\n";

fn scenario(unit: &str, supply: &str, linepack: &str, more: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"{unit}\"\npolicy = \"jilin-2024\"\n{supply}\n{linepack}\n\
         [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 30000.0\n\
         [[user]]\nid = \"works\"\nclass = \"chemical\"\ndemand = 10000.0\n{more}"
    )
}

fn close(found: f64, expected: f64) {
    assert!((found / expected - 1.0).abs() < 2e-4, "{found} instead of {expected}");
}

fn figure(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no figure"))
}

#[test]
fn the_usable_volume_is_that_of_tabled_compressibility_factors_in_every_unit() {
    // Per unit: cubic metres in it, and how much more a cubic metre at 20 °C is at its reference temperature.
    for (unit, multiple, at_20) in [
        ("m3/h", 1.0, 1.0),
        ("m³/d", 1.0, 1.0),
        ("1e3 m3/h", 1e3, 1.0),
        ("万m3/d", 1e4, 1.0),
        ("Nm3/h", 1.0, 1.0738),
        ("10^4 Sm3/d", 1e4, 1.0738 / 1.0554),
    ] {
        let linepack = &result(&scenario(unit, "supply = 20000.0", &(GAS.to_owned() + PIPE), ""))["linepack"];
        let usable = figure(&linepack["usable"]) * multiple * at_20;
        // Rounded down to a thousandth of the unit.
        assert!((usable / 1000.0 - from_12_to_6_mpa()).abs() < 2e-4 * from_12_to_6_mpa() + multiple * 1e-6);
    }
}

#[test]
fn length_and_diameter_ends_and_gauge_pressures_come_to_the_same() {
    let of = |pipe: &str| {
        let toml = scenario("m3/h", "supply = 20000.0", &format!("{GAS}{pipe}"), "");
        figure(&result(&toml)["linepack"]["usable"])
    };
    let plain = of(PIPE);
    close(plain, 1000.0 * from_12_to_6_mpa());
    let by_length = PIPE.replace("volume_m3 = 1000.0", "length_km = 5.092958\ninternal_diameter_mm = 500.0");
    close(of(&by_length), plain);
    let ends = PIPE.replace("= 12.0", "= [12.0, 12.0]").replace("= 6.0", "= [6.0, 6.0]");
    assert_eq!(of(&ends), plain);
    // Two thirds of (7 + 5 − 35/12): what a pipe with 7 and 5 MPa at its ends has on the mean.
    let mean = PIPE.replace("= 6.0", "= 6.055555555555555");
    close(of(&PIPE.replace("= 6.0", "= [7.0, 5.0]")), of(&mean));
    for air in ["", "air_pressure_kpa = 101.325\n"] {
        let gauge = PIPE.replace("absolute\"\n", &format!("gauge\"\n{air}"));
        let gauge = gauge.replace("= 12.0", "= 11.898675").replace("= 6.0", "= 5.898675");
        close(of(&gauge), plain);
    }
    // Two of them give twice as much.
    let second = "[[linepack.pipe]]\nvolume_m3 = 1000.0\npressure_mpa = 12.0\nminimum_pressure_mpa = 6.0\n";
    assert!((of(&format!("{PIPE}{second}")) - 2.0 * plain).abs() < 1e-6);
    // At its minimum already: nothing, at once.
    let nothing =
        result(&scenario("m3/h", "supply = 0.0", &format!("{GAS}{}", PIPE.replace("= 12.0", "= 6.0")), ""));
    assert_eq!(nothing["linepack"]["usable"], 0.0);
    assert_eq!(nothing["linepack"]["in_full"]["survival_h"], 0.0);
}

/// The hours that a volume lasts at a flow, rounded down to thousandths.
fn lasts(volume: f64, flow: f64) -> f64 {
    (volume / flow * 1000.0).floor() / 1000.0
}

#[test]
fn at_one_moment_it_lasts_as_long_as_the_demand_is_met_in_full_out_of_it() {
    for (unit, hours) in [("m3/h", 1.0), ("m3/d", 24.0)] {
        let toml = scenario(unit, "supply = 21234.5", &(GAS.to_owned() + PIPE), "");
        let linepack = &result(&toml)["linepack"];
        assert_eq!(linepack["in_full"]["needed"], 18765.5);
        let survival = figure(&linepack["in_full"]["survival_h"]);
        assert_eq!(survival, lasts(figure(&linepack["usable"]) * hours, 18765.5));
        assert_eq!(linepack["as_granted"], serde_json::json!({ "needed": 0.0, "survival_h": null }));
        let (whole, minutes) = (survival.floor(), (survival.fract() * 60.0).floor());
        for page in told(&toml, Language::En) {
            let said = format!("lasts {whole} h {minutes} min until 6 MPa (absolute)");
            assert!(page.contains(&said), "{said}: {page}");
            assert!(page.contains("nothing is taken out of it"), "{page}");
        }
        for page in told(&toml, Language::Zh) {
            let said = format!("可维持{whole}小时{minutes}分钟，至6 MPa（绝对压力）");
            assert!(page.contains(&said), "{said}: {page}");
            assert!(page.contains("不动用管存"), "{page}");
        }
    }
}

#[test]
fn minutes_are_rounded_down_and_a_surplus_lasts_without_end() {
    let (_, outcome) = solved(&scenario("m3/h", "supply = 39999.0", &(GAS.to_owned() + PIPE), ""));
    let lasting = outcome.allocation.linepack.expect("linepack").in_full.lasts.expect("a time");
    let (hours, minutes) = lasting.hours_and_minutes();
    let all = hours * 60 + minutes;
    assert!(all * 60_000 <= lasting.0 && (all + 1) * 60_000 > lasting.0);
    for supply in ["40000.0", "50000.0"] {
        let toml = scenario("m3/h", &format!("supply = {supply}"), &(GAS.to_owned() + PIPE), "");
        let linepack = &result(&toml)["linepack"];
        assert_eq!(linepack["in_full"], serde_json::json!({ "needed": 0.0, "survival_h": null }));
        assert!(told(&toml, Language::En).iter().all(|page| !page.contains("lasts")));
    }
}

#[test]
fn a_limit_that_does_not_suffice_is_told() {
    let limited = format!("{GAS}withdrawal = 5000.0\n{PIPE}");
    let toml = scenario("m3/h", "supply = 20000.0", &limited, "");
    for page in told(&toml, Language::En) {
        assert!(
            page.contains("at most 5,000 m³/h can be taken out at once, so it does not suffice"),
            "{page}"
        );
    }
}

#[test]
fn a_source_serves_its_own_district_only() {
    let tree = "[[node]]\nid = \"gate\"\n[[node]]\nid = \"east\"\nparent = \"gate\"\nsource = 15000.0\n";
    let toml = scenario("m3/h", "supply = 20000.0", &(GAS.to_owned() + PIPE), tree);
    // The works in the east want 10 000: of their source 5000 are of no use to the homes.
    let toml = toml.replace("demand = 10000.0", "demand = 10000.0\nnode = \"east\"");
    assert_eq!(result(&toml)["linepack"]["in_full"]["needed"], 10000.0);
}

/// Four hours without enough gas; the linepack gives about 88 000 m³ in all.
fn horizon(share: &str, withdrawal: &str, supply: &str) -> String {
    let linepack = format!("{GAS}{withdrawal}{PIPE}");
    let more = format!("[horizon]\nperiod_h = 1.0\nshare = \"{share}\"\nsupply = {supply}\n");
    scenario("m3/h", "", &linepack, &more)
}

#[test]
fn it_is_the_storage_of_a_horizon() {
    let toml = horizon("earliest", "", "[10000.0, 10000.0, 10000.0, 10000.0]");
    let result = result(&toml);
    let usable = figure(&result["linepack"]["usable"]);
    let periods = result["periods"].as_array().expect("periods");
    let stocks: Vec<f64> = periods.iter().map(|period| figure(&period["stock"])).collect();
    let withdrawn: Vec<f64> = periods.iter().map(|period| figure(&period["withdrawn"])).collect();
    assert_eq!(withdrawn[..2], [30000.0, 30000.0], "{usable}");
    assert!((withdrawn.iter().sum::<f64>() + stocks[3] - usable).abs() < 1e-6);
    // Met in full it lasts for what is left after two whole hours as well.
    let in_full = &result["linepack"]["in_full"];
    assert_eq!(in_full["needed"], 120_000.0);
    assert_eq!(figure(&in_full["survival_h"]), 2.0 + lasts(usable - 60000.0, 30000.0));
    // As planned the homes are kept through all hours, and nothing is left at the end.
    assert_eq!(stocks[3], 0.0);
    let as_granted = &result["linepack"]["as_granted"];
    assert!((figure(&as_granted["needed"]) - usable).abs() < 1e-6);
    assert_eq!(as_granted["survival_h"], 4.0);
}

#[test]
fn a_withdrawal_limits_every_period_and_a_horizon_may_end_before_the_linepack() {
    let toml = horizon("even", "withdrawal = 1500.5\n", "[40000.0, 10000.0, 45000.0, 39000.0]");
    let result = result(&toml);
    let periods = result["periods"].as_array().expect("periods");
    let withdrawn: Vec<f64> = periods.iter().map(|period| figure(&period["withdrawn"])).collect();
    assert_eq!(withdrawn, [0.0, 1500.5, 0.0, 1000.0]);
    // A surplus does not fill the pipes again.
    let in_full = &result["linepack"]["in_full"];
    assert_eq!((figure(&in_full["needed"]), in_full["survival_h"].is_null()), (31000.0, true));
    assert_eq!(result["linepack"]["as_granted"]["needed"], 2500.5);
    for page in told(&toml, Language::En) {
        assert!(page.contains("lasts through the horizon"), "{page}");
    }
    for page in told(&toml, Language::Zh) {
        assert!(page.contains("期内可维持"), "{page}");
    }
}

#[test]
fn a_coarse_scale_never_rounds_it_up() {
    for (unit, demand, period) in
        [("m3/h", "400000000.0", "1.0"), ("1e4 m3/d", "4000.1", "1.0"), ("m3/d", "30000.0", "0.25")]
    {
        let linepack = GAS.to_owned() + PIPE;
        let more = format!("[horizon]\nperiod_h = {period}\nsupply = [0.0, 0.0]\n");
        let toml = scenario(unit, "", &linepack, &more).replace("30000.0", demand);
        let usable = figure(&result(&toml)["linepack"]["usable"]);
        let alone = result(&scenario(unit, "supply = 0.0", &linepack, ""));
        let exact = figure(&alone["linepack"]["usable"]);
        assert!(usable <= exact && usable > exact - 1.0, "{unit}: {usable} of {exact}");
    }
}

/// An hour of a full supply, then nothing but the linepack.
fn exercise(withdrawal: &str) -> String {
    let linepack = format!("{GAS}{withdrawal}{PIPE}");
    let more = "[exercise]\nend_h = 8.0\n[[timeline]]\nat_h = 1.0\nsupply = 10000.0\n";
    scenario("m3/h", "supply = 40000.0\nnormal_supply = 40000.0", &linepack, more)
}

#[test]
fn an_exercise_draws_it_down_to_the_minimum_pressure() {
    let toml = exercise("");
    let result = result(&toml);
    let usable = figure(&result["linepack"]["usable"]);
    assert!(result["linepack"].get("as_granted").is_none());
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let at = |hour: f64| {
        let of_hour = |moment: &&Value| figure(&moment["at_h"]) == hour;
        &moments.iter().rfind(of_hour).expect("a moment")["storage"]
    };
    assert_eq!((figure(&at(0.0)["stock"]), at(0.0)["survival_h"].is_null()), (usable, true));
    assert_eq!(figure(&at(1.0)["withdrawn"]), 30000.0);
    assert_eq!(figure(&at(1.0)["survival_h"]), lasts(usable, 30000.0));
    // Then it is at its minimum, to the dm³ that a millisecond takes.
    assert!(figure(&at(8.0)["stock"]) < 0.1);
    let happenings = result["exercise"]["happenings"].as_array().expect("happenings");
    let empty =
        happenings.iter().find(|happening| happening["kind"] == "storage_at_reserve").expect("the end");
    assert!((figure(&empty["at_h"]) - 1.0 - usable / 30000.0).abs() < 0.002);
    let survival = lasts(usable, 30000.0);
    let (hours, minutes) = (survival.floor(), (survival.fract() * 60.0).floor());
    for page in told(&toml, Language::En) {
        let said = format!("lasts {hours} h {minutes} min until 6 MPa (absolute)");
        assert!(page.contains("At the largest withdrawal") && page.contains(&said), "{said}: {page}");
    }
    for page in told(&toml, Language::Zh) {
        assert!(page.contains("外输量最大时"), "{page}");
    }
}

#[test]
fn the_limit_of_an_exercise_is_kept() {
    let result = result(&exercise("withdrawal = 4000.0\n"));
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let most = moments.iter().map(|moment| figure(&moment["storage"]["withdrawn"])).fold(0.0, f64::max);
    assert_eq!(most, 4000.0);
}

/// What is written in place of what, at which key it is told, and a word of what would be right, in English and Chinese.
const FAULTS: [(&str, &str, &str, &str, &str); 19] = [
    ("= 40.66", "= 4066.0", "linepack.superior_calorific_value_mj_per_m3", "write 30 to 45", "请写30至45"),
    (
        "40.66\ncombustion_c = 25\nmetering_c = 0\n",
        "42\n",
        "linepack.superior_calorific_value_mj_per_m3",
        "27.96 to 41.92",
        "至41.92",
    ),
    ("combustion_c = 25", "combustion_c = 10", "linepack.combustion_c", "write 0, 15, 20, 25", "可写0、15"),
    ("metering_c = 0", "metering_c = 25", "linepack.metering_c", "write 0, 15, 20", "可写0、15、20"),
    ("= 0.581", "= 0.9", "linepack.relative_density", "write 0.55 to 0.8", "请写0.55至0.8"),
    ("= 0.581", "= 0.5501", "linepack.relative_density", "no natural gas has these figures", "请核对"),
    (
        "carbon_dioxide_percent = 0.6",
        "carbon_dioxide_percent = 60",
        "linepack.carbon_dioxide_percent",
        "0 to 20",
        "0至20",
    ),
    ("-3.15", "-30.0", "linepack.temperature_c", "write -23 to 65", "请写-23至65"),
    ("-3.15", "nan", "linepack.temperature_c", "write -23 to 65", "请写-23至65"),
    ("\"absolute\"", "\"bar\"", "linepack.pressures", "\"gauge\" or \"absolute\"", "压力类别"),
    ("pressures = \"absolute\"\n", "", "linepack.pressures", "the key is missing", "缺少此键"),
    ("= 1000.0", "= 0.0", "linepack.pipe.volume_m3", "out of range", "超出范围"),
    ("volume_m3 = 1000.0\n", "", "linepack.pipe.volume_m3", "the key is missing", "缺少此键"),
    (
        "volume_m3 = 1000.0",
        "length_km = 20.0",
        "linepack.pipe.internal_diameter_mm",
        "the key is missing",
        "缺少此键",
    ),
    (
        "volume_m3 = 1000.0",
        "volume_m3 = 1.0\nlength_km = 1.0",
        "linepack.pipe.length_km",
        "stated as well",
        "请删去",
    ),
    (
        "pressure_mpa = 12.0",
        "pressure_mpa = 40.0",
        "linepack.pipe.pressure_mpa",
        "write 0.000001 to 12",
        "至12",
    ),
    (
        "pressure_mpa = 12.0",
        "pressure_mpa = [3.0, 4.0]",
        "linepack.pipe.pressure_mpa",
        "[upstream, downstream]",
        "[起点, 终点]",
    ),
    (
        "pressure_mpa = 12.0",
        "pressure_mpa = [5.0, 4.0, 3.0]",
        "linepack.pipe.pressure_mpa",
        "3 pressures",
        "3个压力",
    ),
    (
        "pressure_mpa = 12.0",
        "pressure_mpa = 5.0",
        "linepack.pipe.minimum_pressure_mpa",
        "below this pressure",
        "已低于此压力",
    ),
];

#[test]
fn every_fault_names_its_key_and_what_would_be_right() {
    let right = scenario("m3/h", "supply = 20000.0", &(GAS.to_owned() + PIPE), "");
    for (written, instead, key, english, chinese) in FAULTS {
        assert!(right.contains(written), "{written}");
        let toml = right.replacen(written, instead, 1);
        for (language, said) in [(Language::En, english), (Language::Zh, chinese)] {
            let problems = parse_in("t.toml", &toml, Path::new(""), language).expect_err(instead);
            let [problem] = problems.as_slice() else { panic!("{instead}: {problems:?}") };
            let problem = problem.to_string();
            assert!(problem.contains(&format!("{key}: ")), "{key}: {problem}");
            assert!(problem.contains(said), "{said}: {problem}");
        }
    }
}

#[test]
fn one_storage_and_a_unit_of_volume_are_needed() {
    let linepack = GAS.to_owned() + PIPE;
    let storage = "{ stock = 1.0, withdrawal = 1.0 }";
    let in_horizon = horizon("even", "", &format!("[1.0]\nstorage = {storage}"));
    let in_exercise = exercise("").replace("end_h = 8.0", &format!("end_h = 8.0\nstorage = {storage}"));
    let in_other_unit = scenario("kWh/h", "supply = 1.0", &linepack, "");
    let unknown = scenario("MMcfd", "supply = 1.0", &linepack, "");
    let no_pipe = scenario("m3/h", "supply = 1.0", &format!("{GAS}pressures = \"gauge\"\n"), "");
    for (toml, said) in [
        (in_horizon, "horizon.storage: the [linepack] is the storage here"),
        (in_exercise, "exercise.storage: the [linepack] is the storage here"),
        (in_other_unit, "linepack: linepack is computed in cubic metres, and volumes are in \"kWh\""),
        (unknown, "volume_unit: the key is missing"),
        (no_pipe, "linepack.pipe: there is no pipe"),
    ] {
        let problems = parse("t.toml", &toml, Path::new("")).expect_err(said);
        assert!(problems.iter().any(|problem| problem.to_string().contains(said)), "{said}: {problems:?}");
    }
}
