//! What is wrong with a file is told all at once, in both languages, without anything that a terminal would obey.

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use citygate_drill::messages::language::Language;
use citygate_drill::read::scenario::{open, parse, parse_in};

const TOP: &str =
    "format = 1\ntitle = \"t\"\nsource = \"s\"\nunit = \"m3/h\"\npolicy = \"jilin-2024\"\nsupply = 100.0\n";
const USER: &str = "[[user]]\nid = \"a\"\nclass = \"chemical\"\ndemand = 1.0\n";

fn problems(text: &str) -> Vec<String> {
    let found = parse("s.toml", text, Path::new("")).expect_err("a fault");
    found.iter().map(ToString::to_string).collect()
}

fn remarks(text: &str) -> Vec<String> {
    let scenario = parse("s.toml", text, Path::new("")).unwrap_or_else(|problems| panic!("{problems:?}"));
    scenario.remarks.iter().map(ToString::to_string).collect()
}

/// What each message begins with.
fn assert_told(text: &str, expected: &[&str]) {
    let found = problems(text);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
}

#[test]
fn unknown_keys_wrong_types_and_what_is_wrong_elsewhere_are_told_together() {
    let text = "format = 1
title = 7
source = \"s\"
unit = \"m3/h\"
policy = \"jilin-2025\"
suply = 100.0
trend = \"widenning\"

[[node]]
id = \"gate\"
capasity = 3.0

[[user]]
id = \"a\"
clas = \"chemical\"
demand = \"lots\"
minimum = -1.0

[[user]]
id = [\"b\"]
class = \"chemicals\"
demand = 1.0
node = \"gat\"
";
    assert_told(
        text,
        &[
            "s.toml:11: node.capasity: unknown key \"capasity\", did you mean \"capacity\"?; known here: ",
            "s.toml:15: user.clas: unknown key \"clas\", did you mean \"class\"?; known here: \"id\", ",
            "s.toml:16: user.demand: the text \"lots\" is written here; write a number, such as 4000.0",
            "s.toml:20: user.id: a list is written here; write a text in quotes",
            "s.toml:6: suply: unknown key \"suply\", did you mean \"supply\"?; known here: ",
            "s.toml:2: title: the number 7 is written here; write a text",
            "s.toml:7: trend: unknown trend \"widenning\", did you mean \"widening\"?; write ",
            "s.toml:5: policy: unknown policy \"jilin-2025\", did you mean \"jilin-2024\"?; write ",
            "s.toml:17: user.minimum: -1.0 is negative; write 0.0 or more",
            "s.toml:21: user.class: unknown class \"chemicals\", did you mean \"chemical\"?; write ",
            "s.toml:23: user.node: there is no node \"gat\", did you mean \"gate\"?; write the id of a [[node]]",
        ],
    );
}

/// A key that was told is not missing as well, and an entry that held nothing else is not empty.
#[test]
fn what_was_told_once_is_not_told_again() {
    assert_told(&format!("{TOP}user = 3\n"), &["s.toml:7: user: the number 3 is written here; write a list"]);
    assert_told(
        &format!("{TOP}user = [3]\n"),
        &["s.toml:7: user: the number 3 is written here; write a table"],
    );
    assert_told(
        &format!("{TOP}normal_supply = \"x\"\n{USER}[[timeline]]\nat_h = 1.0\nsuply = 3.0\n"),
        &["s.toml:14: timeline.suply: ", "s.toml:7: normal_supply: "],
    );
    assert_told(
        &format!("{TOP}{USER}[horizon]\nperiod_h = 1.0\nsupply = [1.0, \"x\", 2.0]\n"),
        &["s.toml:13: horizon.supply: the text \"x\" is written here"],
    );
}

#[test]
fn a_policy_file_is_found_fault_with_as_a_whole() {
    let directory = tempfile::tempdir().expect("a directory");
    let policy =
        "name = 3\n[[step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"equall\"\nlimt = 1\n";
    fs::write(directory.path().join("p.toml"), policy).expect("a file");
    let path = directory.path().join("s.toml");
    fs::write(&path, format!("{TOP}{USER}").replace("jilin-2024", "p.toml").replace("1.0", "-1.0"))
        .expect("a file");
    let found: Vec<String> = open(&path).expect_err("a fault").iter().map(ToString::to_string).collect();
    let expected = [
        ("p.toml:1: name: ", "the number 3"),
        ("p.toml:6: step.limt: ", "unknown key \"limt\""),
        ("p.toml:5: step.share: ", "did you mean \"equal\"?"),
        ("s.toml:10: user.demand: ", "-1.0 is negative"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (place, message) in expected {
        assert!(
            found.iter().any(|found| found.contains(place) && found.contains(message)),
            "{place}: {found:#?}"
        );
    }
}

#[test]
fn a_circle_of_nodes_hides_no_wrong_node_of_a_user() {
    let text = format!(
        "{TOP}[[node]]\nid = \"gate\"\n[[node]]\nid = \"east\"\nparent = \"west\"\n[[node]]\nid = \"west\"\nparent = \"east\"\n{USER}node = \"nort\"\n"
    );
    assert_told(
        &text,
        &[
            "s.toml:11: node.parent: node \"east\" is its own ancestor",
            "s.toml:19: user.node: there is no node \"nort\"",
        ],
    );
    let text = format!("{TOP}[[node]]\nid = \"gate\"\ncapacity = -1.0\n{USER}node = \"gates\"\n");
    assert_told(
        &text,
        &[
            "s.toml:9: node.capacity: ",
            "s.toml:14: user.node: there is no node \"gates\", did you mean \"gate\"?",
        ],
    );
}

#[test]
fn wrong_users_hide_nothing_in_the_time_line_and_a_horizon_without_supply_nothing_behind_it() {
    let text = format!("{TOP}normal_supply = 1.0\n{USER}rank = -1\n[[timeline]]\nat_h = -1.0\n");
    assert_told(&text, &["s.toml:12: user.rank: ", "s.toml:14: timeline.at_h: "]);
    let text = format!("{TOP}{USER}[horizon]\nperiod_h = 1.0\nstorage = {{ stock = -1.0 }}\n");
    assert_told(
        &text,
        &[
            "s.toml:11: horizon.supply: ",
            "s.toml:13: horizon.storage.stock: ",
            "s.toml:13: horizon.storage.withdrawal: ",
        ],
    );
}

/// Where it is, the line as it stands with a mark, and what is likely meant: for every line that is no TOML.
#[test]
fn faults_of_the_toml_itself_are_shown() {
    let text = format!("{TOP}{USER}").replace("demand = 1.0", "demand = ９００").replace("\"t\"", "“冬天”");
    let found = problems(&text);
    assert_eq!(found.len(), 2, "{found:#?}");
    let lines: Vec<&str> = found[0].lines().collect();
    assert!(lines[0].starts_with("s.toml:2: column 9: this is not TOML: "), "{found:?}");
    assert!(lines[0].ends_with("; write straight quotes, \"…\""), "{found:?}");
    assert_eq!(lines[1..], ["    title = “冬天”", "            ^"]);
    let lines: Vec<&str> = found[1].lines().collect();
    assert!(lines[0].starts_with("s.toml:10: column 10: this is not TOML: "), "{found:?}");
    assert!(
        lines[0].ends_with("; write digits, points, commas and signs of half width, as in 900.5"),
        "{found:?}"
    );
    assert_eq!(lines[1..], ["    demand = ９００", "             ^"]);
    for (value, hint) in [
        ("90000 m3/h", "write the number alone; the unit of all of them is said by unit"),
        ("90,000", "write a number without separators and with a point, as in 90000.5"),
    ] {
        let found = problems(&format!("{TOP}{USER}").replace("demand = 1.0", &format!("demand = {value}")));
        assert!(found[0].lines().next().is_some_and(|line| line.ends_with(hint)), "{found:?}");
        assert!(found[0].contains(&format!("    demand = {value}\n")), "{found:?}");
    }
}

#[test]
fn everything_is_told_in_chinese_where_chinese_is_asked_for() {
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut count = 0;
    for entry in fs::read_dir(&bad).expect("bad input") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        let english = parse_in("s.toml", &text, &bad, Language::En).expect_err("a fault");
        let chinese = parse_in("s.toml", &text, &bad, Language::Zh).expect_err("a fault");
        assert_eq!(english.len(), chinese.len(), "{}", path.display());
        for (english, chinese) in english.iter().zip(&chinese) {
            assert_eq!(
                (&english.file, english.line, &english.key),
                (&chinese.file, chinese.line, &chinese.key)
            );
            let is_chinese = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
            assert!(chinese.message.contains(is_chinese), "{}: {chinese}", path.display());
            assert_ne!(english.message, chinese.message);
        }
        count += 1;
    }
    assert!(count > 130);
}

/// Control characters of a key, a value, a name of a file and a line of TOML are written out.
#[test]
fn nothing_of_the_input_moves_the_cursor() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = |name: &str, text: &str| {
        let path = directory.path().join(name);
        fs::write(&path, text).expect("a file");
        path
    };
    let paths = [
        file("key.toml", &format!("{TOP}\"x\\u001b[31mRED\\n\\r\\u202e\" = 3\n{USER}")),
        file("value.toml", &format!("{TOP}trend = \"\\u001b[31m\\u009b\"\n{USER}")),
        file("line.toml", "format = 1\ntitle = \u{9b}31m\u{202e}\n"),
        file("esc\u{1b}[31m.toml", "format = 1\n"),
        file(
            "columns.toml",
            &format!("{TOP}users = {{ file = \"u.csv\", columns = {{ \"\\u001b[31m\" = \"id\" }} }}\n"),
        ),
        file("of-table.toml", &format!("{TOP}users = \"u.csv\"\n")),
        file("policy.toml", &format!("{TOP}{USER}").replace("jilin-2024", "\\u001b[31m.toml")),
    ];
    file("u.csv", "id,class,demand,\u{1b}[31m\na,\u{1b}[31m,\u{1b}[31m\n");
    for language in ["en", "zh"] {
        for path in &paths {
            let output =
                cargo_bin_cmd!("citygate").args(["--lang", language]).arg(path).output().expect("it runs");
            assert_eq!(output.status.code(), Some(2), "{}", path.display());
            let messages = String::from_utf8(output.stderr).expect("text");
            let moves = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!messages.contains(moves), "{messages:?}");
        }
    }
    let found = problems(&format!("{TOP}\"x\\u001b[31mRED\\n\\r\" = 3\n{USER}"));
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("s.toml:7: x\\u{1b}[31mRED\\u{a}\\u{d}: unknown key "), "{found:?}");
}

