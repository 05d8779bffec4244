//! Programs that the tests run, and what to do where one is missing.

#![allow(dead_code, reason = "each test uses some of it")]

use std::io::Write;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use citygate_scada::rtu::config::RtuConfig;

use citygate::event::{JournalEntry, RECORD_LEN, Record};
use citygate_scada::rtu::note::RtuNote;

/// What a test waits for comes long before that.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Fails the test for want of something, or, with CITYGATE_ALLOW_MISSING_TOOLS, says that it is skipped.
pub fn missing(what: &str) {
    assert!(
        std::env::var_os("CITYGATE_ALLOW_MISSING_TOOLS").is_some(),
        "{what}, or set CITYGATE_ALLOW_MISSING_TOOLS to skip the tests that need it"
    );
    // Not eprintln, which the test runner would swallow.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

/// The Python modules of scripts/setup, if this one is among them.
pub fn python_modules(module: &str) -> Option<PathBuf> {
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/python");
    if modules.join(module).is_dir() {
        return Some(modules);
    }
    missing(&format!("{module} is not installed: scripts/setup scada"));
    None
}

/// A program, also where only root looks for it.
pub fn program(name: &str, package: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let everywhere = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = everywhere.map(|directory| directory.join(name)).find(|file| file.is_file());
    if found.is_none() {
        missing(&format!("{name} is not installed: apt-get install {package}"));
    }
    found
}

/// A loopback address that no other test has, also in another process: there every port is free, and stays so while what
/// listens on it is down. (A port of 127.0.0.1 that is asked for and given back may be another test's by then.)
pub fn own_address() -> Ipv4Addr {
    static TAKEN: AtomicU8 = AtomicU8::new(1);
    let number = TAKEN.fetch_add(1, Ordering::Relaxed);
    assert!((1..255).contains(&number), "a test's process has 254 addresses");
    let process = std::process::id() % (1 << 15);
    Ipv4Addr::from(0x7f80_0000 | process << 8 | u32::from(number))
}

/// The RTU's own notes in the journal of a state directory, in their order.
pub fn notes(state: &Path) -> Vec<RtuNote> {
    let bytes = std::fs::read(state.join("station.journal")).expect("a journal");
    let (records, _) = bytes.as_chunks::<RECORD_LEN>();
    let note = |bytes| match Record::read(bytes).expect("a record").entry {
        JournalEntry::Note { code, numbers } => RtuNote::read(code, numbers),
        _ => None,
    };
    records.iter().filter_map(note).collect()
}

/// How many writes were refused, as the journal has it.
pub fn refused_on_record(state: &Path) -> u64 {
    let times = |note: &RtuNote| match note {
        RtuNote::Refused { times, .. } => *times,
        _ => 0,
    };
    notes(state).iter().map(times).sum()
}

/// Asks until there is something.
#[track_caller]
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The station of an evening, as simulated, with its state in a directory.
pub fn evening(state: &Path) -> RtuConfig {
    RtuConfig {
        scenario: PathBuf::from("../scenarios/station-evening.toml"),
        station_number: 7,
        signals: Default::default(),
        speed: 60,
        state: state.to_owned(),
        allotment: None,
        storage: None,
    }
}
