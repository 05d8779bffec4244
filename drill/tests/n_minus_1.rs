//! Outages (N-1): what is told of each element agrees with a run of the scenario without it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use citygate_drill::messages::language::Language;
use citygate_drill::quantity::Quantity;
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::render::{html, json, text};
use citygate_drill::result::Outcome;
use citygate_drill::result::outages::{OutageOutcome, Outages};
use citygate_drill::scenario::Scenario;
use citygate_drill::scenario::per_period::PerPeriod;
use citygate_drill::scenario::pipe_network::ElementKind;
use citygate_drill::solve::outages::outages;
use citygate_drill::solve::solve;
use serde_json::Value;

fn scenarios() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let in_folder = |folder: &str| {
        let files = std::fs::read_dir(root.join(folder)).expect("a folder");
        files.map(|file| file.expect("a file").path()).collect::<Vec<_>>()
    };
    let mut files: Vec<PathBuf> =
        ["scenarios", "drill/tests/cases"].iter().flat_map(|f| in_folder(f)).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// Every scenario that is shipped or a case, as it is and on pipes.
fn each(mut see: impl FnMut(&Path, &Scenario, &Scenario)) {
    let mut seen = 0;
    for file in scenarios() {
        if let Ok(scenario) = open(&file) {
            see(&file, &scenario, &scenario.on_pipes());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen} scenarios");
}

/// The scenario with an element out: by the figures of the scenario itself.
fn without(on_pipes: &Scenario, outage: &OutageOutcome) -> Scenario {
    let mut scenario = on_pipes.clone();
    let network = scenario.pipe_network.as_mut().expect("pipes");
    let nothing = || PerPeriod::always(Quantity::ZERO);
    match outage.kind {
        ElementKind::Pipe => {
            let pipe = network.pipes.iter_mut().find(|pipe| pipe.id == outage.id).expect("the pipe");
            (pipe.capacity, pipe.capacity_back) = (Some(nothing()), Some(nothing()));
        }
        ElementKind::Source => {
            let source = network.sources.iter_mut().find(|source| source.id == outage.id);
            source.expect("the source").supply = nothing();
        }
        ElementKind::Storage => {
            let storage = network.storages.iter_mut().find(|storage| storage.id == outage.id);
            let storage = storage.expect("the storage");
            (storage.withdrawal, storage.fill, storage.deliveries) = (Some(nothing()), nothing(), Vec::new());
        }
    }
    scenario
}

fn granted(outcome: &Outcome) -> BTreeMap<&str, Quantity> {
    outcome.allocation.users.iter().map(|user| (user.id.as_str(), user.granted)).collect()
}

#[test]
fn with_nothing_out_it_is_what_a_run_says() {
    each(|file, scenario, on_pipes| {
        let found = outages(on_pipes).expect("outages");
        let run = solve(scenario).expect("a run");
        let whole = Outcome { allocation: found.whole, exercise: None, provenance: None };
        assert_eq!(granted(&whole), granted(&run), "{}", file.display());
        assert_eq!(whole.allocation.curtailed, run.allocation.curtailed, "{}", file.display());
    });
}

#[test]
fn every_outage_is_what_a_run_without_the_element_says() {
    let mut compared = 0;
    each(|file, _, on_pipes| {
        let found = outages(on_pipes).expect("outages");
        let whole = Outcome { allocation: found.whole, exercise: None, provenance: None };
        let before = granted(&whole);
        for outage in &found.outages {
            let place = format!("{} without {}", file.display(), outage.id);
            let run = solve(&without(on_pipes, outage)).expect("a run");
            let now = granted(&run);
            assert_eq!(
                (outage.served, outage.curtailed),
                (run.allocation.served, run.allocation.curtailed),
                "{place}"
            );
            for (class, other) in outage.classes.iter().zip(&run.allocation.classes) {
                assert_eq!(
                    (class.class, class.demand, class.granted),
                    (other.class, other.demand, other.granted)
                );
            }
            let lost: Vec<&str> = before
                .iter()
                .filter(|(id, granted)| !granted.is_zero() && now[*id].is_zero())
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(
                outage.cut_off.iter().map(String::as_str).collect::<BTreeSet<_>>(),
                lost.into_iter().collect(),
                "{place}"
            );
            let worst = run.allocation.periods.iter().flatten().enumerate().map(|(t, period)| {
                (period.demand.less(period.by_order).less(period.served), std::cmp::Reverse(t))
            });
            let worst = worst.max().filter(|(lacking, _)| !lacking.is_zero());
            assert_eq!(
                outage.worst_period.map(|period| period.lacking),
                worst.map(|(lacking, _)| lacking),
                "{place}"
            );
            compared += 1;
        }
    });
    assert!(compared > 60, "{compared} outages");
}

const RING: &str = include_str!("../../scenarios/two-gates.toml");

fn ring() -> (Scenario, Outages) {
    let scenario = parse("two-gates.toml", RING, Path::new("")).expect("a scenario").on_pipes();
    let found = outages(&scenario).expect("outages");
    (scenario, found)
}

/// By hand, in thousands of m³/h: the gates bring 60 in the north and 40 in the south; at most 12 + 10 flow between north
/// and south; homes in the north want 30, then heating in the south 50, then the works between 40. With nothing out homes
/// and heating have all, and 12 are left for the works.
///
/// * Without the northern gate 22 of 40 reach the homes, 18 the heating.
/// * Without the southern one 22 of the 30 left over by the homes reach the heating.
/// * Without the northern main 10 reach the south: 50 for the heating, nothing for the works.
/// * Without the bypass 12 do: 2 for the works.
/// * Without the southern main the works have the 12 of the northern one, the heating 40 + 10.
#[test]
fn the_ring_without_each_of_its_elements() {
    let (_, found) = ring();
    let told: Vec<String> = found
        .outages
        .iter()
        .map(|outage| format!("{} {} {}", outage.id, outage.curtailed.to_number(), outage.cut_off.len()))
        .collect();
    let expected =
        ["north-gate 80000.0 1", "south-gate 68000.0 1", "north-main 40000.0 1", "bypass 38000.0 0"];
    assert_eq!(told, [&expected[..], &["south-main 28000.0 0"]].concat());
    assert!(!found.outages[0].first_served_lose.is_zero());
    assert!(found.outages[1..].iter().all(|outage| outage.first_served_lose.is_zero()));
}

/// Text, page and JSON name the same outages in the same order with the same figures, and the JSON has the stated form.
#[test]
fn text_page_and_json_agree() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/result.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    each(|file, _, scenario| {
        let found = outages(scenario).expect("outages");
        let line: Value = serde_json::from_str(&json::line(&found).expect("a result")).expect("JSON");
        assert!(validator.is_valid(&line), "{line}");
        for language in [Language::En, Language::Zh] {
            let text = text::outages::page(scenario, &found, language, 400);
            let page = html::outages::page(scenario, &found, language, file);
            let heading = language.messages().outages.heading;
            let shown: Vec<&OutageOutcome> =
                found.outages.iter().filter(|outage| outage.changes(&found)).collect();
            assert_eq!(text.contains(heading), !shown.is_empty(), "{text}");
            let rows = text.lines().skip_while(|line| !line.starts_with('─')).skip(2);
            for (outage, row) in shown.iter().zip(rows) {
                assert!(row.contains(&outage.curtailed.to_string()), "{row}\n{text}");
                assert_eq!(row.starts_with("! "), !outage.first_served_lose.is_zero(), "{row}");
                assert!(page.contains(&outage.curtailed.to_string()), "{}", outage.id);
            }
            assert_eq!(page.matches("<tr").count(), if shown.is_empty() { 0 } else { shown.len() + 2 });
        }
    });
}

