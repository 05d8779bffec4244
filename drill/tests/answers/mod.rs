//! What the tool answers to a scenario in a string: the outcome, the result, and the pages.

use std::path::Path;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::parse;
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::scenario::Scenario;
use citygate_drill::solve::solve;
use serde_json::Value;

pub fn solved(toml: &str) -> (Scenario, Outcome) {
    let scenario = parse("t.toml", toml, Path::new("")).unwrap_or_else(|p| panic!("{p:?}\n{toml}"));
    let outcome = solve(&scenario).expect("an outcome");
    (scenario, outcome)
}

pub fn result(toml: &str) -> Value {
    serde_json::from_str(&json::line(&solved(toml).1).expect("a result")).expect("JSON")
}

/// The text, so wide that no sentence is broken, and the report.
pub fn told(toml: &str, language: Language) -> [String; 2] {
    let (scenario, outcome) = solved(toml);
    let page = text::page(&scenario, &outcome, language, 240);
    [page, html::page(&scenario, &outcome, language, Path::new("t.toml"))]
}
