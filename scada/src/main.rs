//! `citygate-rtu`: runs a station and serves it, until it is told to stop.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use citygate_scada::file::{RtuFile, read};
use citygate_scada::rtu::service::{Clocks, Lateness, start};
use citygate_scada::rtu::station::Rtu;
use citygate_scada::serve::serve;
use clap::Parser;

/// Runs a city gate station's controller and serves it to the control room (门站远程终端).
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The configuration, in TOML: see docs/scada.md.
    config: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(lateness) => {
            println!("{}", told(lateness));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("citygate-rtu: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<Lateness, Box<dyn std::error::Error>> {
    let file: RtuFile = read(&arguments.config)?;
    let directory = arguments.config.parent().unwrap_or(Path::new("."));
    let begins_ms = file.rtu.simulated_from_ms(directory)?;
    let mut clocks = Clocks::begin(file.rtu.speed, begins_ms);
    let rtu = Rtu::open(file.rtu.clone(), directory, None, clocks.counter_ms(), clocks.unix_ms())?;
    // A simulation that goes on goes on from the time of its station.
    clocks = clocks.from(rtu.image().now_ms);
    let service = start(rtu, clocks)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(serve(&file, directory, &service.handle));
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    let lateness = service.stop();
    served?;
    Ok(lateness)
}

fn told(lateness: Lateness) -> String {
    let Lateness { scans, latest_us, sum_us, late, not_saved } = lateness;
    let mean_us = sum_us.checked_div(scans).unwrap_or_default();
    format!(
        "{scans} scans; late by {mean_us} us on average, {latest_us} us at most, {late} by more than a tenth; {not_saved} not stored"
    )
}
