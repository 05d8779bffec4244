//! What is told of a network of any shape: its parts add up, and page, text and result say the same of what holds users
//! back.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde_json::Value;

mod written;
use written::{TOP, node, user};

fn result(outcome: &Outcome) -> Value {
    serde_json::from_str(&json::line(outcome).expect("a result")).expect("JSON")
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
        let result = result(&shown("t.toml", &toml).1);
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
        let result = result(outcome);
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
