//! The command line: what goes where, and the exit codes.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use citygate::policy::regimes;
use citygate_drill::cli::parse::definition;
use citygate_drill::messages::language::Language;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn drill(arguments: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("citygate");
    command.current_dir(root()).env("SOURCE_DATE_EPOCH", "1768161600").args(arguments);
    command
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn json_is_one_object_a_line_in_the_order_of_the_files_and_nothing_else() {
    let files = ["scenarios/winter-day.toml", "scenarios/tengzhou-2017.toml", "scenarios/winter-day.toml"];
    let output = drill(&["--json"]).args(files).assert().code(0).get_output().clone();
    let titles: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("an object"))
        .map(|result| result["title"].as_str().expect("a title").to_owned())
        .collect();
    assert_eq!(titles.len(), 3);
    assert_eq!(titles[1], "Tengzhou gate station, December 2017");
    assert_eq!(titles[0], titles[2]);
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn reports_are_named_after_the_scenarios_and_the_language() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().join("a/b");
    let out = out.to_str().expect("a path");
    let files = ["scenarios/tengzhou-2017.toml", "scenarios/winter-day.toml"];
    drill(&["--out", out]).args(files).assert().code(0);
    drill(&["--out", out, "--lang", "zh"]).args(files).assert().code(0);
    let mut names: Vec<String> = fs::read_dir(out)
        .expect("the directory is made")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    let kinds = ["html", "notices.csv", "notices.html", "notices.xlsx", "users.csv", "users.xlsx"];
    let in_chinese = |kind: &str| match kind.split_once('.') {
        Some((kind, extension)) => format!("{kind}.zh-CN.{extension}"),
        None => format!("zh-CN.{kind}"),
    };
    let both = kinds.into_iter().flat_map(|kind| [kind.to_owned(), in_chinese(kind)]);
    let stems = ["tengzhou-2017", "winter-day"];
    let mut expected: Vec<String> =
        both.flat_map(|kind| stems.map(|stem| format!("{stem}.{kind}"))).collect();
    expected.sort();
    assert_eq!(names, expected);
}

#[test]
fn a_report_does_not_depend_on_what_is_reported_beside_it() {
    let directory = tempfile::tempdir().expect("a directory");
    let report = |out: &str, files: &[&str]| {
        let out = directory.path().join(out);
        let mut command = drill(&["--out", out.to_str().expect("a path")]);
        command.env("SOURCE_DATE_EPOCH", "1768161600").args(files).assert().code(0);
        fs::read(out.join("winter-day.html")).expect("a report")
    };
    let alone: Vec<u8> = report("alone", &["scenarios/winter-day.toml"]);
    let beside = report("beside", &["scenarios/tengzhou-2017.toml", "scenarios/winter-day.toml"]);
    assert_eq!(alone, beside);
}

#[test]
fn a_report_that_cannot_be_written_is_a_failure_but_not_bad_input() {
    let directory = tempfile::tempdir().expect("a directory");
    let taken = directory.path().join("taken");
    fs::write(&taken, "a file").expect("a file");
    let output = drill(&["--out", taken.to_str().expect("a path"), "scenarios/tengzhou-2017.toml"]).assert();
    let output = output.code(1).get_output().clone();
    assert!(text(&output.stderr).starts_with(taken.to_str().expect("a path")), "{}", text(&output.stderr));
}

#[test]
fn usage_errors_are_bad_input() {
    drill(&[]).assert().code(2);
    drill(&["--lang", "fr", "scenarios/tengzhou-2017.toml"]).assert().code(2);
    drill(&["--jsn", "scenarios/tengzhou-2017.toml"]).assert().code(2);
    drill(&["--help"]).assert().code(0);
    drill(&["--version"]).assert().code(0);
    for beside in ["--json", "--out=report", "-oreport"] {
        let output =
            drill(&[beside, "check", "scenarios/tengzhou-2017.toml"]).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains("do not go with a command"), "{}", text(&output.stderr));
    }
}

