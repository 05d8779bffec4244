//! What the library depends on: a short list, and no standard library.

use std::path::Path;
use std::process::Command;

use crate::build::{root, target};
use crate::tools::{missing, run};

/// The crates that firmware links, with their licences. A new one is added here on purpose, or not at all.
const LINKED: &str = "\
block-buffer: MIT OR Apache-2.0
byteorder: Unlicense OR MIT
cfg-if: MIT OR Apache-2.0
citygate: Apache-2.0 OR MIT
cmov: Apache-2.0 OR MIT
cpufeatures: MIT OR Apache-2.0
crc-catalog: MIT OR Apache-2.0
crc: MIT OR Apache-2.0
crypto-common: MIT OR Apache-2.0
ctutils: Apache-2.0 OR MIT
digest: MIT OR Apache-2.0
hash32: MIT OR Apache-2.0
heapless: MIT OR Apache-2.0
hmac: MIT OR Apache-2.0
hybrid-array: MIT OR Apache-2.0
libm: MIT
sha2: MIT OR Apache-2.0
stable_deref_trait: MIT OR Apache-2.0
typenum: MIT OR Apache-2.0
zerocopy: BSD-2-Clause OR Apache-2.0 OR MIT
";

#[test]
fn the_library_links_these_crates_and_no_other() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--package", "citygate", "--features", "ffi"]);
    let output =
        run(cargo.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}: {l}"]));
    let said = String::from_utf8(output.stdout).expect("text");
    let crate_and_licence = |line: &str| {
        let (package, licence) = line.split_once(": ").expect("a package and its licence");
        format!("{}: {}\n", package.split(' ').next().expect("a name"), licence.trim_end_matches(" (*)"))
    };
    let mut linked: Vec<String> = said.lines().map(crate_and_licence).collect();
    linked.sort();
    linked.dedup();
    assert_eq!(linked.concat(), LINKED);
}

/// A processor for which there is no standard library.
const TARGET: &str = "thumbv7em-none-eabihf";

/// A cargo that can build for that processor.
fn cargo_without_std() -> Option<Command> {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let libraries = Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).output();
    let libraries = libraries.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    if libraries.is_ok_and(|path| !path.is_empty() && Path::new(&path).is_dir()) {
        return Some(Command::new(env!("CARGO")));
    }
    // Debian's toolchain builds the core library from its sources.
    let debian = ["/usr/bin/cargo", "/usr/bin/rustc", "/usr/lib/rustlib/src/rust/library/Cargo.lock"];
    if !debian.iter().all(|path| Path::new(path).exists()) {
        return None;
    }
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTDOC");
    cargo.args(["-Z", "build-std=core"]);
    Some(cargo)
}

#[test]
fn the_library_builds_where_there_is_no_standard_library() {
    for features in ["", "ffi"] {
        let Some(mut cargo) = cargo_without_std() else {
            return missing(&format!("no toolchain builds for {TARGET}: rustup target add {TARGET}"));
        };
        cargo.current_dir(root()).args([
            "build",
            "--quiet",
            "--package",
            "citygate",
            "--lib",
            "--features",
            features,
        ]);
        run(cargo.args(["--target", TARGET, "--target-dir"]).arg(target().join("no-std")));
    }
}
