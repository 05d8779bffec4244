//! Runs a gas shortage as a desk-top exercise: see `citygate --help`.

use std::env::args_os;
use std::io::{stderr, stdout};
use std::process::ExitCode;

use anstream::AutoStream;
use citygate_drill::cli::dispatch::dispatch;
use citygate_drill::cli::parse::{read, refuse};

fn main() -> ExitCode {
    let words: Vec<_> = args_os().collect();
    let arguments = match read(&words) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&words, &error, &mut AutoStream::auto(stderr())),
    };
    // Standard error is not locked: progress is drawn there from another thread.
    dispatch(&arguments, &mut AutoStream::auto(stdout().lock()), &mut AutoStream::auto(stderr())).into()
}
