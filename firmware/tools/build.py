"""Builds archives and images, and runs images."""

import functools
import os
import re
import subprocess
import sys
from pathlib import Path

from .targets import BOARDS, HOSTS

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import toolchain  # noqa: E402  its place is known only now

FIRMWARE = ROOT / "firmware"
BUILT = ROOT / "target" / "firmware"
HEADERS = ROOT / "include" / "citygate"


class Failed(Exception):
    """Something that must hold does not."""


def run(*command, cwd=ROOT, env=None, timeout=900):
    """Runs a command that must succeed; returns what it says."""
    command = [str(part) for part in command]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, timeout=timeout, text=True,
                          errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise Failed(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}")
    return done.stdout


def install():
    """Installs what is missing, and from then on runs a cargo that builds for every processor."""
    if subprocess.run([ROOT / "scripts" / "setup", "firmware"]).returncode != 0:
        raise Failed("scripts/setup firmware")
    os.environ.update(toolchain.environment(*(target.triple for target in BOARDS + HOSTS)))


def settings(target):
    """What is set when cargo runs. Frame sizes are written beside the code, which they do not change."""
    return {"RUSTC_BOOTSTRAP": "1", flags_variable(target): "-Z emit-stack-sizes", "CARGO_TARGET_DIR": str(BUILT)}


def flags_variable(target):
    """Where cargo looks for what is handed to the compiler for a processor."""
    return "CARGO_TARGET_" + re.sub("[-.]", "_", target.triple).upper() + "_RUSTFLAGS"


def cargo(target, *arguments, directory=ROOT, **more):
    """Runs cargo for a processor."""
    env = settings(target)
    if "thumb" in target.triple:
        # As packaging/archive.py does.
        env[flags_variable(target)] += " -Ctarget-feature=+strict-align"
    run("cargo", *arguments, "--quiet", "--target", target.triple, cwd=directory, env={**env, **more})


@functools.cache
def archive(target):
    """The library's archive, built as the documents say."""
    built = BUILT / target.triple / "libcitygate.a"
    run(ROOT / "packaging" / "archive.py", "--target", target.triple, "--target-dir", BUILT, built,
        env=settings(target))
    return built


def defined(target):
    """The symbols that the archive defines, those that it keeps to itself among them."""
    listed = run(f"{target.prefix}nm", "--defined-only", "--format=posix", archive(target))
    return {line.split(" ")[0] for line in listed.splitlines()}


def shown(target, names):
    """The archive's object, with these functions that it keeps to itself made visible."""
    directory = BUILT / target.triple / "shown"
    directory.mkdir(parents=True, exist_ok=True)
    run(f"{target.prefix}ar", "x", archive(target), cwd=directory)
    run(f"{target.prefix}objcopy", *(f"--globalize-symbol={name}" for name in names), "citygate.o", "shown.o", cwd=directory)
    return directory / "shown.o"


@functools.cache
def rust_crate(name, target):
    """The archive of one of the crates in firmware/rust, built with the same profile."""
    cargo(target, "build", "--locked", "--profile", "archive", "--package", name, directory=FIRMWARE / "rust")
    return BUILT / target.triple / "archive" / f"lib{name.replace('-', '_')}.a"


INCLUDES = ["-I", ROOT / "include", "-I", FIRMWARE, "-I", ROOT / "examples/station"]
STRICT = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-ffunction-sections", "-fdata-sections"]
# Archives as cargo makes them note that the stack is not executable, which C does not: GNU ld warns of the difference.
QUIET_ABOUT_STACK = "-Wl,-z,noexecstack"


def link(target, name, sources, *options, archives=None, script=FIRMWARE / "board/image.ld"):
    """Links an image. Nothing of a C library is in it; the panic hook is not defined."""
    image = BUILT / target.triple / name
    image.parent.mkdir(parents=True, exist_ok=True)
    command = [*target.compiler, *STRICT, *INCLUDES, "-Wl,--gc-sections"]
    if target.is_host:
        command += [FIRMWARE / "board/host.c"]
    else:
        command += ["-ffreestanding", "-nostdlib", "-Wl,--fatal-warnings,--no-warn-rwx-segments"]
        command += [f"-Wl,{place}" for place in places(target)]
        command += ["-T", script, FIRMWARE / "board/start.c"]
    archives = [archive(target)] if archives is None else archives
    run(*command, *sources, *options, *archives, *([] if target.is_host else ["-lgcc"]), "-o", image)
    return image


def places(target):
    """Where flash and memory of a board are, for a linker."""
    symbols = {"flash_start": target.flash[0], "flash_size": target.flash[1], "ram_start": target.ram[0],
               "ram_size": target.ram[1]}
    return [f"--defsym={symbol}={value:#x}" for symbol, value in symbols.items()]


def rust_lld():
    """The linker that comes with Rust."""
    rustc = os.environ.get("RUSTC", "rustc")
    host = re.search("^host: (.*)", run(rustc, "--version", "--verbose"), re.M).group(1)
    own = Path(run(rustc, "--print", "sysroot").strip()) / "lib/rustlib" / host / "bin/rust-lld"
    return own if own.exists() else "rust-lld"


def execute(target, image, counting=False):
    """Runs an image to its end; returns what it says. Counting, time goes by instructions."""
    return run(*emulator(target, image, counting))


def emulator(target, image, counting=False):
    """The command that runs an image."""
    if target.is_host:
        return [image]
    command = [*target.emulator, "-display", "none", "-serial", "none", "-monitor", "none", "-semihosting-config",
               "enable=on,target=native", "-kernel", image]
    if counting:
        command += ["-icount", "shift=0"]
    return command


def figures(said):
    """The lines `name figure` of a program's output."""
    return dict(line.rsplit(" ", 1) for line in said.splitlines() if " " in line)


@functools.cache
def functions():
    """The functions that the headers declare, sorted."""
    text = "".join(header.read_text() for header in sorted(HEADERS.glob("*.h")))
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    names = sorted(set(re.findall(r"^\w[\w *]*\b(citygate_\w+)\(", code, flags=re.M)))
    if len(names) < 10:
        raise Failed(f"{HEADERS} declares only {names}")
    return names
