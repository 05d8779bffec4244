//! What a run writes: whole files or none, nothing of anybody else, nothing left behind, and everything said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use assert_cmd::cargo::cargo_bin;
use citygate::event::JournalHead;
use citygate_drill::journal::{examine, parse_head};
use tempfile::TempDir;

fn tool(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("citygate"));
    command.current_dir(directory).env_remove("CITYGATE_JOURNAL_KEY_FILE").args(arguments);
    command
}

fn run(directory: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    told(tool(directory, arguments).output().expect("the tool runs"))
}

fn told(output: Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8(output.stderr).expect("text"))
}

fn scenario(title: &str, users: usize) -> String {
    let head = format!(
        "format = 1\ntitle = \"{title}\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n\
         normal_supply = 200.0\n"
    );
    let user = |index| format!("[[user]]\nid = \"{title}{index}\"\nclass = \"chemical\"\ndemand = 5.0\n");
    let users: String = (0..users).map(user).collect();
    let later = if title == "BBBB" { "60.0" } else { "50.0" };
    format!("{head}{users}[[timeline]]\nat_h = 2.0\nsupply = {later}\nnote = \"{title}\"\n")
}

/// A directory with `a/w.toml` and `b/w.toml`, which are two scenarios of one name.
fn two_scenarios(users: usize) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, title) in [("a", "AAAA"), ("b", "BBBB")] {
        fs::create_dir(directory.path().join(name)).expect("a directory");
        fs::write(directory.path().join(name).join("w.toml"), scenario(title, users)).expect("a file");
    }
    directory
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

/// The head of the journal that a report tells in its head.
fn head_in(report: &Path) -> JournalHead {
    let page = fs::read_to_string(report).expect("a report");
    let meta = page.split("name=\"citygate-journal-head\" content=\"").nth(1).expect("a head");
    parse_head(meta.split('"').next().expect("a head")).expect("a head")
}

/// All that is written of an exercise in English.
const ALL: [&str; 7] = [
    "w.html",
    "w.journal",
    "w.notices.csv",
    "w.notices.html",
    "w.notices.xlsx",
    "w.users.csv",
    "w.users.xlsx",
];

/// What is said of a file.
fn said<'m>(messages: &'m str, name: &str) -> &'m str {
    let line = |line: &'m str| line.strip_prefix(&format!("o/{name}: "));
    messages.lines().find_map(line).unwrap_or_else(|| panic!("{name}: {messages}"))
}

#[test]
fn what_is_written_is_said_and_what_is_replaced_too() {
    let directory = two_scenarios(3);
    let directory = directory.path();
    let (code, messages) = run(directory, &["a/w.toml", "-o", "o"]);
    assert_eq!(code, Some(0));
    assert_eq!(names(&directory.join("o")), ALL);
    for name in ALL {
        assert_eq!(said(&messages, name), "written");
    }
    assert_eq!(messages.lines().count(), ALL.len());
    // The other language: the journal is the same.
    let (code, messages) = run(directory, &["a/w.toml", "-o", "o", "--lang", "zh"]);
    assert_eq!((code, said(&messages, "w.journal")), (Some(0), "已存在，内容未变"));
    assert_eq!(said(&messages, "w.zh-CN.html"), "已写出");
    assert_eq!(head_in(&directory.join("o/w.html")), head_in(&directory.join("o/w.zh-CN.html")));
    // Another scenario of the name: whoever runs it again after a change finds it replaced, and is told.
    let (code, messages) = run(directory, &["b/w.toml", "-o", "o"]);
    assert_eq!(code, Some(0));
    for name in ["w.html", "w.journal", "w.notices.html", "w.users.csv"] {
        assert_eq!(said(&messages, name), "replaced");
    }
    assert!(fs::read_to_string(directory.join("o/w.html")).expect("a report").contains("BBBB"));
    let (code, messages) = run(directory, &["a/w.toml", "-o", "o", "-q"]);
    assert_eq!((code, messages.as_str()), (Some(0), ""));
}

