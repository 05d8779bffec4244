//! Programs that the tests run, and what to do where one is missing.

#![allow(dead_code, reason = "each test uses some of it")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

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

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address").port()
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
