//! Scenarios with a network of any shape: what pipes, sources and storages state reaches the allocation, what comes
//! back adds up, and the short forms mean what they meant.

use std::path::{Path, PathBuf};

use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::json;
use citygate_drill::solve::solve;
use serde_json::{Value, json};

mod written;
use written::{TOP, node, user};

fn result(toml: &str) -> Value {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON")
}

fn figures(result: &Value, list: &str, figure: &str) -> String {
    let items = result[list].as_array().unwrap_or_else(|| panic!("{list} in {result}")).iter();
    items.map(|item| item[figure].to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pipe_that_is_full_holds_back_whoever_it_leads_to() {
    let toml = TOP.to_owned()
        + &node("gate")
        + &node("town")
        + "[[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = 20.0\n\
           [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = 7.5\n"
        + &user("a", "residential", "10.0", "town")
        + &user("b", "residential", "4.0", "gate");
    let result = result(&toml);
    assert_eq!(figures(&result, "users", "granted"), "7.5 4.0");
    assert_eq!(result["users"][0]["reason"], "held_by_network");
    assert_eq!(result["users"][0]["held_by"], json!(["main"]));
    assert!(result["users"][1].get("held_by").is_none());
    assert_eq!(result["pipes"], json!([{ "id": "main", "flow": 7.5, "capacity": 7.5, "binding": true }]));
    assert_eq!(result["sources"], json!([{ "id": "line", "used": 11.5, "supply": 20.0, "binding": false }]));
    assert!(result.get("storages").is_none() && result.get("nodes").is_none());
}

#[test]
fn what_flows_against_a_pipe_is_below_zero_and_no_more_than_can_flow_back() {
    let toml = |back: &str| {
        TOP.to_owned()
            + &node("gate")
            + &node("town")
            + "[[source]]\nid = \"lng\"\nnode = \"town\"\nsupply = 20.0\n\
               [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = 7.5\n"
            + back
            + &user("a", "residential", "10.0", "gate")
    };
    for (back, flow) in [
        ("", "0.0"),
        ("both_ways = false\n", "0.0"),
        ("both_ways = true\n", "-7.5"),
        ("capacity_back = 3.25\n", "-3.25"),
    ] {
        let result = result(&toml(back));
        assert_eq!(result["pipes"][0]["flow"].to_string(), flow, "{back}");
        let is_two_way = flow != "0.0";
        assert_eq!(result["pipes"][0].get("capacity_back").is_some(), is_two_way, "{back}");
    }
}

#[test]
fn sources_are_used_in_their_order_and_then_as_they_stand() {
    let toml = |orders: [&str; 3]| {
        let source = |(index, order): (usize, &str)| {
            format!("[[source]]\nid = \"s{index}\"\nnode = \"gate\"\nsupply = 10.0\n{order}")
        };
        let sources: String = orders.into_iter().enumerate().map(source).collect();
        TOP.to_owned() + &node("gate") + &sources + &user("a", "residential", "15.0", "gate")
    };
    for (orders, used) in [
        (["", "", ""], "10.0 5.0 0.0"),
        (["order = 2\n", "order = 1\n", ""], "0.0 5.0 10.0"),
        (["order = 65535\n", "order = 65535\n", "order = 0\n"], "5.0 0.0 10.0"),
    ] {
        assert_eq!(figures(&result(&toml(orders)), "sources", "used"), used);
    }
}

#[test]
fn figures_may_change_from_period_to_period() {
    let toml = TOP.to_owned()
        + &node("gate")
        + &node("town")
        + "[horizon]\nperiod_h = 1.0\nshare = \"earliest\"\n\
           [[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = [10.0, 0.0, 10.0]\n\
           [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = [4.0, 9.0, 0.0]\n\
           [[storage]]\nid = \"holder\"\nnode = \"town\"\ncapacity = 3.0\nstock = 1.0\nfill = [9.0, 0.0, 0.0]\n\
           withdrawal = [0.0, 2.0, 9.0]\ndeliveries = [0.0, 0.0, 2.5]\n"
        + &user("a", "residential", "2.0", "town")
        + "demand_factor = [1.0, 1.0, 2.0]\n";
    let result = result(&toml);
    let period = |t: usize, list: &str, figure: &str| result["periods"][t][list][0][figure].to_string();
    let all = |list: &str, figure: &str| [0, 1, 2].map(|t| period(t, list, figure)).join(" ");
    assert_eq!(all("users", "demand"), "2.0 2.0 4.0");
    assert_eq!(all("users", "granted"), "2.0 2.0 3.5");
    assert_eq!(all("pipes", "flow"), "4.0 0.0 0.0");
    assert_eq!(all("pipes", "capacity"), "4.0 9.0 0.0");
    assert_eq!(all("storages", "stock"), "3.0 1.0 0.0");
    assert_eq!(all("storages", "withdrawn"), "0.0 2.0 3.5");
    assert_eq!(all("storages", "filled"), "2.0 0.0 0.0");
    assert_eq!(all("sources", "supply"), "10.0 0.0 10.0");
    let total = json!({ "id": "main", "flow": 4.0, "capacity": 13.0, "binding": true });
    assert_eq!(result["pipes"][0], total);
    let total = json!({ "id": "holder", "stock": 0.0, "withdrawn": 5.5, "filled": 2.0, "binding": true });
    assert_eq!(result["storages"][0], total);
    assert_eq!(result["periods"][2]["users"][0]["reason"], "held_by_network");
}

/// The same file, in which a user states a factor of one: it takes the way of any network, and everybody gets the same.
fn with_factor(text: &str) -> String {
    text.replacen("[[user]]\n", "[[user]]\ndemand_factor = 1.0\n", 1)
}

fn scenarios() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |directory: &str| {
        let entries = std::fs::read_dir(root.join(directory)).expect("scenarios");
        entries.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
    };
    let mut all = [of("../scenarios"), of("tests/cases")].concat();
    all.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    all
}

#[test]
fn trees_and_horizons_come_out_alike_on_either_way() {
    let mut compared = 0;
    for path in scenarios() {
        let text = std::fs::read_to_string(&path).expect("a scenario");
        let scenario = open(&path).unwrap_or_else(|problems| panic!("{problems:?}"));
        if scenario.horizon.is_none() || scenario.pipe_network.is_some() || !text.contains("[[user]]\n") {
            continue;
        }
        let directory = path.parent().expect("a directory");
        let other = parse("t.toml", &with_factor(&text), directory).unwrap_or_else(|p| panic!("{p:?}"));
        assert!(other.pipe_network.is_some());
        let line = |scenario| json::line(&solve(scenario).expect("an outcome")).expect("a result");
        let [one, other] = [line(&scenario), line(&other)].map(|line| {
            let result: Value = serde_json::from_str(&line).expect("JSON");
            let of_users = |value: &Value, key: &str| {
                let users = value["users"].as_array().expect("users").clone();
                users.iter().map(|user| user[key].to_string()).collect::<Vec<_>>()
            };
            let periods = result["periods"].as_array().expect("periods");
            let granted: Vec<_> = periods.iter().map(|period| of_users(period, "granted")).collect();
            let stocks: Vec<_> = periods.iter().map(|period| period["stock"].to_string()).collect();
            (granted, stocks, of_users(&result, "demand"), result["event"].clone(), result["outlook"].clone())
        });
        assert_eq!(one, other, "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 4, "{compared} scenarios");
}

#[test]
fn short_forms_beside_long_ones_are_pipes_sources_and_storages() {
    let toml = TOP.to_owned()
        + "supply = 30.0\n[[node]]\nid = \"gate\"\ncapacity = 9.0\n\
           [[node]]\nid = \"east\"\nparent = \"gate\"\ncapacity = 2.0\nsource = 1.25\n\
           [[source]]\nid = \"field\"\nnode = \"east\"\nsupply = 2.0\n"
        + &user("a", "residential", "9.0", "east")
        + &user("b", "residential", "9.0", "gate");
    let result = result(&toml);
    assert_eq!(figures(&result, "pipes", "id"), r#""gate>east" "supply>gate""#);
    assert_eq!(figures(&result, "pipes", "flow"), "2.0 9.0");
    assert_eq!(figures(&result, "sources", "id"), r#""field" "east.source" "supply""#);
    assert_eq!(figures(&result, "sources", "used"), "2.0 1.25 9.0");
    assert_eq!(figures(&result, "users", "granted"), "5.25 7.0");
    assert_eq!(result["users"][0]["held_by"], json!(["gate>east", "field", "east.source"]));
    // With more in the east the gate would have to send less there.
    assert_eq!(result["users"][1]["held_by"], json!(["supply>gate", "field", "east.source"]));
}

#[test]
fn a_source_of_a_node_is_used_before_gas_from_above() {
    let toml = TOP.to_owned()
        + "supply = 30.0\n[[node]]\nid = \"gate\"\nsource = 2.0\n[[node]]\nid = \"east\"\n\
           parent = \"gate\"\nsource = 3.0\n\
           [[source]]\nid = \"field\"\nnode = \"gate\"\nsupply = 2.0\n"
        + &user("a", "residential", "4.0", "east");
    assert_eq!(figures(&result(&toml), "sources", "used"), "0.0 1.0 3.0 0.0");
}

#[test]
fn the_storage_of_a_horizon_stands_where_it_says() {
    let toml = |node: &str| {
        format!(
            "{TOP}[[node]]\nid = \"gate\"\n[[node]]\nid = \"east\"\nparent = \"gate\"\ncapacity = 2.0\n\
             [horizon]\nperiod_h = 1.0\nsupply = [1.0, 1.0]\nstorage = {{ stock = 10.0, withdrawal = 5.0{node} }}\n"
        ) + &user("a", "residential", "6.0", "east")
    };
    let at_root = toml("").replace("figures_from", "source");
    assert_eq!(figures(&result(&at_root), "users", "granted"), "4.0");
    assert_eq!(result(&at_root), result(&toml(", node = \"gate\"").replace("figures_from", "source")));
    assert!(result(&at_root).get("storages").is_none());
    let in_the_east = result(&toml(", node = \"east\""));
    assert_eq!(figures(&in_the_east, "users", "granted"), "12.0");
    assert_eq!(
        in_the_east["storages"],
        json!([{ "id": "storage", "stock": 0.0, "withdrawn": 10.0, "filled": 0.0, "binding": false }])
    );
}

/// The key and the list of one name stand in one file, whatever TOML says, and a fault behind them is told where it is.
#[test]
fn the_origin_of_the_figures_and_the_sources_may_have_one_name() {
    let body = node("gate")
        + "[[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = 20.0\n"
        + &user("a", "residential", "10.0", "gate");
    let [one, other] =
        [TOP.to_owned() + &body, TOP.replace("figures_from", "source") + &body].map(|toml| result(&toml));
    assert_eq!(one, other);
    let wrong = TOP.replace("figures_from", "source") + &body.replace("20.0", "-20.0");
    let faults = parse("t.toml", &wrong, Path::new("")).expect_err("a fault");
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((fault.line, fault.key.as_deref()), (Some(11), Some("source.supply")));
}

#[test]
fn an_event_is_graded_by_the_supply_of_all_sources() {
    let toml = |horizon: &str| {
        TOP.to_owned()
            + "normal_supply = 100.0\ntrend = \"widening\"\nnetwork = \"affected\"\n"
            + &node("gate")
            + &node("far")
            + "[[source]]\nid = \"a\"\nnode = \"gate\"\nsupply = 60.0\n\
               [[source]]\nid = \"b\"\nnode = \"far\"\nsupply = 20.0\n"
            + &user("town", "residential", "100.0", "gate")
            + horizon
    };
    for horizon in ["", "[horizon]\nperiod_h = 1.0\nperiods = 3\n"] {
        let result = result(&toml(horizon));
        assert_eq!(
            (&result["event"]["imbalance"], &result["event"]["imbalance_permille"]),
            (&json!(20.0), &json!(200))
        );
    }
}

#[test]
fn an_exercise_is_played_on_pipes_and_changes_the_supply_at_the_top() {
    let toml = TOP.to_owned()
        + "supply = 30.0\nnormal_supply = 40.0\n"
        + &node("gate")
        + &node("town")
        + "[[source]]\nid = \"lng\"\nnode = \"town\"\nsupply = 5.0\n\
           [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = 20.0\nboth_ways = true\n"
        + &user("a", "residential", "30.0", "town")
        + &user("b", "industrial_fuel", "10.0", "gate")
        + "[[timeline]]\nat_h = 1.0\nsupply = 12.0\n[[timeline]]\nat_h = 2.0\nnote = \"end\"\n";
    let result = result(&toml);
    assert_eq!(figures(&result, "users", "granted"), "25.0 10.0");
    let moments = result["exercise"]["moments"].as_array().expect("moments");
    let later = moments.iter().find(|moment| moment["at_h"] == 1.0).expect("the change");
    assert_eq!(figures(later, "users", "granted"), "17.0 0.0");
    assert_eq!(later["supply"], 17.0);
}

#[test]
fn a_user_with_a_factor_of_nothing_wants_nothing_and_is_not_stopped_by_order() {
    let toml = TOP.to_owned()
        + &node("gate")
        + "[[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = 3.0\n[horizon]\nperiod_h = 1.0\n\
           demand = { residential = [1.0, 0.0] }\n"
        + &user("a", "residential", "2.0", "gate")
        + &user("b", "chemical", "2.0", "gate")
        + "demand_factor = [1.5, 0.0]\n";
    let result = result(&toml);
    let of_b = |t: usize, key: &str| result["periods"][t]["users"][1][key].to_string();
    assert_eq!([of_b(0, "demand"), of_b(0, "granted")], ["3.0", "1.0"]);
    assert_eq!([of_b(1, "demand"), of_b(1, "reason")], ["0.0", "\"satisfied\""]);
    assert_eq!(result["by_order"], 2.0);
}

#[test]
fn figures_of_a_network_are_rounded_where_the_scenario_asks_for_it() {
    let toml = TOP.to_owned()
        + "round = \"nearest\"\n"
        + &node("gate")
        + &node("town")
        + "[[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = 20.0004\n\
           [[pipe]]\nid = \"main\"\nfrom = \"gate\"\nto = \"town\"\ncapacity = 7.5006\nboth_ways = true\n"
        + &user("a", "residential", "10.0", "town");
    let result = result(&toml);
    assert_eq!(
        (&result["pipes"][0]["capacity"], &result["pipes"][0]["capacity_back"]),
        (&json!(7.501), &json!(7.501))
    );
    assert_eq!((&result["sources"][0]["supply"], &result["rounded"]), (&json!(20.0), &json!(2)));
}

#[test]
fn users_of_a_table_have_factors_too() {
    let directory = tempfile::tempdir().expect("a directory");
    let table =
        "用户,类别,需求,节点,需求系数\na,居民生活用气,10,gate,\"0.5、1.5\"\nb,居民生活用气,10,gate,2\n";
    std::fs::write(directory.path().join("users.csv"), table).expect("a table");
    let toml = TOP.to_owned()
        + "users = \"users.csv\"\n"
        + &node("gate")
        + "[[source]]\nid = \"line\"\nnode = \"gate\"\nsupply = 99.0\n[horizon]\nperiod_h = 1.0\n";
    let scenario = parse("t.toml", &toml, directory.path()).unwrap_or_else(|p| panic!("{p:?}"));
    let outcome = solve(&scenario).expect("an outcome");
    let result: Value = serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON");
    let demands = |t: usize| figures(&result["periods"][t], "users", "demand");
    assert_eq!([demands(0), demands(1)], ["5.0 20.0", "15.0 20.0"]);
}

#[test]
fn more_gas_than_can_be_added_up_is_refused_where_it_stands() {
    let toml = TOP.to_owned()
        + &node("gate")
        + "[[source]]\nid = \"a\"\nnode = \"gate\"\nsupply = 9000000000000000.0\n\
           [[source]]\nid = \"b\"\nnode = \"gate\"\nsupply = 9000000000000000.0\n"
        + &user("a", "residential", "1.0", "gate");
    let faults = parse("t.toml", &toml, Path::new("")).expect_err("a fault");
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert!(fault.message.contains("come to more than 9223372036854775.807"), "{fault:?}");
}
