//! A province over three days: line pack of pipes as storages of a network, and what the shipped example says.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse, parse_in};
use citygate_drill::render::json;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::outages::outages;
use citygate_drill::solve::solve;
use serde_json::Value;

fn province() -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/province-winter.toml");
    open(&file).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn result(scenario: &Scenario) -> Value {
    let outcome = solve(scenario).expect("an outcome");
    serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn homes_are_served_and_storages_keep_to_what_they_hold() {
    let scenario = province();
    let result = result(&scenario);
    for class in list(&result, "classes") {
        let is_last = class["class"] == "chemical";
        assert_eq!(class["demand"] == class["granted"], !is_last, "{class}");
    }
    let storages = &scenario.pipe_network.as_ref().expect("pipes").storages;
    assert_eq!(storages.len(), 7);
    let mut before: Vec<f64> = storages.iter().map(|storage| storage.stock.for_drawing()).collect();
    let periods = list(&result, "periods");
    assert_eq!(periods.len(), 72);
    for (t, period) in periods.iter().enumerate() {
        let mut balance = -number(&period["served"]);
        balance += list(period, "sources").iter().map(|source| number(&source["used"])).sum::<f64>();
        for ((storage, told), before) in storages.iter().zip(list(period, "storages")).zip(&mut before) {
            let (withdrawn, filled) = (number(&told["withdrawn"]), number(&told["filled"]));
            let delivered = storage.deliveries.get(t).map_or(0.0, |delivery| delivery.for_drawing());
            let stock = number(&told["stock"]);
            assert!((*before + delivered - withdrawn + filled - stock).abs() < 1e-3, "hour {t}: {told}");
            assert!(
                storage.capacity.is_none_or(|most| stock <= most.for_drawing() + 1e-3),
                "hour {t}: {told}"
            );
            assert!(stock >= storage.reserve.for_drawing() - 1e-3, "hour {t}: {told}");
            balance += withdrawn - filled;
            *before = stock;
        }
        assert!(balance.abs() < 1e-2, "hour {t}: {balance}");
    }
    // It is filled ahead of the shortage, and used up in it.
    let stock = |t: usize| number(&list(&periods[t], "storages")[2]["stock"]);
    assert!(stock(18) > stock(0) && stock(55) < stock(0) / 10.0);
}

/// The trunk line is the only way to four towns: without any of its segments homes go short.
#[test]
fn each_segment_of_the_trunk_line_touches_homes() {
    let scenario = province();
    let found = outages(&scenario).expect("outages");
    for outage in &found.outages {
        if outage.id.starts_with("trunk-") {
            assert!(!outage.first_served_lose.is_zero(), "{}", outage.id);
        }
    }
    let rank = |id: &str| found.outages.iter().position(|outage| outage.id == id);
    assert!(rank("trunk-1") < rank("trunk-2") && rank("trunk-2") < rank("trunk-3"));
}

const GAS: &str = "superior_calorific_value_mj_per_m3 = 37.9\nrelative_density = 0.582\n\
                   carbon_dioxide_percent = 0.8\ntemperature_c = 2.0\npressures = \"gauge\"\n";

fn line(place: &str) -> String {
    format!(
        "[[linepack.pipe]]\n{place}length_km = 90.0\ninternal_diameter_mm = 590.0\npressure_mpa = 5.0\n\
         minimum_pressure_mpa = 4.0\n"
    )
}

fn scenario(linepack: &str, rest: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nfigures_from = \"f\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\n[linepack]\n{GAS}{linepack}\n\
         [horizon]\nperiod_h = 1.0\nsupply = [10.0, 10.0]\n{rest}[[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 20.0\n"
    )
}

const NODES: &str = "[[node]]\nid = \"a\"\n[[node]]\nid = \"b\"\nparent = \"a\"\n";

/// What a pipe holds does not depend on whether it is a storage of a network.
#[test]
fn a_pipe_holds_the_same_at_a_station_and_in_a_network() {
    let at_station = parse("t.toml", &scenario(&line(""), ""), Path::new("")).expect("a scenario");
    let place = "id = \"pack\"\nnode = \"b\"\nmaximum_pressure_mpa = 6.0\n";
    let toml = scenario(&line(place), NODES).replace("demand = 20.0", "demand = 20.0\nnode = \"b\"");
    let network = parse("t.toml", &toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}"));
    let storage = &network.pipe_network.as_ref().expect("pipes").storages[0];
    let linepack = at_station.linepack.expect("linepack");
    assert_eq!((storage.stock, storage.node, storage.id.as_str()), (linepack.usable, 1, "pack"));
    let most = storage.capacity.expect("a limit").for_drawing();
    // Two and a bit times as much from 6 MPa down to 4 as from 5: gas is compressed more the higher the pressure.
    assert!((2.0..2.1).contains(&(most / storage.stock.for_drawing())), "{most}");
    assert!(network.linepack.is_none());
}

#[test]
fn what_is_wrong_with_linepack_in_a_network_is_told_where_it_is() {
    let good = "id = \"pack\"\nnode = \"b\"\n";
    let twice = format!("{}{}", line(good), line(good));
    let cases: [(String, &str); 6] = [
        (scenario(&line("node = \"b\"\n"), NODES), "trunk-1"),
        (scenario(&line("id = \"pack\"\n"), NODES), "north"),
        (scenario(&line("id = \"pack\"\nnode = \"c\"\n"), NODES), "\"c\""),
        (scenario(&twice, NODES), "pack"),
        (scenario(&format!("withdrawal = 5.0\n{}", line(good)), NODES), "[[pipe]]"),
        (scenario(&line(&format!("{good}maximum_pressure_mpa = 4.5\n")), NODES), "higher"),
    ];
    for (toml, right) in &cases {
        let problems = parse("t.toml", toml, Path::new("")).expect_err(toml);
        let told = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        assert!(told.contains(right), "{told}\n{toml}");
        assert!(parse_in("t.toml", toml, Path::new(""), Language::Zh).is_err());
    }
}
