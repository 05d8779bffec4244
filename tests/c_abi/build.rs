//! The archive and the shared library, built once per run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::declared::soname;
use crate::tools::{MAKE, run};

/// Where the package is.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The target directory of the builds for C: not the one that the tests run from, so that no cargo waits for
/// another.
pub fn target() -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tmp.parent().expect("the target directory").join("c-abi")
}

/// `make` in the package, building into that directory.
pub fn make() -> Option<Command> {
    let mut make = MAKE.command()?;
    make.current_dir(root()).arg("--no-print-directory");
    make.env("CARGO_TARGET_DIR", target()).env_remove("MAKEFLAGS");
    Some(make)
}

/// What `make` built.
pub struct Libraries {
    /// Where both are.
    pub directory: PathBuf,
    /// The archive.
    pub archive: PathBuf,
    /// The shared library, under its build name.
    pub shared: PathBuf,
}

/// Both libraries. `None` if there is no make and that is all right.
pub fn libraries() -> Option<&'static Libraries> {
    static BUILT: OnceLock<Option<Libraries>> = OnceLock::new();
    BUILT.get_or_init(build).as_ref()
}

fn build() -> Option<Libraries> {
    run(make()?.args(["static", "shared"]));
    let directory = target().join("archive");
    let (archive, shared) = (directory.join("libcitygate.a"), directory.join("libcitygate.so"));
    // A program asks for the name that the library gives itself.
    let named = directory.join(soname());
    let _ = std::fs::remove_file(&named);
    std::os::unix::fs::symlink("libcitygate.so", &named).expect("a link can be made");
    Some(Libraries { directory, archive, shared })
}