/// Not a word of clap's own English is left, whatever is wrong.
#[test]
fn usage_errors_are_told_in_chinese() {
    for (arguments, says) in [
        (&["--foo", "x.toml"][..], "没有选项或参数“--foo”"),
        (&["--jsn", "x.toml"], "是否要写：--json"),
        (&["--out"], "“--out <DIR>”须有值"),
        (&["--force", "x.toml"], "缺少必需的参数：--out <DIR>"),
        (&["--json", "--json", "x.toml"], "“--json”只能写一次"),
        (&["check"], "缺少必需的参数：<FILE>..."),
        (&["check", "x.toml", "--csv"], "没有选项或参数“--csv”"),
        (&["compare", "a", "b", "c"], "没有选项或参数“c”"),
        (&["init", "--table", "xls"], "“--table <TABLE>”不能取值“xls”；可取：xlsx、csv"),
        (&["verify", "j", "--zone", "Mars"], "“--zone <ZONE>”不能取值“Mars”"),
        (&["verify", "j", "--scenario", "s.toml"], "缺少必需的参数：--report <REPORT>"),
        (&["--quiet=yes", "x.toml"], "“--quiet”"),
        (&["completions", "cmd"], "可取：bash"),
        (&["--json", "policies"], "情景文件及推演的选项不能与子命令同用"),
    ] {
        let output = drill(&["--lang", "zh"]).args(arguments).assert().code(2).get_output().clone();
        let told = text(&output.stderr);
        assert!(told.starts_with("错误：") && told.contains(says), "{arguments:?}: {told}");
        let english =
            ["error", "argument", "value", "Usage", "For more", "required", "tip", "possible", "found"];
        for word in english {
            assert!(!told.contains(word), "{arguments:?}: {word}: {told}");
        }
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn languages_are_known_by_any_of_their_usual_codes() {
    let print = |language: &str| {
        let output = drill(&["--lang", language, "scenarios/tengzhou-2017.toml"])
            .assert()
            .code(0)
            .get_output()
            .clone();
        text(&output.stdout).to_owned()
    };
    let (english, chinese) = (print("en"), print("zh"));
    assert_ne!(english, chinese);
    for code in ["ZH", "zh_CN", "zh-CN", "zh_CN.UTF-8", "zh-Hans"] {
        assert_eq!(print(code), chinese, "{code}");
    }
    for code in ["EN", "en_GB.UTF-8"] {
        assert_eq!(print(code), english, "{code}");
    }
    for code in ["fr", "", "zhong", "english"] {
        let output =
            drill(&["--lang", code, "scenarios/tengzhou-2017.toml"]).assert().code(2).get_output().clone();
        assert!(text(&output.stderr).contains("write en, or zh for Chinese"), "{code}");
    }
}

/// What a command prints.
fn printed(arguments: &[&str]) -> String {
    let output = drill(arguments).assert().code(0).get_output().clone();
    assert_eq!(text(&output.stderr), "", "{arguments:?}");
    text(&output.stdout).to_owned()
}

#[test]
fn options_for_all_commands_stand_before_or_behind_the_command() {
    let before = printed(&["--lang", "zh", "-q", "policies"]);
    assert_eq!(before, printed(&["policies", "--lang=zh", "--quiet"]));
    assert!(before.starts_with("jilin-2024（"), "{before}");
}

#[test]
fn every_command_and_option_is_explained_in_both_languages() {
    let (english, chinese) = (definition(Language::En), definition(Language::Zh));
    let mut pairs = vec![(&english, &chinese)];
    for command in english.get_subcommands() {
        pairs.push((command, chinese.find_subcommand(command.get_name()).expect("the same commands")));
    }
    assert!(pairs.len() > 5);
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
    for (english, chinese) in pairs {
        let name = english.get_name();
        assert!(!english.get_about().expect("help").to_string().is_empty(), "{name}");
        assert!(is_chinese(&chinese.get_about().expect("help").to_string()), "{name}");
        for argument in english.get_arguments() {
            let id = argument.get_id().as_str();
            let same =
                chinese.get_arguments().find(|other| other.get_id() == id).expect("the same arguments");
            assert!(!argument.get_help().expect("help").to_string().is_empty(), "{name} {id}");
            assert!(is_chinese(&same.get_help().expect("help").to_string()), "{name} {id}");
        }
    }
}

#[test]
fn help_is_in_the_language_asked_for() {
    for arguments in
        [&["--lang", "zh", "--help"][..], &["-h", "--lang=ZH"], &["--lang", "zh_CN", "verify", "--help"]]
    {
        let help = printed(arguments);
        assert!(help.contains("用法：citygate ") && help.contains("[选项]"), "{help}");
        for english in ["Usage", "Options", "OPTIONS", "Arguments", "Print"] {
            assert!(!help.contains(english), "{english}: {help}");
        }
    }
    assert!(printed(&["verify", "--help"]).contains("Usage: citygate verify [OPTIONS] <FILE>"));
}

#[test]
fn standard_input_is_a_scenario_as_any_file() {
    let file = "scenarios/tengzhou-2017.toml";
    let content = fs::read(root().join(file)).expect("a scenario");
    for options in [&["--json"][..], &["--lang", "zh"]] {
        let output =
            drill(options).arg("-").write_stdin(content.clone()).assert().code(0).get_output().clone();
        let of_file = printed(&[options, &[file]].concat());
        assert_eq!(text(&output.stdout).replace("<stdin>", "tengzhou-2017.toml"), of_file);
    }
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().to_str().expect("a path");
    drill(&["-o", out, "-"]).write_stdin(content.clone()).assert().code(0);
    assert!(directory.path().join("stdin.html").exists());
    let output =
        drill(&["check", "-"]).write_stdin("format = 1\ntitle = 5\n").assert().code(2).get_output().clone();
    assert!(text(&output.stderr).starts_with("<stdin>:2: title: "), "{}", text(&output.stderr));
    let output = drill(&["-", "-"]).write_stdin(content).assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("can be read only once"), "{}", text(&output.stderr));
}

#[test]
fn check_says_what_is_wrong_and_writes_nothing() {
    let right = "scenarios/tengzhou-2017.toml";
    assert_eq!(printed(&["check", right]), format!("{right}: nothing wrong\n"));
    assert_eq!(printed(&["check", right, "--lang", "zh"]), format!("{right}: 未发现错误\n"));
    let output = drill(&["check", right, "no-such-file.toml"]).assert().code(2).get_output().clone();
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).starts_with("no-such-file.toml: the file cannot be read"));
}