#[test]
fn a_start_that_cannot_be_told_is_called_what_it_is() {
    let of = |start: &str| {
        format!(
            "{TOP}normal_supply = 1.0\n{USER}[exercise]\nstart = {start}\nend_h = 6.0\n[[timeline]]\nat_h = 1.0\nnote = \"x\"\n"
        )
    };
    let found = problems(&of("9999-12-31T23:30:00Z"));
    assert!(
        found[0]
            .contains("no date with a time and a time zone after 1970 and no later than 9999-12-30T22:00Z"),
        "{found:?}"
    );
    let found = problems(&of("9999-12-30T20:00:00Z"));
    assert!(
        found[0].starts_with("s.toml:13: exercise.start: it would end after 9999-12-30T22:00Z"),
        "{found:?}"
    );
    assert!(parse("s.toml", &of("9999-12-30T15:00:00Z"), Path::new("")).is_ok());
}

const TARGETS: &str = r#"
format = 1
title = "t"
source = "s"
unit = "m3/h"
supply = 10.0
[policy]
name = "own"
[[policy.step]]
classes = ["chemical"]
target = { permille_of_demand = 300 }
share = "pro_rata"
[[policy.step]]
classes = ["chemical"]
target = "demand"
share = "pro_rata"
[[user]]
id = "furnace"
class = "chemical"
demand = 10.0
minimum = 4.0
[[user]]
id = "oven"
class = "chemical"
demand = 10.0
minimum = 3.001
[[user]]
id = "boiler"
class = "chemical"
demand = 10.0
minimum = 3.0
"#;