#[test]
fn what_the_tool_did_not_write_stays_unless_the_user_insists() {
    let directory = two_scenarios(3);
    let directory = directory.path();
    for (name, content) in [("w.html", "<p>minutes of a meeting"), ("w.journal", "the journal of a station")]
    {
        let out = directory.join(format!("o-{name}"));
        fs::create_dir(&out).expect("a directory");
        fs::write(out.join(name), content).expect("a file");
        let out_name = out.to_str().expect("a path");
        let (code, messages) = run(directory, &["a/w.toml", "-o", out_name]);
        assert_eq!(code, Some(1));
        assert!(messages.contains(&format!("{name}: this tool did not write the file")), "{messages}");
        assert_eq!(fs::read_to_string(out.join(name)).expect("a file"), content);
        assert_eq!(names(&out), [name], "nor anything else of the scenario");
        let (code, messages) = run(directory, &["a/w.toml", "-o", out_name, "--force"]);
        assert_eq!(code, Some(0));
        assert!(messages.contains(&format!("{name}: replaced")), "{messages}");
        assert_eq!(names(&out), ALL);
    }
    // A journal that somebody changed is evidence, and none of ours any more.
    run(directory, &["a/w.toml", "-o", "o"]);
    let journal = directory.join("o/w.journal");
    let mut bytes = fs::read(&journal).expect("a journal");
    bytes[50] ^= 1;
    fs::write(&journal, &bytes).expect("a file");
    let (code, messages) = run(directory, &["b/w.toml", "-o", "o"]);
    assert_eq!(code, Some(1));
    assert!(messages.starts_with("o/w.journal: this tool did not write the file"), "{messages}");
    assert_eq!(fs::read(&journal).expect("a journal"), bytes);
    assert!(fs::read_to_string(directory.join("o/w.html")).expect("a report").contains("AAAA"));
}