#[test]
fn every_built_in_order_is_listed_with_its_steps_and_sources() {
    let steps: usize = regimes::all().map(|order| order.policy().steps().len()).sum();
    for (language, place) in [("en", "\n  place "), ("zh", "\n  第")] {
        let list = printed(&["policies", "--lang", language]);
        assert_eq!(list.matches(place).count(), steps, "{list}");
        for order in regimes::all() {
            assert!(list.contains(order.name()), "{list}");
        }
    }
    let one = printed(&["policies", "shanxi-2017"]);
    assert!(one.starts_with("shanxi-2017 (") && !one.contains("jilin-2024 "), "{one}");
    let output = drill(&["policies", "shanxi"]).assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("\"shanxi\"; there are jilin-2024"), "{}", text(&output.stderr));
}

#[test]
fn completions_and_the_manual_page_name_every_command() {
    let page = printed(&["man"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        for command in definition(Language::En).get_subcommands() {
            assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            assert!(page.contains(command.get_name()), "{}", command.get_name());
        }
    }
}

#[test]
fn colours_are_for_terminals_alone() {
    for arguments in [&["no-such-file"][..], &["--help"], &["--jsn"], &["scenarios/winter-day.toml"]] {
        let output = drill(arguments).output().expect("the tool runs");
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{arguments:?}");
    }
}

const OWN_ATTRIBUTE: &str = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
supply = 5.0

[policy]
name = "own"

[[policy.step]]
classes = ["chemical"]
attributes_all = ["interuptible"]
target = "demand"
share = "pro_rata"

[[policy.step]]
classes = ["chemical"]
target = "demand"
share = "pro_rata"

[[user]]
id = "a"
class = "chemical"
demand = 10.0
attributes = ["interruptible"]
"#;

#[test]
fn an_attribute_that_nobody_has_is_remarked_on_unless_quiet() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("own.toml");
    fs::write(&path, OWN_ATTRIBUTE).expect("a file");
    let path = path.to_str().expect("a path");
    let output = drill(&["--json", path]).assert().code(0).get_output().clone();
    let remark = format!(
        "remark: {path}:13: policy.step.attributes_all: no user has the attribute \"interuptible\", which is not a \
         standard one\n"
    );
    assert_eq!(text(&output.stderr), remark);
    let output = drill(&["--json", "--quiet", path]).assert().code(0).get_output().clone();
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn a_policy_file_holds_a_table_or_its_keys() {
    let directory = tempfile::tempdir().expect("a directory");
    let steps = |prefix: &str| {
        format!("[[{prefix}step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"pro_rata\"\n")
    };
    let scenario = "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"p/own.toml\"\nsupply = 5.0\n\
                    [[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 10.0\n";
    let path = directory.path().join("scenario.toml");
    fs::write(&path, scenario).expect("a file");
    fs::create_dir(directory.path().join("p")).expect("a directory");
    let mut results = Vec::new();
    for policy in [
        format!("[policy]\nname = \"own order\"\n{}", steps("policy.")),
        format!("name = \"own order\"\n{}", steps("")),
    ] {
        fs::write(directory.path().join("p/own.toml"), policy).expect("a file");
        let output = drill(&["--json", path.to_str().expect("a path")]).assert().code(0).get_output().clone();
        let mut result: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
        let made =
            result.as_object_mut().and_then(|result| result.remove("made")).expect("what it was made of");
        assert_eq!(made["inputs"][1]["name"], "own.toml");
        results.push(result);
    }
    assert_eq!(results[0]["policy"], "own order");
    assert_eq!(results[0], results[1]);
}

#[test]
fn every_example_is_solved_in_every_form() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().to_str().expect("a path");
    let mut count = 0;
    for entry in fs::read_dir(root().join("scenarios")).expect("examples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let path = path.to_str().expect("a path");
            for language in ["en", "zh"] {
                drill(&["--out", out, "--lang", language, path]).assert().code(0);
            }
            drill(&["--json", path]).assert().code(0);
            count += 1;
        }
    }
    assert!(count >= 4, "{count} examples");
}

