//! What `citygate init` writes runs as it is, and nothing is written over.

use std::fs;

use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, open_in};
use citygate_drill::solve::solve;
use citygate_drill::starter::table::TableFormat;
use citygate_drill::starter::write::{StarterError, write};

#[test]
fn what_is_written_runs_as_it_is_and_is_the_same_in_every_form() {
    let mut results = Vec::new();
    for language in [Language::En, Language::Zh] {
        for format in [TableFormat::Xlsx, TableFormat::Csv] {
            let directory = tempfile::tempdir().expect("a directory");
            let inner = directory.path().join("winter");
            let [scenario, _] = write(&inner, format, language).expect("files");
            let scenario = open_in(&scenario, language).unwrap_or_else(|problems| panic!("{problems:?}"));
            assert!(scenario.remarks.is_empty(), "{:?}", scenario.remarks);
            let outcome = solve(&scenario).expect("an outcome");
            assert!(outcome.allocation.curtailed.thousandths() != 0);
            assert!(outcome.allocation.event.is_some());
            let of_users = outcome.allocation.users.iter();
            results.push(of_users.map(|user| (user.class, user.demand, user.granted)).collect::<Vec<_>>());
        }
    }
    assert!(results.iter().all(|result| *result == results[0]), "{results:?}");
}

/// Every line that is commented out is right as well.
#[test]
fn the_comments_are_right() {
    for language in [Language::En, Language::Zh] {
        let directory = tempfile::tempdir().expect("a directory");
        let [scenario, _] = write(directory.path(), TableFormat::Csv, language).expect("files");
        let text = fs::read_to_string(&scenario).expect("a scenario");
        let is_key = |line: &str| line.contains(" = ") || line.starts_with("# [");
        let lines = text.lines().map(|line| match line.strip_prefix("# ").filter(|_| is_key(line)) {
            Some(key) => key.to_owned(),
            None => line.to_owned(),
        });
        let all: Vec<String> = lines.collect();
        assert!(all.iter().any(|line| line == "[horizon]"), "{all:?}");
        fs::write(&scenario, all.join("\n")).expect("a scenario");
        let scenario = open(&scenario).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(scenario.users.len(), 7);
        solve(&scenario).expect("an outcome");
    }
}

#[test]
fn what_is_there_is_left_alone() {
    for there in ["scenario.toml", "users.csv"] {
        let directory = tempfile::tempdir().expect("a directory");
        fs::write(directory.path().join(there), "mine").expect("a file");
        let refused = write(directory.path(), TableFormat::Csv, Language::En);
        assert!(matches!(refused, Err(StarterError::IsThere(file)) if file.ends_with(there)));
        assert_eq!(fs::read_to_string(directory.path().join(there)).expect("a file"), "mine");
        assert_eq!(fs::read_dir(directory.path()).expect("a directory").count(), 1);
    }
    let directory = tempfile::tempdir().expect("a directory");
    assert!(write(directory.path(), TableFormat::Xlsx, Language::En).is_ok());
    assert!(write(directory.path(), TableFormat::Xlsx, Language::En).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_followed() {
    let directory = tempfile::tempdir().expect("a directory");
    let elsewhere = directory.path().join("elsewhere");
    std::os::unix::fs::symlink(&elsewhere, directory.path().join("scenario.toml")).expect("a link");
    assert!(matches!(write(directory.path(), TableFormat::Csv, Language::En), Err(StarterError::IsThere(_))));
    assert!(!elsewhere.exists());
}