#[test]
fn a_target_below_a_minimum_is_remarked_upon() {
    let found = remarks(TARGETS);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with(
            "s.toml:9: policy.step: for user \"furnace\" and for 1 others the step asks for less"
        ),
        "{found:?}"
    );
    let served = TARGETS.replacen(
        "[[policy.step]]",
        "[[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"minimum\"\nshare = \"pro_rata\"\n[[policy.step]]",
        1,
    );
    assert_eq!(remarks(&served), [""; 0]);
    assert_eq!(remarks(&TARGETS.replace("300", "400")), [""; 0]);
}

/// One station's file runs under two orders: what an order does not ask for is remarked upon.
#[test]
fn attributes_that_an_order_does_not_ask_for_are_a_remark_where_they_are_known() {
    let text = format!(
        "{TOP}attributes = [\"export\"]\n{USER}attributes = [\"export\", \"interruptible\", \"export\"]\n"
    );
    let found = remarks(&text);
    assert_eq!(
        found,
        ["s.toml:12: user.attributes: this order does not ask for \"export\": it makes no difference here"]
    );
    let asked = text.replace("jilin-2024", "own").replace("policy = \"own\"\n", "")
        + "[policy]\nname = \"own\"\n[[policy.step]]\nclasses = [\"chemical\"]\nattributes_all = [\"export\"]\nattributes_none = [\"interruptible\"]\ntarget = \"demand\"\nshare = \"equal\"\n[[policy.step]]\nclasses = [\"chemical\"]\ntarget = \"demand\"\nshare = \"equal\"\n";
    assert_eq!(remarks(&asked), [""; 0]);
    let unknown = text.replace("attributes = [\"export\"]\n", "");
    assert!(problems(&unknown)[0].starts_with("s.toml:11: user.attributes: unknown attribute \"export\""));
    let chinese = format!("{TOP}{USER}attributes = [\"可中断用户\"]\n");
    assert_eq!(remarks(&chinese), [""; 0]);
}

#[test]
fn a_factor_of_zero_is_told_to_stop_a_class_by_order() {
    let text = format!(
        "{TOP}{USER}[horizon]\nperiod_h = 1.0\nsupply = [1.0, 1.0]\ndemand = {{ chemical = [1.0, 0.0], heating = [0.5, 1.0] }}\n"
    );
    let found = remarks(&text);
    assert!(found[0].contains("supply: the supply of the horizon's periods is shared out"), "{found:?}");
    assert!(
        found[1].starts_with("s.toml:14: horizon.demand.chemical: a factor of 0 stops \"chemical\" by order"),
        "{found:?}"
    );
    assert_eq!(found.len(), 2);
    let text =
        format!("{TOP}normal_supply = 1.0\n{USER}[[timeline]]\nat_h = 1.0\ndemand = {{ chemical = 0 }}\n");
    assert!(
        remarks(&text)[0].starts_with("s.toml:14: timeline.demand.chemical: a factor of 0"),
        "{:?}",
        remarks(&text)
    );
}
