//! Scenarios with a network of any shape: what pipes, sources and storages state reaches the allocation, what comes
//! back adds up, and the short forms mean what they meant.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde_json::{Value, json};

fn result(toml: &str) -> Value {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON")
}

const TOP: &str =
    "format = 1\ntitle = \"t\"\nfigures_from = \"f\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\n";

fn node(id: &str) -> String {
    format!("[[node]]\nid = \"{id}\"\n")
}

fn user(id: &str, class: &str, demand: &str, node: &str) -> String {
    format!("[[user]]\nid = \"{id}\"\nclass = \"{class}\"\ndemand = {demand}\nnode = \"{node}\"\n")
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

/// The ids that are binding in a result or in any of its periods.
fn binding(result: &Value) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for list in ["pipes", "sources", "storages"] {
        for element in
            result[list].as_array().into_iter().flatten().filter(|element| element["binding"] == true)
        {
            ids.insert(element["id"].as_str().expect("an id").to_owned());
        }
    }
    ids
}

/// The ids that hold users back.
fn holding(users: &Value) -> BTreeSet<String> {
    let users = users.as_array().expect("users").iter();
    let held = users.flat_map(|user| user["held_by"].as_array().cloned().unwrap_or_default());
    held.map(|id| id.as_str().expect("an id").to_owned()).collect()
}

/// A network of up to five nodes with whatever can stand in it, over one to three periods or none.
#[derive(Clone, Debug)]
struct Drawn {
    periods: usize,
    nodes: usize,
    pipes: Vec<(usize, usize, u32, u8)>,
    sources: Vec<(usize, Vec<u32>, u8)>,
    storages: Vec<(usize, [u32; 4], u32)>,
    users: Vec<(usize, usize, u32, u32, bool)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let nodes = 1..6usize;
    let pipe = (0..5usize, 0..5usize, 0..40u32, 0..3u8);
    let source = (0..5usize, prop::collection::vec(0..40u32, 3), 0..3u8);
    let storage = (0..5usize, [0..30u32, 0..30, 0..10, 0..20], 0..20u32);
    let user = (0..5usize, 0..6usize, 0..40u32, 0..10u32, any::<bool>());
    let lists = (
        prop::collection::vec(pipe, 0..8),
        prop::collection::vec(source, 1..4),
        prop::collection::vec(storage, 0..3),
        prop::collection::vec(user, 1..7),
    );
    (0..4usize, nodes, lists).prop_map(|(periods, nodes, (pipes, sources, storages, users))| Drawn {
        periods,
        nodes,
        pipes,
        sources,
        storages: if periods == 0 { Vec::new() } else { storages },
        users,
    })
}

