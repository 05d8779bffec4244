//! The master as a process: built by its Makefile once per run, started, and stopped.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// So long a condition is waited for: the machine may be busy.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// Where the crate is.
pub fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program. `None` if something that it needs is missing and that is all right.
pub fn program() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUILT.get_or_init(build).as_deref()
}

fn build() -> Option<PathBuf> {
    for (needed, package) in [("make", "make"), ("gcc", "gcc"), ("pkg-config", "pkg-config")] {
        let is_there = Command::new(needed).arg("--version").output().is_ok();
        if !is_there {
            return missing(package);
        }
    }
    let modbus =
        Command::new("pkg-config").args(["--exists", "libmodbus"]).status().expect("pkg-config runs");
    if !modbus.success() {
        return missing("libmodbus-dev");
    }
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = tmp.parent().expect("the target directory").join("c-abi");
    let root = here().parent().expect("the repository");
    let mut library = Command::new("make");
    library.current_dir(root).args(["--no-print-directory", "static"]);
    run(library.env("CARGO_TARGET_DIR", &target).env_remove("MAKEFLAGS"));
    let program = tmp.join("citygate-master");
    let archive = target.join("archive/libcitygate.a");
    let mut master = Command::new("make");
    master.current_dir(here().join("master")).args(["--no-print-directory", "--always-make", "CC=gcc"]);
    master.arg(format!("CITYGATE=-I../../include {}", archive.display()));
    run(master.arg(format!("PROGRAM={}", program.display())).env_remove("MAKEFLAGS"));
    Some(program)
}

fn missing(package: &str) -> Option<PathBuf> {
    assert!(
        std::env::var_os("CITYGATE_ALLOW_MISSING_TOOLS").is_some(),
        "apt-get install {package}, or set CITYGATE_ALLOW_MISSING_TOOLS to skip the tests that need it"
    );
    eprintln!("SKIPPED: {package} is not installed");
    None
}

/// A command that must succeed.
pub fn run(command: &mut Command) {
    let output = command.output().expect("it can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
}

/// Waits until something is so.
#[track_caller]
pub fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A running master, in a directory of its own, with the supply in a file.
pub struct Master {
    pub directory: TempDir,
    child: Option<Child>,
    runs: usize,
    /// A library to be loaded before it.
    pub preload: Option<PathBuf>,
}

impl Master {
    /// With `timing` and `gates` as lines of its configuration.
    pub fn new(timing: &str, gates: &str) -> Master {
        let directory = tempfile::tempdir().expect("a directory");
        let text = format!("{timing}\nsupply_file = supply\n{gates}");
        fs::write(directory.path().join("master.conf"), text).expect("the configuration is written");
        Master { directory, child: None, runs: 0, preload: None }
    }

    /// States the supply, in dm³/h: in one piece, as a dispatcher's program should.
    pub fn state_supply(&self, supply_dm3_per_h: u64) {
        let (new, path) = (self.directory.path().join("supply.new"), self.directory.path().join("supply"));
        let text = format!("{}.{:03}\n", supply_dm3_per_h / 1000, supply_dm3_per_h % 1000);
        fs::write(&new, text).and_then(|()| fs::rename(&new, &path)).expect("the supply is stated");
    }

    pub fn start(&mut self) {
        assert!(self.child.is_none());
        self.runs += 1;
        let out = File::create(self.out()).expect("a file for what it says");
        let error = out.try_clone().expect("the same file");
        let mut command = Command::new(program().expect("it was built"));
        command.arg("--verbose").arg(self.directory.path().join("master.conf"));
        command.envs(self.preload.iter().map(|library| ("LD_PRELOAD", library)));
        command.stdin(Stdio::null()).stdout(out).stderr(error);
        self.child = Some(command.spawn().expect("it starts"));
    }

    fn out(&self) -> PathBuf {
        self.directory.path().join(format!("out-{}", self.runs))
    }

    /// What it has said since it was started.
    pub fn said(&self) -> String {
        fs::read_to_string(self.out()).unwrap_or_default()
    }

    /// As after a power failure.
    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("it runs");
        child.kill().expect("it can be killed");
        child.wait().expect("it has ended");
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it runs");
        let told = Command::new("kill").arg(child.id().to_string()).status().expect("kill runs");
        assert!(told.success());
        child.wait().expect("it has ended")
    }

    pub fn is_running(&mut self) -> bool {
        let child = self.child.as_mut().expect("it was started");
        child.try_wait().expect("it can be asked").is_none()
    }
}

impl Drop for Master {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        if std::thread::panicking() {
            println!("the master said last:\n{}", tail(&self.said()));
        }
    }
}

fn tail(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines.get(lines.len().saturating_sub(60)..).unwrap_or_default().join("\n")
}
