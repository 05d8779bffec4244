//! The documentation of the format says what the tool does.

use std::path::{Path, PathBuf};

use citygate::event::{
    ActionKind, AffectedArea, Authority, Criterion, Government, Justification, NetworkCondition, Possibility,
    Recipient, ReportItem, Response, Sensitivity, Trend, TrendSource, WarningLevel, WarningReach,
};
use citygate::horizon::Spread;
use citygate::policy::Share;
use citygate::policy::regimes::{self, Regime};
use citygate::station::{AlarmKind, Mode};
use citygate::user::{Attribute, SupplyClass};
use citygate_drill::read::scenario::{open, parse};
use citygate_drill::solve::solve;

fn documents() -> [(PathBuf, String); 2] {
    ["scenario-format.md", "scenario-format.zh-CN.md"].map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
        let text = std::fs::read_to_string(&path).expect("a document");
        (path, text)
    })
}

#[test]
fn the_examples_are_scenarios() {
    for (path, text) in documents() {
        let examples: Vec<&str> =
            text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert!(!examples.is_empty(), "{}", path.display());
        for example in examples {
            let scenario = parse("example", example, Path::new(""))
                .unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()));
            solve(&scenario).expect("an outcome");
        }
    }
}

#[test]
fn every_name_of_an_event_is_listed() {
    let mut names: Vec<&str> = Vec::new();
    names.extend(Trend::ALL.map(Trend::name));
    names.extend(NetworkCondition::ALL.map(NetworkCondition::name));
    names.extend(AffectedArea::ALL.map(AffectedArea::name));
    names.extend(Government::ALL.map(Government::name));
    names.extend(Sensitivity::ALL.map(Sensitivity::name));
    names.extend(Possibility::ALL.map(Possibility::name));
    names.extend(WarningReach::ALL.map(WarningReach::name));
    names.extend(WarningLevel::ALL.map(WarningLevel::name));
    names.extend(ActionKind::ALL.map(ActionKind::name));
    names.extend(Response::ALL.map(Response::name));
    names.extend(Justification::ALL.map(Justification::name));
    names.extend(Authority::ALL.map(Authority::name));
    names.extend(Recipient::ALL.map(Recipient::name));
    names.extend(ReportItem::ALL.map(ReportItem::name));
    names.extend(Criterion::ALL.map(Criterion::name));
    names.extend(TrendSource::ALL.map(TrendSource::name));
    for (path, text) in documents() {
        for name in &names {
            assert!(text.contains(&format!("`{name}`")), "{}: {name}", path.display());
        }
    }
}

#[test]
fn the_event_that_is_shown_is_that_of_tengzhou() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/tengzhou-2017.toml");
    let outcome = solve(&open(&path).expect("a scenario")).expect("an outcome");
    let event = serde_json::to_string(&outcome.allocation.event).expect("JSON");
    for (path, text) in documents() {
        assert!(text.contains(&event), "{}: {event}", path.display());
    }
}

#[test]
fn every_name_is_listed() {
    let classes = SupplyClass::ALL.into_iter().map(SupplyClass::name);
    let attributes = Attribute::ALL.into_iter().map(Attribute::name);
    let shares = Share::ALL.into_iter().map(Share::name);
    let spreads = [Spread::Even, Spread::Earliest].into_iter().map(Spread::name);
    let names: Vec<&str> = regimes::all()
        .map(Regime::name)
        .chain(classes)
        .chain(attributes)
        .chain(shares)
        .chain(spreads)
        .collect();
    for (path, text) in documents() {
        for name in &names {
            assert!(text.contains(&format!("`{name}`")), "{}: {name}", path.display());
        }
    }
}

#[test]
fn every_name_of_a_station_is_listed() {
    let alarms = AlarmKind::ALL.into_iter().map(AlarmKind::name);
    let modes = Mode::ALL.into_iter().map(Mode::name);
    let names: Vec<&str> = alarms.chain(modes).collect();
    for (path, text) in documents() {
        for name in &names {
            assert!(text.contains(&format!("`{name}`")), "{}: {name}", path.display());
        }
    }
}
