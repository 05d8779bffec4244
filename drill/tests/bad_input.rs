//! Every kind of mistake gives its own message, with file, line and key, exit code 2, and nothing else.
//!
//! A file in `bad/` marks the line of its first fault with `#! key`, or `#!` alone where no key can be told.
//! What the messages say is in the snapshot.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::cargo::cargo_bin_cmd;

/// Runs the tool on files in `bad/`, as a continuous-integration job would.
fn messages(files: &[&str], out: &Path) -> String {
    let mut command = cargo_bin_cmd!("citygate");
    command.current_dir(bad()).args(["--json", "--quiet", "--out"]).arg(out).args(files);
    let output = command.output().expect("the tool runs");
    assert_eq!(output.status.code(), Some(2), "{files:?}");
    assert_eq!(output.stdout, b"", "{files:?}");
    assert!(!out.exists(), "{files:?} left something behind");
    String::from_utf8(output.stderr).expect("messages are text")
}

fn bad() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// Where a file says that its first fault is: line and key.
fn marked(text: &str) -> Option<(usize, &str)> {
    let marked = |(line, text): (usize, &'_ str)| text.split_once("#!").map(|_| line + 1);
    let line = text.lines().enumerate().find_map(marked)?;
    let key = text.lines().nth(line - 1)?.split_once("#!")?.1.trim();
    Some((line, key))
}

#[test]
fn every_mistake_is_shown_where_it_is() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut names: Vec<String> = fs::read_dir(bad())
        .expect("bad input")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    assert!(names.len() > 130, "{} files", names.len());
    let mut catalogue = String::new();
    for name in &names {
        let text = fs::read_to_string(bad().join(name)).expect("a file");
        let messages = messages(&[name], &directory.path().join("report"));
        // A fault in a policy file is marked there.
        let (file, (line, key)) = match marked(&text) {
            Some(place) => (name.clone(), place),
            None => {
                let policy = text.lines().find_map(|line| line.strip_prefix("policy = ")).expect("a policy");
                let policy = policy.trim_matches('"').to_owned();
                let text: &'static str =
                    fs::read_to_string(bad().join(&policy)).expect("a policy file").leak();
                (policy, marked(text).expect("a mark"))
            }
        };
        let start =
            if key.is_empty() { format!("{file}:{line}: ") } else { format!("{file}:{line}: {key}: ") };
        assert!(messages.starts_with(&start), "{name}: expected {start:?}, found {messages}");
        for message in messages.lines() {
            let _ = writeln!(catalogue, "{message}");
        }
    }
    insta::assert_snapshot!(catalogue);
}

#[test]
fn a_file_that_is_not_there() {
    let directory = tempfile::tempdir().expect("a directory");
    let messages = messages(&["no-such-file.toml"], &directory.path().join("report"));
    assert!(messages.starts_with("no-such-file.toml: the file cannot be read: "), "{messages}");
}

#[test]
fn a_file_that_is_not_text() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("latin.toml");
    fs::write(&path, b"format = 1\ntitle = \"caf\xe9\"\n").expect("a file");
    let path = path.to_str().expect("a path");
    let messages = messages(&[path], &directory.path().join("report"));
    assert_eq!(messages, format!("{path}:2: the text is not UTF-8; save the file in that encoding\n"));
}

#[test]
fn one_bad_file_among_good_ones_stops_all_and_all_bad_ones_are_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let good = "../cases/tengzhou-2017.toml";
    let messages = messages(&[good, "weight-zero.toml", good, "rank-part.toml"], &directory.path().join("x"));
    let lines: Vec<&str> = messages.lines().collect();
    assert!(lines.iter().any(|line| line.starts_with("weight-zero.toml:12: user.weight: ")), "{messages}");
    assert!(lines.iter().any(|line| line.starts_with("rank-part.toml:12: user.rank: ")), "{messages}");
}

#[test]
fn two_files_with_one_report() {
    let directory = tempfile::tempdir().expect("a directory");
    let files = ["../cases/tengzhou-2017.toml", "../../../scenarios/tengzhou-2017.toml"];
    let messages = messages(&files, &directory.path().join("report"));
    assert_eq!(
        messages,
        format!(
            "{}: the report would be \"tengzhou-2017.html\", as that of {}; rename one of the files, or write to \
             another directory\n",
            files[1], files[0]
        )
    );
}

#[test]
fn of_very_many_mistakes_the_first_are_told_and_how_many_there_are() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("many.toml");
    let mut text = fs::read_to_string(bad().join("weight-zero.toml")).expect("a file");
    for index in 0..5000 {
        text += &format!("[[user]]\nid = \"u{index}\"\nclass = \"chemical\"\ndemand = nan\n");
    }
    fs::write(&path, text).expect("a file");
    let path = path.to_str().expect("a path");
    let messages = messages(&[path], &directory.path().join("report"));
    assert_eq!(messages.lines().count(), 101);
    assert!(
        messages.ends_with(&format!("{path}: there are 4901 more problems; mend these first\n")),
        "{messages}"
    );
}