#[test]
fn two_results_are_compared_user_by_user() {
    let directory = tempfile::tempdir().expect("a directory");
    let scenario = |supply: &str, users: &str| {
        format!(
            "format = 1\ntitle = \"s {supply}\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = {supply}\n{users}"
        )
    };
    let user = |id: &str, class: &str, demand: &str| {
        format!("[[user]]\nid = \"{id}\"\nclass = \"{class}\"\ndemand = {demand}\n")
    };
    let homes = user("homes", "residential", "70.0");
    let (works, plant) = (user("works", "chemical", "30.0"), user("plant", "chemical", "5.0"));
    let a = directory.path().join("a.toml");
    let b = directory.path().join("b.toml");
    fs::write(&a, scenario("80.0", &format!("{homes}{works}"))).expect("a file");
    fs::write(&b, scenario("95.5", &format!("{homes}{works}{plant}"))).expect("a file");
    let (a, b) = (a.to_str().expect("a path"), b.to_str().expect("a path"));
    let ahead = printed(&["compare", a, b]);
    let row =
        |id: &str, page: &str| page.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert!(row("works", &ahead).ends_with("+11.85"), "{ahead}");
    assert!(row("plant", &ahead).ends_with("+3.642"), "{ahead}");
    assert!(
        ahead.contains("1 user wants and gets the same in both") && row("homes", &ahead).is_empty(),
        "{ahead}"
    );
    // The other way round, and with results instead of scenarios.
    let result = directory.path().join("b.json");
    fs::write(&result, printed(&["--json", b])).expect("a file");
    let back = printed(&["compare", result.to_str().expect("a path"), a, "--lang", "zh"]);
    assert!(row("works", &back).ends_with("−11.85"), "{back}");
    assert!(back.contains("1个用户"), "{back}");
    // An exercise is compared over the whole of it.
    let exercise = "scenarios/three-day-shortage.toml";
    assert!(printed(&["compare", exercise, exercise]).contains("same in both"));
    let output = drill(&["compare", exercise, a]).assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("compare like with like"), "{}", text(&output.stderr));
    fs::write(&result, "{\"format\": 1}").expect("a file");
    let output =
        drill(&["compare", a, result.to_str().expect("a path")]).assert().code(2).get_output().clone();
    assert!(text(&output.stderr).contains("no result as --json prints it"), "{}", text(&output.stderr));
}
