"""Which Rust toolchain builds for a processor: the one on PATH, if it has the processor's core library, or Debian's,
which builds the core library from its sources. Nothing is remembered: what is missing may be installed meanwhile."""

import os
import shutil
import subprocess
from pathlib import Path

# Where Debian's packages put Rust. Tests put it elsewhere.
DEBIAN = Path("/usr")
DEBIAN_PACKAGES = ("cargo-web", "rustc-web", "rust-web-src")


def has_core(triple):
    """Whether the toolchain on PATH has the core library for a processor."""
    rustc = os.environ.get("RUSTC", "rustc")
    if not shutil.which(rustc):
        return False
    asked = subprocess.run([rustc, "--print", "target-libdir", "--target", triple], capture_output=True, text=True)
    # An empty answer would be the directory in which this runs.
    return asked.returncode == 0 and asked.stdout.strip() != "" and Path(asked.stdout.strip()).is_dir()


def debian_builds_core():
    """Whether Debian's toolchain is there, with the sources of the core library."""
    return all((DEBIAN / part).exists() for part in ("bin/cargo", "bin/rustc", "lib/rustlib/src/rust/library/Cargo.lock"))


def debian_linker_package():
    """The package of the linker that Debian's toolchain calls and does not depend on; None if it is installed."""
    linker = DEBIAN / "bin/rust-lld"
    if linker.exists() or not linker.is_symlink():
        return None
    return os.readlink(linker)


def missing_packages(triples):
    """What Debian's toolchain lacks to build for the processors that the toolchain on PATH cannot build for."""
    if all(has_core(triple) for triple in triples):
        return []
    if not debian_builds_core():
        return list(DEBIAN_PACKAGES)
    linker = debian_linker_package()
    return [linker] if linker else []


def knows(rustc, triple):
    """Whether a compiler has heard of a processor."""
    return subprocess.run([rustc, "--print", "cfg", "--target", triple], capture_output=True).returncode == 0


def refusal(triple, may_be_debians=True):
    """Why this machine cannot build for a processor, and what would help, in one sentence; None if it can."""
    if has_core(triple):
        return None
    if may_be_debians and debian_builds_core() and knows(DEBIAN / "bin/rustc", triple):
        if linker := debian_linker_package():
            return f"Debian's Rust builds for {triple} with the linker that its package {linker} brings: install that"
        return None
    help_rustup = f"rustup target add {triple}" if shutil.which("rustup") else "install Rust from https://rustup.rs"
    return (f"no Rust on this machine builds for {triple}: {help_rustup}, "
            f"or install Debian's {' '.join(DEBIAN_PACKAGES)}")


def environment(*triples):
    """What to add to the environment so that a plain `cargo` builds for these processors."""
    if all(has_core(triple) for triple in triples) or not debian_builds_core():
        return {}
    return {
        "PATH": f"{DEBIAN / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "RUSTC": str(DEBIAN / "bin/rustc"),
        "RUSTC_BOOTSTRAP": "1",
        "CARGO_UNSTABLE_BUILD_STD": "core,alloc",
    }
