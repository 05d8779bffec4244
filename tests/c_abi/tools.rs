//! Programs that the tests run, and what to do where one is missing.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A program, and the Debian package that brings it.
#[derive(Clone, Copy)]
pub struct Tool {
    pub program: &'static str,
    package: &'static str,
}

pub const MAKE: Tool = Tool { program: "make", package: "make" };
pub const GCC: Tool = Tool { program: "gcc", package: "gcc" };
pub const GXX: Tool = Tool { program: "g++", package: "g++" };
pub const CLANG: Tool = Tool { program: "clang", package: "clang" };
pub const CLANGXX: Tool = Tool { program: "clang++", package: "clang" };
pub const VALGRIND: Tool = Tool { program: "valgrind", package: "valgrind" };
pub const PKG_CONFIG: Tool = Tool { program: "pkg-config", package: "pkg-config" };
pub const DOXYGEN: Tool = Tool { program: "doxygen", package: "doxygen" };
pub const CMAKE: Tool = Tool { program: "cmake", package: "cmake" };

impl Tool {
    /// A command of this program; `None` if it is not installed and the user has said that this is all right.
    pub fn command(self) -> Option<Command> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let installed = std::env::split_paths(&path).any(|directory| directory.join(self.program).is_file());
        if !installed {
            missing(&format!("{} is not installed: apt-get install {}", self.program, self.package));
            return None;
        }
        Some(Command::new(self.program))
    }
}

/// Fails the test for want of something, or, with CITYGATE_ALLOW_MISSING_TOOLS, says that it is skipped.
pub fn missing(what: &str) {
    assert!(
        std::env::var_os("CITYGATE_ALLOW_MISSING_TOOLS").is_some(),
        "{what}, or set CITYGATE_ALLOW_MISSING_TOOLS to skip the tests that need it"
    );
    // Not eprintln, which the test runner would swallow.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

/// Runs a command that must succeed.
#[track_caller]
pub fn run(command: &mut Command) -> Output {
    let output = output(command);
    assert!(output.status.success(), "{command:?}: {}\n{}", output.status, text(&output));
    output
}

/// Runs a command that must fail, and returns what it says.
#[track_caller]
pub fn run_failing(command: &mut Command) -> String {
    let output = output(command);
    assert!(!output.status.success(), "{command:?} should have failed\n{}", text(&output));
    text(&output)
}

#[track_caller]
fn output(command: &mut Command) -> Output {
    match command.output() {
        Ok(output) => output,
        Err(error) => panic!("{command:?}: {error}"),
    }
}

fn text(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat()
}

/// A directory for one test, empty.
pub fn scratch(test: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("c_abi").join(test);
    if directory.exists() {
        std::fs::remove_dir_all(&directory).expect("an old scratch directory can be removed");
    }
    std::fs::create_dir_all(&directory).expect("a scratch directory can be made");
    directory
}
