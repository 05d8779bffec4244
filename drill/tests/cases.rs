//! The published cases: what the tool computes against what their sources publish. See `cases/README.md`.

use std::fs;
use std::path::{Path, PathBuf};

use citygate_drill::read::scenario::parse;
use citygate_drill::render::json;
use citygate_drill::solve::solve;
use serde_json::Value;

/// How far a figure may be from what is published, unless the case states another: `tol`.
const TOLERANCE: f64 = 0.001;
/// Decimals of a scenario are not exact in floating point.
const REPRESENTATION: f64 = 1e-9;

fn cases() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(directory).expect("cases").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    cases.sort();
    cases
}

fn result(name: &str, text: &str) -> Value {
    let scenario = parse(name, text, Path::new("")).expect("a scenario");
    let outcome = solve(&scenario).expect("a scenario from a file is solved");
    serde_json::from_str(&json::line(&outcome).expect("a result")).expect("JSON")
}

fn close(found: &Value, expected: &Value, what: &str) {
    within(found, expected, TOLERANCE, what);
}

fn within(found: &Value, expected: &Value, tolerance: f64, what: &str) {
    match (found.as_f64(), expected.as_f64()) {
        (Some(f), Some(e)) => assert!((f - e).abs() <= tolerance, "{what}: {f} instead of {e}"),
        _ => assert_eq!(found, expected, "{what}"),
    }
}

/// What the users of a result, or of one of its periods, are granted.
fn granted<'r>(result: &'r Value, user: &str) -> &'r Value {
    &of_user(result, user)["granted"]
}

fn of_user<'r>(result: &'r Value, user: &str) -> &'r Value {
    let users = result["users"].as_array().expect("users");
    users.iter().find(|found| found["id"] == user).expect("the user")
}

fn compare_periods(result: &Value, expected: &Value, name: &str) {
    for (user, expected) in expected.as_object().expect("users") {
        let periods = result["periods"].as_array().expect("periods");
        let expected = expected.as_array().expect("one value for each period");
        assert_eq!(periods.len(), expected.len(), "{name}");
        for (period, expected) in periods.iter().zip(expected) {
            close(granted(period, user), expected, &format!("{name}: {user}"));
        }
    }
}

#[test]
fn published_cases_come_out_as_published() {
    let mut solved = 0;
    for path in cases() {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let text = fs::read_to_string(&path).expect("a scenario");
        let expected = fs::read_to_string(path.with_extension("expect.json")).expect("an expectation");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let result = result(name, &text);
        let tolerance = expected["tol"].as_f64().map_or(TOLERANCE, |stated| stated + REPRESENTATION);
        for (key, expected) in expected.as_object().expect("keys") {
            match key.as_str() {
                "users" => {
                    for (user, expected) in expected.as_object().expect("users") {
                        within(granted(&result, user), expected, tolerance, &format!("{name}: {user}"));
                    }
                }
                "reason" => {
                    for (user, expected) in expected.as_object().expect("users") {
                        assert_eq!(&of_user(&result, user)["reason"], expected, "{name}: {user}");
                    }
                }
                "tol" => {}
                "served" => within(&result["served"], expected, tolerance, &format!("{name}: served")),
                "event" => {
                    for (key, expected) in expected.as_object().expect("keys") {
                        close(&result["event"][key], expected, &format!("{name}: event.{key}"));
                    }
                }
                "periods_user" => compare_periods(&result, expected, name),
                "with_share_even" => {
                    let even = text.replace("share = \"earliest\"", "share = \"even\"");
                    assert_ne!(even, text, "{name} is not about sharing evenly");
                    let result = self::result(name, &even);
                    compare_periods(&result, expected, name);
                }
                "note" => {}
                other => panic!("{name}: nothing is compared with {other}"),
            }
        }
        solved += 1;
    }
    assert!(solved >= 10, "{solved} cases solved");
}

#[test]
fn the_cases_are_what_users_find_as_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a scenario");
    assert_eq!(read("tests/cases/tengzhou-2017.toml"), read("../scenarios/tengzhou-2017.toml"));
}
