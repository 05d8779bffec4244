#!/usr/bin/env python3
"""Builds the C library for a processor: one archive with one object, at home in anybody's image.

    packaging/archive.py [--target TRIPLE] [--target-dir DIRECTORY] [--cargo CARGO] [--remap] [--log] OUTPUT
    packaging/archive.py --check TRIPLE [--cargo CARGO]

Without --target it builds for this machine. --remap leaves the paths of this machine out of what is built. --log adds
functions that log by defmt: firmware/rust/log/citygate_log.h; DEFMT_LOG is the least level, all without. --check only
says whether there is what it takes, in one sentence if not. What it takes comes with Rust: cargo, rust-lld,
rust-objcopy.

What cargo calls a static library is linked once more here, so that of all symbols only the functions of the headers can
be seen from outside. Otherwise the memcpy and the arithmetic that come with Rust would take the place of the firmware's
own, and clash with those of another library in Rust. Every function still has a section of its own: what the image does
not call is left out by --gc-sections. For ARM it avoids unaligned accesses, which a processor may be set to trap.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Where the sources are they may be looked over for changes.
sys.dont_write_bytecode = True

import toolchain  # noqa: E402  leaves nothing behind only now

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "firmware/rust/log"
# Declared for the firmware to define.
FIRMWARES = {"citygate_log_write", "citygate_log_time_ms"}
# What says how a log is encoded: nothing refers to it.
ENCODING = ["_defmt_version_ = 4", "_defmt_encoding_ = rzcobs"]
# LLVM's bitcode, of which no C linker knows, and who compiled. What runs does not need them.
NOTES = [".llvmbc", ".llvmcmd", ".comment"]


def arguments():
    parser = argparse.ArgumentParser(description="Builds the C library for a processor.")
    parser.add_argument("output", nargs="?", type=Path, metavar="OUTPUT", help="the archive to write")
    parser.add_argument("--target", help="what Rust calls the processor; without it, this machine")
    parser.add_argument("--target-dir", type=Path, default=ROOT / "target", help="where cargo builds")
    parser.add_argument("--cargo", default="cargo", help="the cargo that builds")
    parser.add_argument("--remap", action="store_true", help="leave the paths of this machine out")
    parser.add_argument("--log", action="store_true", help="add functions that log by defmt")
    parser.add_argument("--check", metavar="TRIPLE", help="only say whether this machine builds for a processor")
    given = parser.parse_args()
    if (given.output is None) == (given.check is None):
        parser.error("name the archive to write, or --check a processor")
    return given


class Tools:
    """The programs that build for one processor."""

    def __init__(self, cargo, triple):
        self.cargo = cargo
        if cargo != "cargo":
            if not shutil.which(cargo):
                sys.exit(f"citygate: {cargo}, which is to build as cargo, is no program on this machine")
            # The compiler that belongs to it.
            os.environ["RUSTC"] = str(Path(shutil.which(cargo)).with_name("rustc"))
        if refused := triple and toolchain.refusal(triple, may_be_debians=cargo == "cargo"):
            sys.exit(f"citygate: {refused}")
        if triple:
            os.environ.update(toolchain.environment(triple))
        rustc = os.environ.get("RUSTC", "rustc")
        if not shutil.which(rustc):
            sys.exit("citygate: no Rust here; it is had from https://rustup.rs")
        self.host = re.search("^host: (.*)", say(rustc, "--version", "--verbose"), re.M).group(1)
        self.triple = triple or self.host
        self.sysroot = Path(say(rustc, "--print", "sysroot").strip())
        is_native = self.triple == self.host
        self.linker = self.find("rust-lld", "ld.lld", *(["ld"] if is_native else []))
        self.objcopy = self.find("rust-objcopy", "llvm-objcopy", *(["objcopy"] if is_native else []))

    def find(self, *names):
        """The first of these programs, which come with Rust, or else on PATH."""
        for directory in (str(self.sysroot / "lib/rustlib" / self.host / "bin"), os.environ["PATH"]):
            for name in names:
                if found := shutil.which(name, path=directory):
                    return found
        sys.exit(f"citygate: {names[0]} is missing, which comes with Rust 1.95, or with Debian's package "
                 f"{toolchain.debian_linker_package() or 'lld'}; {' or '.join(names[1:])} would do as well")


def say(*command, **more):
    """What a command says that must succeed."""
    command = [str(part) for part in command]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, **more)
    if done.returncode != 0:
        sys.exit(f"citygate: {command[0]} failed, status {done.returncode}")
    return done.stdout


def functions(log=False):
    """The functions that the headers declare: what can be seen from outside."""
    headers = sorted((ROOT / "include/citygate").glob("*.h")) + ([LOG / "citygate_log.h"] if log else [])
    text = "".join(header.read_text() for header in headers)
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return sorted(set(re.findall(r"^\w[\w *]*\b(citygate_\w+)\(", code, flags=re.M)) - FIRMWARES)


def compile_library(tools, target_directory, remap, log):
    """What cargo calls a static library."""
    # Warnings are for those who develop the library; one of them is that strict-align has no stable name.
    flags = ["-Awarnings"]
    if tools.triple.startswith(("thumb", "arm")):
        flags.append("-Ctarget-feature=+strict-align")
    if remap:
        cargo_home = os.environ.get("CARGO_HOME", Path.home() / ".cargo")
        flags += [f"--remap-path-prefix={ROOT}=citygate", f"--remap-path-prefix={cargo_home}=cargo"]
    settings = ["--config", f"target.'cfg(all())'.rustflags = {flags}"]
    if "RUSTFLAGS" in os.environ:
        # cargo heeds either this or what is configured.
        settings, os.environ["RUSTFLAGS"] = [], " ".join([os.environ["RUSTFLAGS"], *flags])
    built = target_directory.absolute()
    what = ["--features", "panic-handler", "--crate-type", "staticlib"]
    if log:
        what = ["--manifest-path", LOG / "Cargo.toml"]
        os.environ.setdefault("DEFMT_LOG", "trace")
    say(tools.cargo, "rustc", "--quiet", "--locked", "--target", tools.triple, "--target-dir", built, *settings,
        "--profile", "archive", "--lib", *what)
    return built / tools.triple / "archive" / ("libcitygate_log.a" if log else "libcitygate.a")


def link_once(tools, library, scratch, log):
    """One object of everything that the functions of the headers need, with all other symbols kept inside."""
    whole, only = scratch / "whole.o", scratch / "citygate.o"
    flavor = ["-flavor", "gnu"] if Path(tools.linker).stem == "rust-lld" else []
    wanted = [*functions(log), *(ENCODING if log else [])]
    say(tools.linker, *flavor, "-r", "--gc-sections", *(f"--undefined={name}" for name in wanted), library, "-o", whole)
    names = scratch / "names"
    names.write_text("".join(f"{name}\n" for name in functions(log)))
    notes = list(NOTES)
    if "linux" not in tools.triple:
        # Says that the stack is not executable, to linkers that would otherwise not be asked.
        notes.append(".note.GNU-stack")
    # Rust's objcopy does not say itself where its libraries are.
    places = [str(tools.sysroot / "lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    say(tools.objcopy, f"--keep-global-symbols={names}", "--strip-debug",
        *(f"--remove-section={note}" for note in notes), whole, only,
        env={**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(places)})
    return only


def archive_of(content, shown):
    """An archive with this one object, and the index that says which functions it defines."""
    def member(name, size):
        return b"%-16s%-12d%-6d%-6d%-8o%-10d`\n" % (name, 0, 0, 0, 0o644, size)

    names = b"".join(name.encode() + b"\0" for name in shown)
    count = len(shown)
    names += b"\0" * (len(names) % 2)
    size = 4 + 4 * count + len(names)
    place = len(b"!<arch>\n") + 60 + size
    index = count.to_bytes(4, "big") + place.to_bytes(4, "big") * count + names
    return (b"!<arch>\n" + member(b"/", size) + index
            + member(b"citygate.o/", len(content)) + content + b"\n" * (len(content) % 2))


def main():
    given = arguments()
    tools = Tools(given.cargo, given.check or given.target)
    if given.check:
        return
    library = compile_library(tools, given.target_dir, given.remap, given.log)
    with tempfile.TemporaryDirectory() as scratch:
        only = link_once(tools, library, Path(scratch), given.log)
        built = archive_of(only.read_bytes(), functions(given.log))
    # What has not changed need not be linked again.
    if not given.output.exists() or given.output.read_bytes() != built:
        given.output.parent.mkdir(parents=True, exist_ok=True)
        given.output.write_bytes(built)


if __name__ == "__main__":
    main()
