"""Builds archives and images, and runs images."""

import functools
import os
import re
import subprocess
from pathlib import Path

from . import toolchain
from .targets import BOARDS, HOSTS

ROOT = Path(__file__).resolve().parents[2]
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


def cargo(target, *arguments, directory=ROOT, **more):
    """Runs cargo for a processor. Frame sizes are written beside the code, which they do not change."""
    variable = "CARGO_TARGET_" + re.sub("[-.]", "_", target.triple).upper() + "_RUSTFLAGS"
    env = {"RUSTC_BOOTSTRAP": "1", variable: "-Z emit-stack-sizes", "CARGO_TARGET_DIR": str(BUILT), **more}
    run("cargo", *arguments, "--quiet", "--target", target.triple, cwd=directory, env=env)


@functools.cache
def archive(target):
    """The library's archive, built as the documents say."""
    cargo(target, "rustc", "--locked", "--profile", "archive", "--lib", "--features", "panic-handler", "--crate-type",
          "staticlib")
    return BUILT / target.triple / "archive" / "libcitygate.a"


@functools.cache
def rust_crate(name, target):
    """The archive of one of the crates in firmware/rust, built with the same profile."""
    cargo(target, "build", "--locked", "--profile", "archive", "--package", name, directory=FIRMWARE / "rust")
    return BUILT / target.triple / "archive" / f"lib{name.replace('-', '_')}.a"


STRICT = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-ffunction-sections", "-fdata-sections"]


def link(target, name, sources, *options, archives=None):
    """Links an image. Nothing of a C library is in it; the panic hook is not defined."""
    image = BUILT / target.triple / name
    image.parent.mkdir(parents=True, exist_ok=True)
    command = [*target.compiler, *STRICT, "-I", ROOT / "include", "-I", FIRMWARE, "-Wl,--gc-sections"]
    if target.is_host:
        command += [FIRMWARE / "board/host.c"]
    else:
        places = {"flash_start": target.flash[0], "flash_size": target.flash[1], "ram_start": target.ram[0],
                  "ram_size": target.ram[1]}
        command += ["-ffreestanding", "-nostdlib", "-Wl,--fatal-warnings,--no-warn-rwx-segments,-z,noexecstack"]
        command += [f"-Wl,--defsym={symbol}={value:#x}" for symbol, value in places.items()]
        command += ["-T", FIRMWARE / "board/image.ld", FIRMWARE / "board/start.c"]
    archives = [archive(target)] if archives is None else archives
    run(*command, *sources, *options, *archives, *([] if target.is_host else ["-lgcc"]), "-o", image)
    return image


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
