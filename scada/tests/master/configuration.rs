//! The configuration file and the command line: what is wrong is said, with the line and what would be right.

use std::process::{Command, Output};

use super::process::program;

const GATE: &str = "gate = east\naddress = 127.0.0.1\nport = 1502\ncapacity_m3_per_h = 1000\n";

fn with(text: &str, supply: Option<&str>) -> Option<Output> {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("master.conf");
    std::fs::write(&path, text).expect("it is written");
    let mut command = Command::new(program()?);
    if let Some(supply) = supply {
        let file = directory.path().join("supply");
        std::fs::write(&file, supply).expect("it is written");
        command.arg("--supply").arg(file);
    }
    Some(command.arg(path).output().expect("it runs"))
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let cases: &[(&str, &str)] = &[
        ("", ":0: there is no gate"),
        ("nonsense\n", ":1: nonsense; write key = value"),
        ("speed = 1\n", ":1: speed; there is no such key"),
        ("cycle_ms = fast\n", ":1: cycle_ms; write a whole number, 100 to 60000"),
        ("cycle_ms = 99\n", ":1: cycle_ms; "),
        ("cycle_ms = 60001\n", ":1: cycle_ms; "),
        ("cycle_ms = 18446744073709551717\n", ":1: cycle_ms; "),
        ("cycle_ms = -5\n", ":1: cycle_ms; "),
        ("cycle_ms =\n", ":1: cycle_ms; "),
        ("# remark\n\ncycle_ms = 500\ncycle_ms = 500\n", ":4: cycle_ms; it is stated twice"),
        ("port = 502\n", ":1: port; it belongs to a gate"),
        ("gate =\n", ":1: gate; write something"),
        ("gate = the east\n", ":1: gate; write a name without spaces"),
        ("gate = a-name-that-is-much-too-long-for-a-gate\n", ":1: gate; write something shorter"),
        ("gate = east\naddress = localhost\n", ":2: address; write an IPv4 address"),
        ("gate = east\nport = 0\n", ":2: port; "),
        ("gate = east\nunit = 248\n", ":2: unit; "),
        ("gate = east\ncapacity_m3_per_h = 4294967\n", ":2: capacity_m3_per_h; "),
        ("gate = east\naddress = 127.0.0.1\n", ":2: east; a gate needs address and capacity_m3_per_h"),
        ("gate = east\ngate = west\n", ":2: east; a gate needs"),
    ];
    for (text, said) in cases {
        let Some(output) = with(text, None) else { return };
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(said), "{text:?}: {error}");
        assert_eq!(output.status.code(), Some(2), "{text:?}");
        assert!(output.stdout.is_empty(), "{text:?}");
    }
}

#[test]
fn gates_do_not_contradict_each_other() {
    let two = |more: &str| format!("{GATE}{more}");
    let seventeen: String = (0..17)
        .map(|gate| {
            format!("gate = g{gate}\naddress = 127.0.0.1\nport = {}\ncapacity_m3_per_h = 1\n", 1000 + gate)
        })
        .collect();
    let cases = [
        (two("guaranteed_m3_per_h = 1001\n"), "east; what is guaranteed is at most the capacity"),
        (two("capacity_m3_per_h = 5\n"), "capacity_m3_per_h; it is stated twice"),
        (two(GATE), "east; there is a gate of this name already"),
        (two(&GATE.replace("east", "west")), "west; another gate has this address, port and unit"),
        (
            two("gate = west\naddress = 127.0.0.1\nport = 1503\ncapacity_m3_per_h = 1000\ncycle_ms = 700\n"),
            "it is at least 800",
        ),
        (seventeen, "too many gates"),
        ("x".repeat(600), "the line is too long"),
    ];
    for (text, said) in cases {
        let Some(output) = with(&text, None) else { return };
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(said), "{text:?}: {error}");
        assert_eq!(output.status.code(), Some(2), "{text:?}");
    }
}

#[test]
fn a_supply_that_is_no_number_in_whole_is_refused() {
    for supply in
        ["", "25000", "25000 \n1", "lots\n", "-1\n", "nan\n", "4294968\n", "inf\n", "0x10\n", "1 2\n"]
    {
        let Some(output) = with(GATE, Some(supply)) else { return };
        assert_eq!(output.status.code(), Some(2), "{supply:?}: {output:?}");
        assert!(!output.stderr.is_empty(), "{supply:?}");
    }
}

#[test]
fn a_command_line_that_is_wrong_is_explained() {
    for arguments in [&[][..], &["--fast", "x"], &["a", "b"], &["--supply"], &["x", "--supply"]] {
        let Some(program) = program() else { return };
        let output = Command::new(program).args(arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--verbose"), "{arguments:?}");
    }
    let Some(program) = program() else { return };
    let output = Command::new(program).arg("/nowhere/master.conf").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/master.conf: "));
}
