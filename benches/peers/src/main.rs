//! citygate next to what people use for the same jobs: answers compared, then times taken in turn. scripts/peers runs it.
//!
//! `citygate-peers PYTHON OUTPUT [--quick | --smoke] [--long]`: the interpreter that has the packages, the file of data.

mod batch;
mod c;
mod clock;
mod contest;
mod draw;
mod horizon;
mod python;
mod results;
mod station;
mod tree;

use std::path::{Path, PathBuf};
use std::process::Command;

use contest::{Contest, Effort};
use draw::Special;
use python::Python;
use results::{Machine, Results, Row, load};
use station::Instances;

/// Problems and times of a run.
struct Program {
    name: &'static str,
    effort: Effort,
    stations: &'static [usize],
    batches: &'static [usize],
    cases: usize,
    trees: &'static [usize],
    horizon: (usize, usize),
}

const FULL: Program = Program {
    name: "full",
    effort: Effort { rounds: 31, seconds_in_round: 0.005, seconds_in_all: 6.0, compared: 32 },
    stations: &[100, 10_000, 1_000_000],
    batches: &[60, 200, 500],
    cases: 4096,
    trees: &[10_000, 100_000, 1_000_000],
    horizon: (100, 720),
};

const QUICK: Program = Program {
    name: "quick",
    effort: Effort { rounds: 7, seconds_in_round: 0.002, seconds_in_all: 0.4, compared: 4 },
    stations: &[100, 10_000],
    batches: &[60, 500],
    cases: 1024,
    trees: &[1_000, 10_000],
    horizon: (100, 72),
};

const SMOKE: Program = Program {
    name: "smoke",
    effort: Effort { rounds: 1, seconds_in_round: 1e-5, seconds_in_all: 1e-3, compared: 64 },
    stations: &[10, 300],
    batches: &[7, 60],
    cases: 70,
    trees: &[200],
    horizon: (10, 30),
};

/// Everything, in turn.
fn hold_all(program: &Program, is_long: bool, python: Option<&Python>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut hold = |contest: Contest| {
        eprintln!("{}, {} users", contest.job, contest.users);
        let held = contest.hold(&program.effort);
        for Row { name, microseconds, ratio, .. } in &held {
            eprintln!("  {name:62} {:12.3} µs {:12.3} x", microseconds.median, ratio.median);
        }
        rows.extend(held);
    };
    for users in program.stations {
        let plain = Instances::new(*users, Special::Nothing);
        station::plain(&plain, python, &mut hold);
        station::minimums(&plain, &Instances::new(*users, Special::Minimums), &mut hold);
        let (one, all) = (Instances::new(*users, Special::One), Instances::new(*users, Special::All));
        station::specials([&plain, &one, &all], &mut hold);
    }
    for users in program.batches {
        batch::contest(*users, program.cases, python, &mut hold);
    }
    for users in program.trees {
        // Programs of 10⁵ users and more take minutes.
        let python = python.filter(|_| *users <= 10_000 || (is_long && *users <= 100_000));
        tree::contest(*users, *users <= 1000 || is_long || program.name == "full", python, &mut hold);
    }
    let (users, periods) = program.horizon;
    horizon::contest(users, periods, program.name != "quick", python, &mut hold);
    rows
}

/// The first line of what a program says of itself.
fn version(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.to_owned())
}

fn today() -> String {
    let output = Command::new("date").args(["-u", "+%Y-%m-%d"]).output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, paths): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|text| text.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|given| *given == flag);
    let [interpreter, output] = paths[..] else {
        return Err(std::io::Error::other(
            "usage: citygate-peers PYTHON OUTPUT [--quick | --smoke] [--long]",
        ));
    };
    let program = if has("--smoke") {
        SMOKE
    } else if has("--quick") {
        QUICK
    } else {
        FULL
    };
    let output = PathBuf::from(output);
    let folder = output.parent().unwrap_or(Path::new(".")).join("exchange");
    let python = Python::start(Path::new(interpreter), folder)?;
    let before = load();
    let rows = hold_all(&program, has("--long"), Some(&python));
    let mut versions: Vec<String> = ["rustc", "cc"].iter().filter_map(|program| version(program)).collect();
    versions.extend(python.versions());
    let results = Results {
        effort: program.name.into(),
        date: today(),
        machine: Machine::here(),
        load: [before, load()],
        versions,
        rows,
    };
    results.write(&output)
}
