//! Scenarios with a tree of capacities: what is stated reaches the allocation, and what comes back adds up.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use proptest::prelude::*;
use serde_json::Value;

fn solved(toml: &str) -> (Scenario, Outcome) {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

fn result(toml: &str) -> Value {
    serde_json::from_str(&json::line(&solved(toml).1).expect("a result")).expect("JSON")
}

fn head(supply: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = {supply}\n"
    )
}

/// A gate with an LNG station in the east; nodes and keys stand in no particular order.
const TREE: &str = "[[node]]\nid = \"gate\"\ncapacity = 9.5\n\
                    [[node]]\nid = \"hills\"\ncapacity = 1.5\nparent = \"east\"\n\
                    [[node]]\nid = \"east\"\nparent = \"gate\"\ncapacity = 4.0\nsource = 1.25\n";

#[test]
fn what_a_tree_states_reaches_the_allocation() {
    let toml = head("20.0")
        + "[[user]]\nid = \"a\"\nclass = \"residential\"\ndemand = 9.0\nnode = \"hills\"\n\
           [[user]]\nid = \"b\"\nclass = \"residential\"\ndemand = 9.0\nnode = \"east\"\n\
           [[user]]\nid = \"c\"\nclass = \"residential\"\ndemand = 9.0\n"
        + TREE;
    let result = result(&toml);
    let figures = |key: &str, figure: &str| {
        let items = result[key].as_array().expect("a list").iter();
        items.map(|item| item[figure].to_string()).collect::<Vec<_>>().join(" ")
    };
    // The hills take 1.5 of the 5.25 of the east, and 5.5 of what the gate lets in is left at the root.
    assert_eq!(figures("users", "granted"), "1.5 3.75 5.5");
    assert_eq!(figures("users", "reason"), r#""held_by_node" "held_by_node" "held_by_node""#);
    assert_eq!(figures("users", "node"), r#""hills" "east" "gate""#);
    let nodes = serde_json::json!([
        { "id": "gate", "capacity": 9.5, "load": 9.5, "binding": true },
        { "id": "hills", "capacity": 1.5, "load": 1.5, "binding": true },
        { "id": "east", "capacity": 4.0, "load": 4.0, "binding": true, "source": 1.25, "source_used": 1.25 },
    ]);
    assert_eq!(result["nodes"], nodes);
    assert_eq!((&result["supply"], &result["unused"]), (&Value::from(21.25), &Value::from(10.5)));
}

#[test]
fn a_source_of_nothing_is_told_and_no_limit_is_not() {
    let user = "[[user]]\nid = \"a\"\nclass = \"residential\"\ndemand = 1.0\n";
    let node = "[[node]]\nid = \"gate\"\nsource = 0.0\n";
    let nodes = serde_json::json!([{ "id": "gate", "load": 1.0, "binding": false, "source": 0.0, "source_used": 0.0 }]);
    assert_eq!(result(&(head("5.0") + user + node))["nodes"], nodes);
    assert!(result(&(head("5.0") + user)).get("nodes").is_none());
}

#[test]
fn people_read_who_is_held_by_which_node() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/three-districts.toml");
    let scenario = open(&path).expect("a scenario");
    let outcome = solve(&scenario).expect("an outcome");
    insta::assert_snapshot!("text_of_a_tree_in_english", text::page(&scenario, &outcome, Language::En, 100));
    insta::assert_snapshot!("text_of_a_tree_in_chinese", text::page(&scenario, &outcome, Language::Zh, 100));
    for language in [Language::En, Language::Zh] {
        let report = html::page(&scenario, &outcome, language, &path);
        let heading = format!("<h2>{}</h2>", language.messages().network.heading);
        let section = report.split(&heading).nth(1).expect("the section");
        let diagram = section.split("</svg>").next().expect("the diagram");
        for node in &scenario.network.as_ref().expect("nodes").nodes {
            let name = node.name.as_ref().map(language.messages().local).expect("a name");
            assert!(diagram.contains(&format!(">{name}</text>")), "{name}");
        }
        let full = format!("{}</text>", language.messages().network.picture.full);
        assert_eq!(diagram.matches(&full).count(), 2, "the two nodes that bind");
    }
}

#[test]
fn of_many_nodes_those_that_matter_are_drawn_below_what_feeds_them() {
    let mut toml = head("1000.0") + "[[node]]\nid = \"n0\"\n";
    for index in 1..200 {
        // Node 173 is the only one that holds anybody back, at the end of a branch of its own.
        let parent = if index % 7 == 5 { index - 1 } else { 0 };
        let capacity = if index == 173 { "capacity = 1.0\n" } else { "" };
        toml += &format!("[[node]]\nid = \"n{index}\"\nparent = \"n{parent}\"\n{capacity}");
        toml += &format!(
            "[[user]]\nid = \"u{index}\"\nclass = \"residential\"\ndemand = 5.0\nnode = \"n{index}\"\n"
        );
    }
    let (scenario, outcome) = solved(&toml);
    let report = html::page(&scenario, &outcome, Language::En, Path::new("t.toml"));
    let diagram =
        report.split("<h2>Network</h2>").nth(1).and_then(|section| section.split("</figure>").next());
    let diagram = diagram.expect("the diagram");
    let drawn = |node: &str| diagram.contains(&format!(">{node}</text>"));
    assert!(drawn("n0") && drawn("n172") && drawn("n173"));
    assert_eq!(diagram.matches("data-node=").count(), 60);
    assert!(diagram.contains("60 of 200 nodes"));
}

/// A node: which earlier one feeds it, its capacity and source in halves, if it has any.
type AnyNode = (usize, Option<u32>, Option<u32>);
/// A user: its class, demand and minimum in halves, whether it is on/off, its node.
type AnyUser = (usize, u32, u32, bool, usize);

fn any_node() -> impl Strategy<Value = AnyNode> {
    (0..100_usize, prop::option::of(0..40_u32), prop::option::weighted(0.3, 0..20_u32))
}

fn any_user() -> impl Strategy<Value = AnyUser> {
    (0..6_usize, 0..20_u32, 0..10_u32, any::<bool>(), 0..100_usize)
}

const CLASSES: [&str; 6] =
    ["residential", "heating", "public_service", "vehicles", "industrial_fuel", "chemical"];

fn toml_of(nodes: &[AnyNode], users: &[AnyUser], supply: u32) -> String {
    let half = |halves: u32| format!("{}", f64::from(halves) / 2.0);
    let mut toml = head(&format!("{:.1}", f64::from(supply) / 2.0));
    for (index, (parent, capacity, source)) in nodes.iter().enumerate() {
        toml += &format!("[[node]]\nid = \"n{index}\"\n");
        if index != 0 {
            toml += &format!("parent = \"n{}\"\n", parent % index);
        }
        toml += &capacity.map(|capacity| format!("capacity = {}\n", half(capacity))).unwrap_or_default();
        toml += &source.map(|source| format!("source = {}\n", half(source))).unwrap_or_default();
    }
    for (index, (class, demand, minimum, on_off, node)) in users.iter().enumerate() {
        toml += &format!(
            "[[user]]\nid = \"u{index}\"\nclass = \"{}\"\ndemand = {}\nminimum = {}\non_off = {on_off}\nnode = \"n{}\"\n",
            CLASSES[*class],
            half(*demand),
            half(*minimum.min(demand)),
            node % nodes.len()
        );
    }
    toml
}

/// A figure in thousandths.
fn figure(value: &Value) -> i64 {
    (value.as_f64().expect("a number") * 1000.0).round() as i64
}

proptest! {
    #[test]
    fn flows_add_up_at_every_node(
        nodes in prop::collection::vec(any_node(), 1..9),
        users in prop::collection::vec(any_user(), 1..12),
        supply in 0..80_u32,
    ) {
        let result = result(&toml_of(&nodes, &users, supply));
        let outcomes = result["nodes"].as_array().expect("nodes");
        prop_assert_eq!(outcomes.len(), nodes.len());
        let mut flows = vec![0; nodes.len()];
        for ((.., node), outcome) in users.iter().zip(result["users"].as_array().expect("users")) {
            flows[node % nodes.len()] += figure(&outcome["granted"]);
            if let Some(holder) = outcome["node"].as_str() {
                prop_assert!(["held_by_node", "minimum_did_not_fit"].contains(&outcome["reason"].as_str().unwrap()));
                let holder: usize = holder[1..].parse().expect("a node");
                prop_assert_eq!(&outcomes[holder]["binding"], true);
                // It is the user's own node, or one above it.
                let mut above = node % nodes.len();
                while above != holder && above != 0 {
                    above = nodes[above].0 % above;
                }
                prop_assert_eq!(above, holder);
            }
        }
        let mut sources = 0;
        for (index, ((parent, capacity, source), outcome)) in nodes.iter().zip(outcomes).enumerate().rev() {
            let used = outcome.get("source_used").map_or(0, figure);
            prop_assert!(used <= i64::from(source.unwrap_or(0)) * 500);
            prop_assert_eq!(outcome.get("source").is_some(), source.is_some());
            let load = figure(&outcome["load"]);
            prop_assert_eq!(load, flows[index] - used);
            prop_assert!(capacity.is_none_or(|capacity| load <= i64::from(capacity) * 500));
            if index != 0 {
                flows[parent % index] += load;
            } else {
                prop_assert!(load <= i64::from(supply) * 500);
            }
            sources += i64::from(source.unwrap_or(0)) * 500;
        }
        prop_assert_eq!(figure(&result["supply"]), i64::from(supply) * 500 + sources);
        prop_assert_eq!(figure(&result["served"]) + figure(&result["unused"]), figure(&result["supply"]));
    }
}

/// A node is called full only if it is: what a user needs whole may not fit though nothing flows. Likewise nothing is
/// left for a step only if nothing is.
#[test]
fn a_reason_says_what_is_true() {
    let why = |toml: &str, language: Language| {
        let (scenario, outcome) = solved(toml);
        text::page(&scenario, &outcome, language, 200).split_whitespace().collect::<String>()
    };
    let says = |text: String, words: &str| assert!(text.contains(&words.replace(' ', "")), "{text}");
    let on_off = head("100.0")
        + "[[node]]\nid = \"gate\"\n\
           [[node]]\nid = \"east\"\nparent = \"gate\"\ncapacity = 5.0\n\
           [[node]]\nid = \"near\"\nparent = \"east\"\ncapacity = 8.0\n\
           [[user]]\nid = \"boiler\"\nclass = \"chemical\"\ndemand = 10.0\non_off = true\nnode = \"near\"\n\
           [[user]]\nid = \"homes\"\nclass = \"residential\"\ndemand = 20.0\n";
    assert_eq!(result(&on_off)["users"][0]["node"], "near");
    says(why(&on_off, Language::En), "near cannot bring all of what it needs whole in place 6");
    says(why(&on_off, Language::Zh), "节点“near”所余能力不足以整户供气");

    let minimum = on_off.replace("on_off = true", "minimum = 9.0");
    assert_eq!(result(&minimum)["users"][0]["node"], "near");
    says(why(&minimum, Language::En), "near cannot bring its technical minimum of 9 m³/h");

    let left =
        head("50.0") + "[[user]]\nid = \"boiler\"\nclass = \"chemical\"\ndemand = 100.0\non_off = true\n";
    says(why(&left, Language::En), "does not fit as a whole into what is left for place 6");
    says(why(&left.replace("50.0", "0.0"), Language::En), "nothing left for place 6");
}