#[test]
fn the_gravest_comes_first() {
    each(|file, _, scenario| {
        let found = outages(scenario).expect("outages");
        let lose: Vec<Quantity> = found.outages.iter().map(|outage| outage.first_served_lose).collect();
        let first_step = scenario.order.policy.steps().first().expect("a step");
        let has_one_step =
            scenario.order.policy.steps().iter().filter(|step| step.classes() == first_step.classes());
        // Where users are served by one step only, what they lose is what that step loses.
        if has_one_step.count() == 1 {
            assert!(lose.is_sorted_by(|a, b| a >= b), "{}: {lose:?}", file.display());
        }
    });
}

/// As a command: a page of its own in both languages, and nothing at all where one of the files is wrong.
#[test]
fn the_command_writes_its_pages_and_refuses_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let (out, bad) = (folder.path().join("out"), folder.path().join("bad.toml"));
    std::fs::write(&bad, "format = 1").expect("written");
    let ring = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/two-gates.toml");
    let run = |arguments: &[&Path], language: &str| {
        let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("citygate"));
        command.arg("outages").args(arguments).arg("--out").arg(&out).args(["--lang", language]).assert()
    };
    run(&[&ring, &bad], "en").code(2);
    // Two files whose pages would have one name.
    let twin = folder.path().join("two-gates.toml");
    std::fs::copy(&ring, &twin).expect("copied");
    run(&[&ring, &twin], "en").code(2);
    assert_eq!(std::fs::read_dir(&out).map_or(0, Iterator::count), 0);
    for (language, name) in [("en", "two-gates.outages.html"), ("zh", "two-gates.outages.zh-CN.html")] {
        run(&[&ring], language).success();
        let page = std::fs::read_to_string(out.join(name)).expect("the page");
        assert!(page.contains("N-1") && page.contains("<svg") && page.contains("citygate-input"), "{page}");
        run(&[&ring], language).success();
    }
}
