//! `citygate-rtu`: runs a station and serves it, until it is told to stop.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use citygate_scada::access::Role;
use citygate_scada::file::{RtuFile, read};
use citygate_scada::page::add::add_person;
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
    /// Adds a person with this number to the page's users file, or replaces it, and ends. Asks for the password.
    #[arg(long, value_name = "NUMBER", requires_all = ["name", "role"])]
    add_person: Option<u32>,
    /// The person's name.
    #[arg(long, requires = "add_person")]
    name: Option<String>,
    /// What the person may do: view, operate or engineer.
    #[arg(long, requires = "add_person", value_parser = role)]
    role: Option<Role>,
}

fn role(name: &str) -> Result<Role, String> {
    let found = Role::ALL.into_iter().find(|role| role.name() == name);
    found.ok_or_else(|| "write view, operate or engineer".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match (arguments.add_person, &arguments.name, arguments.role) {
        (Some(number), Some(name), Some(role)) => add(&arguments.config, number, name, role),
        _ => run(&arguments).map(told),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("citygate-rtu: {error}");
            ExitCode::FAILURE
        }
    }
}

fn add(config: &Path, number: u32, name: &str, role: Role) -> Result<String, Box<dyn std::error::Error>> {
    let file: RtuFile = read(config)?;
    let users =
        file.page.and_then(|page| page.users).ok_or("state users = \"users.toml\" in [page] first")?;
    add_person(&config.parent().unwrap_or(Path::new(".")).join(users), number, name, role)
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
    let Lateness { scans, latest_us, sum_us, late, not_saved, .. } = lateness;
    let bound_us = lateness.bound_us(99);
    let mean_us = sum_us.checked_div(scans).unwrap_or_default();
    format!(
        "{scans} scans; late by {mean_us} us on average, 99 of 100 by less than {bound_us} us, {latest_us} us at most, {late} by more than a tenth; {not_saved} not stored"
    )
}
