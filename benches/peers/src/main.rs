//! citygate next to what people use for the same jobs: answers compared, then times taken in turn. scripts/peers runs
//! it.
//!
//! `citygate-peers PYTHON OUTPUT [--quick | --smoke] [--long] [--only=JOB[,USERS]]`: the interpreter that has the
//! packages, the file of data.

mod batch;
mod c;
mod clock;
mod contest;
mod draw;
mod horizon;
mod pipes;
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
    /// Nodes, users, periods, and how many instances.
    pipes: ((u32, usize, u32), u64),
    holders: ((u32, usize, u32), u64),
}

const FULL: Program = Program {
    name: "full",
    effort: Effort { rounds: 31, seconds_in_round: 0.005, seconds_in_all: 6.0, compared: 32 },
    stations: &[100, 10_000, 1_000_000],
    batches: &[60, 200, 500],
    cases: 4096,
    trees: &[10_000, 100_000, 1_000_000],
    horizon: (100, 720),
    pipes: ((100, 1_000, 1), 8),
    holders: ((50, 300, 6), 4),
};

const QUICK: Program = Program {
    name: "quick",
    effort: Effort { rounds: 7, seconds_in_round: 0.002, seconds_in_all: 0.4, compared: 4 },
    stations: &[100, 10_000],
    batches: &[60, 500],
    cases: 1024,
    trees: &[1_000, 10_000],
    horizon: (100, 72),
    pipes: ((20, 200, 1), 4),
    holders: ((10, 60, 6), 2),
};

const SMOKE: Program = Program {
    name: "smoke",
    effort: Effort { rounds: 1, seconds_in_round: 1e-5, seconds_in_all: 1e-3, compared: 64 },
    stations: &[10, 300],
    batches: &[7, 60],
    cases: 70,
    trees: &[200],
    horizon: (10, 30),
    pipes: ((10, 40, 1), 4),
    holders: ((10, 20, 3), 4),
};

/// A run of a program: what of it is wanted, and what has been measured.
struct Run<'a> {
    program: &'a Program,
    /// A job, and a number of users if it is not all; everything if there is none.
    only: Option<(&'a str, Option<usize>)>,
    is_long: bool,
    python: &'a Python,
    rows: Vec<Row>,
}

impl<'a> Run<'a> {
    fn wants(&self, job: &str, users: usize) -> bool {
        self.only.is_none_or(|(only, number)| only == job && number.is_none_or(|number| number == users))
    }

    fn hold(&mut self, contest: Contest) {
        eprintln!("{}, {} users", contest.job, contest.users);
        let held = contest.hold(&self.program.effort);
        for Row { name, microseconds, ratio, .. } in &held {
            eprintln!("  {name:62} {:12.3} µs {:12.3} x", microseconds.median, ratio.median);
        }
        self.rows.extend(held);
    }

    fn hold_stations(&mut self, users: usize) {
        let plain = Instances::new(users, Special::Nothing);
        if self.wants("station", users) {
            station::plain(&plain, self.python, |contest| self.hold(contest));
        }
        if self.wants("minimums", users) {
            let minimums = Instances::new(users, Special::Minimums);
            station::minimums(&plain, &minimums, |contest| self.hold(contest));
        }
        if self.wants("special", users) {
            let (one, all) = (Instances::new(users, Special::One), Instances::new(users, Special::All));
            station::specials([&plain, &one, &all], |contest| self.hold(contest));
        }
    }

    fn hold_trees(&mut self, users: usize) {
        let is_full = self.program.name == FULL.name;
        // The programs for the fairest division among 10⁵ users take minutes each.
        let largest = if self.is_long { 100_000 } else { 10_000 };
        let programs = if users <= 1000 || (is_full && users <= largest) {
            tree::Programs::All
        } else if users <= 100_000 {
            tree::Programs::MostOnly
        } else {
            tree::Programs::None
        };
        tree::contest(users, programs, self.python, |contest| self.hold(contest));
    }

    /// Everything that is wanted, in turn.
    fn hold_all(&mut self) {
        let program = self.program;
        for users in program.stations {
            if ["station", "minimums", "special"].iter().any(|job| self.wants(job, *users)) {
                self.hold_stations(*users);
            }
        }
        for users in program.batches.iter().filter(|users| self.wants("batch", **users)).collect::<Vec<_>>() {
            batch::contest(*users, program.cases, self.python, |contest| self.hold(contest));
        }
        for users in program.trees.iter().filter(|users| self.wants("tree", **users)).collect::<Vec<_>>() {
            self.hold_trees(*users);
        }
        let (users, periods) = program.horizon;
        if self.wants("horizon", users) {
            let by_user = program.name != QUICK.name;
            horizon::contest(users, periods, by_user, self.python, |contest| self.hold(contest));
        }
        for (job, (size, instances)) in [("pipes", program.pipes), ("holders", program.holders)] {
            if self.wants(job, size.1) {
                pipes::contest(job, size, instances, self.python, |contest| self.hold(contest));
            }
        }
    }
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
            "usage: citygate-peers PYTHON OUTPUT [--quick | --smoke] [--long] [--only=JOB[,USERS]]",
        ));
    };
    let program = match () {
        () if has("--smoke") => SMOKE,
        () if has("--quick") => QUICK,
        () => FULL,
    };
    let only = flags.iter().find_map(|flag| flag.strip_prefix("--only="));
    let only = only.map(|only| match only.split_once(',') {
        Some((job, users)) => (job, users.parse().ok()),
        None => (only, None),
    });
    let output = PathBuf::from(output);
    let folder = output.parent().unwrap_or(Path::new(".")).join("exchange");
    let python = Python::start(Path::new(interpreter), folder)?;
    let before = load();
    let mut run = Run { program: &program, only, is_long: has("--long"), python: &python, rows: Vec::new() };
    run.hold_all();
    let mut versions: Vec<String> = ["rustc", "cc"].iter().filter_map(|program| version(program)).collect();
    versions.extend(python.versions());
    let results = Results {
        effort: program.name.into(),
        date: today(),
        machine: Machine::here(),
        load: [before, load()],
        versions,
        rows: run.rows,
    };
    results.write(&output)
}
