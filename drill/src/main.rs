//! Runs a gas shortage as a desk-top exercise: see `drill --help`.

use std::io::{stderr, stdout};
use std::process::ExitCode;

use citygate_drill::cli::arguments::Arguments;
use citygate_drill::cli::run::run;
use clap::Parser;

fn main() -> ExitCode {
    // Standard error is not locked: progress is drawn there from another thread.
    run(&Arguments::parse(), &mut stdout().lock(), &mut stderr()).into()
}