impl Drawn {
    fn toml(&self) -> String {
        let at = |node: &usize| format!("n{}", node % self.nodes);
        let mut toml = TOP.to_owned();
        (0..self.nodes).for_each(|node| toml += &self::node(&at(&node)));
        if self.periods != 0 {
            let _ = write!(toml, "[horizon]\nperiod_h = 2.0\nperiods = {}\n", self.periods);
        }
        for (index, (from, to, capacity, way)) in self.pipes.iter().enumerate() {
            if from % self.nodes != to % self.nodes {
                let way = ["", "both_ways = true\n", "capacity_back = 3.5\n"][usize::from(*way)];
                let _ = write!(
                    toml,
                    "[[pipe]]\nid = \"p{index}\"\nfrom = \"{}\"\nto = \"{}\"\ncapacity = {capacity}.0\n{way}",
                    at(from),
                    at(to)
                );
            }
        }
        for (index, (node, supply, order)) in self.sources.iter().enumerate() {
            let supply = match self.periods {
                0 => format!("{}.0", supply[0]),
                periods => {
                    format!("{:?}", supply[..periods].iter().map(|s| f64::from(*s)).collect::<Vec<_>>())
                }
            };
            let node = at(node);
            let _ = write!(
                toml,
                "[[source]]\nid = \"s{index}\"\nnode = \"{node}\"\nsupply = {supply}\norder = {order}\n"
            );
        }
        for (index, (node, [stock, room, reserve, withdrawal], fill)) in self.storages.iter().enumerate() {
            let (node, capacity) = (at(node), (stock + room).max(*reserve));
            let _ = write!(
                toml,
                "[[storage]]\nid = \"t{index}\"\nnode = \"{node}\"\ncapacity = {capacity}.0\nstock = {stock}.0\n\
                 reserve = {reserve}.0\nwithdrawal = {withdrawal}.0\nfill = {fill}.0\n"
            );
        }
        let classes = ["residential", "heating", "public_service", "vehicles", "industrial_fuel", "chemical"];
        for (index, (node, class, demand, minimum, is_whole)) in self.users.iter().enumerate() {
            toml += &user(&format!("u{index}"), classes[*class], &format!("{demand}.0"), &at(node));
            let _ = write!(toml, "minimum = {}.0\non_off = {is_whole}\n", minimum.min(demand));
        }
        toml
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

/// What enters a node is what leaves it; nothing carries more than it can.
fn balances(part: &Value, drawn: &Drawn) {
    let mut left = vec![0.0; drawn.nodes];
    let index = |id: &Value| id.as_str().expect("an id")[1..].parse::<usize>().expect("a number");
    let elements = |list: &str| part[list].as_array().cloned().unwrap_or_default();
    for pipe in elements("pipes") {
        let (from, to, ..) = drawn.pipes[index(&pipe["id"])];
        let flow = number(&pipe["flow"]);
        assert!(flow <= number(&pipe["capacity"]) && -flow <= number(&pipe["capacity_back"]), "{pipe}");
        left[from % drawn.nodes] -= flow;
        left[to % drawn.nodes] += flow;
    }
    for source in elements("sources") {
        assert!(number(&source["used"]) <= number(&source["supply"]), "{source}");
        left[drawn.sources[index(&source["id"])].0 % drawn.nodes] += number(&source["used"]);
    }
    for storage in elements("storages") {
        let balance = number(&storage["withdrawn"]) - number(&storage["filled"]);
        left[drawn.storages[index(&storage["id"])].0 % drawn.nodes] += balance;
    }
    for user in elements("users") {
        left[drawn.users[index(&user["id"])].0 % drawn.nodes] -= number(&user["granted"]);
    }
    assert!(left.iter().all(|left| left.abs() < 1e-6), "{left:?} in {part}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever the network: the result has the form that is stated, its parts add up, and what is marked as binding is
    /// what users are told to be held back by.
    #[test]
    fn what_is_told_of_a_network_agrees(drawn in drawn()) {
        let toml = drawn.toml();
        let result = result(&toml);
        let schema = include_str!("../../docs/result.schema.json");
        let schema: Value = serde_json::from_str(schema).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        prop_assert!(validator.is_valid(&result), "{toml}\n{result}");
        let mut held = holding(&result["users"]);
        match result.get("periods").and_then(Value::as_array) {
            None => balances(&result, &drawn),
            Some(periods) => {
                held.clear();
                for period in periods {
                    balances(period, &drawn);
                    held.extend(holding(&period["users"]));
                }
            }
        }
        prop_assert_eq!(held, binding(&result), "{}", toml);
        let (supply, served, unused) =
            (number(&result["supply"]), number(&result["served"]), number(&result["unused"]));
        prop_assert!((supply - served - unused).abs() < 1e-6, "{toml}\n{result}");
    }
}

fn shown(name: &str, toml: &str) -> (Scenario, Outcome) {
    let scenario = parse(name, toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

/// The worked examples of the documentation.
fn examples() -> Vec<(Scenario, Outcome)> {
    let document = include_str!("../../docs/scenario-format.md");
    let chapter = document.split("### A network of any shape").nth(1).expect("the chapter");
    let chapter = chapter.split("\n### ").next().expect("its end");
    let examples = chapter.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    examples.map(|toml| shown("example", toml)).collect()
}

#[test]
fn people_read_what_pipes_carry_and_what_storages_hold() {
    let [gates, day] = <[_; 2]>::try_from(examples()).unwrap_or_else(|_| panic!("two examples"));
    let page =
        |(scenario, outcome): &(Scenario, Outcome), language| text::page(scenario, outcome, language, 100);
    insta::assert_snapshot!("text_of_two_gates_in_english", page(&gates, Language::En));
    insta::assert_snapshot!("text_of_a_day_in_chinese", page(&day, Language::Zh));
}

/// Who is held back by what: the sentence, the table and the JSON say the same, on the page as at the terminal.
#[test]
fn tables_sentences_and_json_agree_on_who_is_held_back_by_what() {
    for (scenario, outcome) in &examples() {
        let result: Value = serde_json::from_str(&json::line(outcome).expect("a result")).expect("JSON");
        let held: Vec<&Value> = result["users"].as_array().expect("users").iter().collect();
        let held: Vec<&Value> = held.into_iter().filter(|user| user.get("held_by").is_some()).collect();
        assert!(!held.is_empty());
        for language in [Language::En, Language::Zh] {
            let messages = language.messages();
            let text = text::page(scenario, outcome, language, 400);
            let page = html::page(scenario, outcome, language, Path::new("t.toml"));
            for user in &held {
                let id = user["id"].as_str().expect("an id");
                for element in user["held_by"].as_array().expect("ids") {
                    let element = element.as_str().expect("an id");
                    let of_element = |line: &&str| line.starts_with(element) && line.trim_end().ends_with(id);
                    assert!(text.lines().any(|line| of_element(&line)), "{element} {id}\n{text}");
                    let row = page.split("<tr").find(|row| row.contains(&format!(">{element}</td>")));
                    assert!(row.is_some_and(|row| row.contains(id)), "{element} {id}\n{page}");
                    let why = text.lines().find(|line| line.starts_with(id)).expect("the user");
                    assert!(why.contains(element), "{why}");
                }
            }
            let names: Vec<String> = binding(&result).into_iter().collect();
            let sentence = text.lines().rev().find(|line| names.iter().all(|name| line.contains(name)));
            assert!(sentence.is_some(), "{names:?}\n{text}");
            assert!(page.contains(&format!("<h2>{}</h2>", messages.network.heading)));
        }
    }
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