#[test]
fn force_is_said_with_a_directory_only() {
    let directory = two_scenarios(1);
    assert_eq!(run(directory.path(), &["a/w.toml", "--force"]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let directory = two_scenarios(3);
    let directory = directory.path();
    let victim = directory.join("victim");
    fs::write(&victim, "precious").expect("a file");
    fs::create_dir(directory.join("o")).expect("a directory");
    for name in ["w.html", "w.journal", "w.html.part"] {
        symlink("../victim", directory.join("o").join(name)).expect("a link");
    }
    let (code, messages) = run(directory, &["a/w.toml", "-o", "o"]);
    assert_eq!(code, Some(1));
    assert!(messages.contains("this tool did not write"), "{messages}");
    let (code, _) = run(directory, &["a/w.toml", "-o", "o", "--force"]);
    assert_eq!(code, Some(0));
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "precious");
    assert!(directory.join("o/w.html").symlink_metadata().expect("a report").is_file());
    // A link to a file that is ours is not ours.
    fs::rename(directory.join("o/w.html"), directory.join("real.html")).expect("a report");
    symlink("../real.html", directory.join("o/w.html")).expect("a link");
    assert_eq!(run(directory, &["b/w.toml", "-o", "o"]).0, Some(1));
    assert!(fs::read_to_string(directory.join("real.html")).expect("a report").contains("AAAA"));
}

#[test]
fn runs_into_one_directory_do_not_mix() {
    let directory = two_scenarios(300);
    let directory = directory.path();
    thread::scope(|scope| {
        for turn in 0..12 {
            scope.spawn(move || {
                let file = if turn % 2 == 0 { "a/w.toml" } else { "b/w.toml" };
                let (code, messages) = run(directory, &[file, "-o", "o", "-q"]);
                assert_eq!((code, messages.as_str()), (Some(0), ""));
            });
        }
    });
    assert_eq!(names(&directory.join("o")), ALL);
    let page = fs::read_to_string(directory.join("o/w.html")).expect("a report");
    assert_ne!(page.contains("AAAA299"), page.contains("BBBB299"));
    assert!(page.ends_with("</html>"));
    let journal = fs::read(directory.join("o/w.journal")).expect("a journal");
    let head = head_in(&directory.join("o/w.html"));
    examine(&journal, None, JournalHead::START, Some(head)).expect("the journal of the report");
}

/// The tool where no file may be longer than 4 KiB: as on a disk that is full after that.
#[cfg(unix)]
fn run_with_little_room(directory: &Path, arguments: &str) -> (Option<i32>, String) {
    let tool: PathBuf = cargo_bin!("citygate").to_owned();
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{}' {arguments} > out.txt", tool.display());
    let mut shell = Command::new("sh");
    told(shell.current_dir(directory).args(["-c", &script]).output().expect("a shell"))
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_what_was_there_and_nothing_new() {
    let directory = two_scenarios(3);
    let directory = directory.path();
    let (code, messages) = run_with_little_room(directory, "a/w.toml -o o -q");
    assert_eq!(code, Some(1));
    assert!(messages.starts_with("o/w."), "{messages}");
    assert_eq!(names(&directory.join("o")), [""; 0], "no journal without its report either");
    run(directory, &["a/w.toml", "-o", "o"]);
    let before = fs::read(directory.join("o/w.html")).expect("a report");
    assert_eq!(run_with_little_room(directory, "b/w.toml -o o -q").0, Some(1));
    assert_eq!(names(&directory.join("o")), ALL);
    assert_eq!(fs::read(directory.join("o/w.html")).expect("a report"), before);
}

#[test]
fn a_place_that_is_no_directory_is_told_before_anything_is_printed() {
    let directory = two_scenarios(3);
    fs::write(directory.path().join("afile"), "x").expect("a file");
    for (language, message) in [("en", "this is no directory"), ("zh", "这不是目录")] {
        let arguments = ["a/w.toml", "--out", "afile", "--lang", language];
        let output = tool(directory.path(), &arguments).output().expect("the tool runs");
        assert!(output.stdout.is_empty());
        let (code, messages) = told(output);
        assert_eq!(code, Some(1));
        assert!(messages.starts_with(&format!("afile: {message}")), "{messages}");
    }
}

#[test]
fn a_closed_pipe_loses_no_report_and_is_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let directory = directory.path();
    let files: Vec<String> = (0..6).map(|index| format!("s{index}.toml")).collect();
    for file in &files {
        fs::write(directory.join(file), scenario(file, 400)).expect("a file");
    }
    for (options, message) in [(&["--json"][..], "standard output: "), (&["--lang", "zh"], "标准输出: ")]
    {
        let mut arguments = vec!["-q", "-o", "o"];
        arguments.extend(options);
        arguments.extend(files.iter().map(String::as_str));
        let mut command = tool(directory, &arguments);
        // Closed before the tool runs, so that it cannot be quicker.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().expect("the tool runs");
        let (code, messages) = told(child.wait_with_output().expect("an end"));
        assert_eq!(code, Some(1));
        assert!(messages.starts_with(message) && messages.lines().count() == 1, "{messages}");
        let language = if options[0] == "--json" { ".html" } else { ".zh-CN.html" };
        for file in &files {
            let report = directory.join("o").join(file.replace(".toml", language));
            assert!(report.exists(), "{}", report.display());
        }
    }
    // Without reports there is nothing more to do, but it is not told as done either.
    for arguments in [&["s0.toml", "s1.toml"][..], &["policies"], &["check", "s0.toml"]] {
        let mut command = tool(directory, arguments);
        // Closed before the tool runs, so that it cannot be quicker.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().expect("the tool runs");
        let (code, messages) = told(child.wait_with_output().expect("an end"));
        assert_eq!(
            (code, messages.contains("standard output")),
            (Some(1), true),
            "{arguments:?}: {messages}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_named_and_not_the_input() {
    let directory = two_scenarios(3);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    for arguments in
        [&["a/w.toml"][..], &["a/w.toml", "--json"], &["policies"], &["man"], &["completions", "fish"]]
    {
        let output = tool(directory.path(), arguments).stdout(full()).output().expect("the tool runs");
        let (code, messages) = told(output);
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(messages.starts_with("standard output: "), "{arguments:?}: {messages}");
    }
}

#[test]
fn results_and_reports_say_of_what_they_were_made() {
    let directory = two_scenarios(3);
    let directory = directory.path();
    let mut command = tool(directory, &["a/w.toml", "--json", "-o", "o"]);
    let output = command.env("SOURCE_DATE_EPOCH", "1768161600").output().expect("the tool runs");
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
    let made = &result["made"];
    let digest = |path: &str| {
        let content = fs::read(directory.join(path)).expect("a file");
        citygate_drill::text::hex(&citygate::event::content_digest(&content))
    };
    let scenario = digest("a/w.toml");
    assert_eq!(made["at"], "2026-01-11T20:00:00+00:00");
    assert_eq!(made["by"], concat!("citygate-drill ", env!("CARGO_PKG_VERSION")));
    assert_eq!(made["inputs"], serde_json::json!([{ "name": "w.toml", "sha256": scenario }]));
    let files = made["files"].as_array().expect("files");
    assert_eq!(files.len(), ALL.len() - 1, "all but the report itself");
    for file in files {
        let name = file["name"].as_str().expect("a name");
        assert_eq!(file["sha256"], digest(&format!("o/{name}")));
    }
    let page = fs::read_to_string(directory.join("o/w.html")).expect("a report");
    for part in [format!("{scenario} w.toml"), "2026-01-11T20:00:00+00:00".to_owned()] {
        assert!(page.contains(&part), "{part}");
    }
    let tag = result["exercise"]["journal"]["last_tag"].as_str().expect("a tag");
    let records = &result["exercise"]["journal"]["records"];
    assert!(page.contains(&format!("name=\"citygate-journal-head\" content=\"{records}:{tag}\"")));
}

#[test]
fn a_report_is_checked_against_its_journal_and_its_scenario() {
    let directory = two_scenarios(3);
    let directory = directory.path();
    fs::write(directory.join("key"), "07".repeat(32)).expect("a key");
    for key in [&[][..], &["--key-file", "key"]] {
        let with = |arguments: &[&str]| run(directory, &[arguments, key].concat());
        let result =
            tool(directory, &[&["a/w.toml", "--json", "-o", "o"], key].concat()).output().expect("a run");
        fs::write(directory.join("o/w.json"), result.stdout).expect("a result");
        with(&["a/w.toml", "-o", "o", "--lang", "zh"]);
        with(&["b/w.toml", "-o", "other"]);
        for report in ["o/w.html", "o/w.zh-CN.html", "o/w.json"] {
            let verify = ["verify", "o/w.journal", "--report", report];
            assert_eq!(with(&verify), (Some(0), String::new()), "{report}");
            let (code, messages) = with(&[&verify[..], &["--scenario", "a/w.toml"]].concat());
            assert_eq!((code, messages.as_str()), (Some(0), ""), "{report}");
            let (code, messages) = with(&[&verify[..], &["--scenario", "b/w.toml"]].concat());
            assert_eq!(code, Some(2));
            assert!(messages.contains("made of another scenario than b/w.toml"), "{messages}");
            let (code, messages) = with(&["verify", "other/w.journal", "--report", report]);
            assert_eq!(code, Some(2));
            assert!(messages.contains("it tells of a journal with the head"), "{messages}");
            // A figure that somebody changed.
            let text = fs::read_to_string(directory.join(report)).expect("a report");
            let changed = text.replacen("AAAA1", "AAAA7", 1);
            assert_ne!(changed, text);
            fs::write(directory.join("changed"), changed).expect("a file");
            let verify = ["verify", "o/w.journal", "--report", "changed", "--scenario", "a/w.toml"];
            let (code, messages) = with(&verify);
            assert_eq!(code, Some(2));
            assert!(
                messages.contains("is not what comes of the scenario") && messages.contains("AAAA7"),
                "{messages}"
            );
            let (code, messages) = with(&[&verify[..], &["--lang", "zh"]].concat());
            assert_eq!((code, messages.contains("与情景的结果不符")), (Some(2), true), "{messages}");
        }
        let (code, messages) = with(&["verify", "o/w.journal", "--report", "a/w.toml"]);
        assert_eq!((code, messages.contains("this is no report")), (Some(1), true), "{messages}");
        assert_eq!(with(&["verify", "o/w.journal", "--scenario", "a/w.toml"]).0, Some(2));
        fs::remove_dir_all(directory.join("o")).expect("a directory");
        fs::remove_dir_all(directory.join("other")).expect("a directory");
    }
}
