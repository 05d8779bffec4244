"""Which Rust target the Zephyr module and the ESP-IDF component choose, and whom they refuse. Their settings are made
up; CMake evaluates the files that the builds include."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CMAKE = shutil.which("cmake")

HARD, SOFT = ({"CONFIG_FPU": "y", f"CONFIG_FP_{abi}ABI": "y"} for abi in ("HARD", "SOFT"))
CONFIG = "CONFIG_"


def cpu(name):
    return {f"CONFIG_CPU_CORTEX_{name}": "y"}


def riscv(letters, base="RV32I", **more):
    """A RISC-V with these extensions."""
    settings = {f"CONFIG_RISCV_ISA_EXT_{letter}": "y" for letter in letters}
    return {"CONFIG_RISCV": "y", f"CONFIG_RISCV_ISA_{base}": "y", **settings,
            **{CONFIG + name: value for name, value in more.items()}}


def native(machine, **more):
    return {"CONFIG_ARCH_POSIX": "y", "CMAKE_HOST_SYSTEM_PROCESSOR": machine, **more}


# What is set, and the Rust target.
ZEPHYR = [
    (cpu("M0"), "thumbv6m-none-eabi"),
    (cpu("M0PLUS"), "thumbv6m-none-eabi"),
    (cpu("M1"), "thumbv6m-none-eabi"),
    (cpu("M3"), "thumbv7m-none-eabi"),
    (cpu("M4"), "thumbv7em-none-eabi"),
    (cpu("M4") | SOFT, "thumbv7em-none-eabi"),
    (cpu("M4") | HARD, "thumbv7em-none-eabihf"),
    # Without CONFIG_FPU the image is compiled for soft floating point, whatever else is set.
    (cpu("M4") | {"CONFIG_FP_HARDABI": "y"}, "thumbv7em-none-eabi"),
    (cpu("M7") | HARD, "thumbv7em-none-eabihf"),
    (cpu("M23"), "thumbv8m.base-none-eabi"),
    (cpu("M33"), "thumbv8m.main-none-eabi"),
    (cpu("M33") | HARD, "thumbv8m.main-none-eabihf"),
    (cpu("M55") | HARD, "thumbv8m.main-none-eabihf"),
    (riscv("MAC"), "riscv32imac-unknown-none-elf"),
    (riscv("MC"), "riscv32imc-unknown-none-elf"),
    (riscv("M"), "riscv32im-unknown-none-elf"),
    (riscv("MA"), "riscv32im-unknown-none-elf"),
    (riscv("C"), "riscv32i-unknown-none-elf"),
    (riscv("MAFC", FPU="y", FLOAT_HARD="y"), "riscv32imafc-unknown-none-elf"),
    # A floating point unit, numbers passed in whole registers.
    (riscv("MAFC", FPU="y"), "riscv32imac-unknown-none-elf"),
    (riscv("MAFDC", FPU="y", CPU_HAS_FPU_DOUBLE_PRECISION="y"), "riscv32imac-unknown-none-elf"),
    (native("x86_64"), "i686-unknown-linux-gnu"),
    (native("x86_64", CONFIG_64BIT="y"), "x86_64-unknown-linux-gnu"),
    (native("aarch64", CONFIG_64BIT="y"), "aarch64-unknown-linux-gnu"),
    (native("riscv64", CONFIG_64BIT="y"), "riscv64gc-unknown-linux-gnu"),
    (riscv("MC", "RV32E") | {"CONFIG_CITYGATE_RUST_TARGET": "riscv32emc-unknown-none-elf"},
     "riscv32emc-unknown-none-elf"),
]

# What is set, and what the refusal has to say.
ZEPHYR_REFUSED = [
    (riscv("MC", "RV32E"), "riscv32emc-unknown-none-elf would do"),
    (riscv("MAFDC", FPU="y", FLOAT_HARD="y", CPU_HAS_FPU_DOUBLE_PRECISION="y"), "CONFIG_FLOAT_HARD=n"),
    (riscv("MFC", FPU="y", FLOAT_HARD="y"), "CONFIG_FLOAT_HARD=n"),
    (riscv("MAC", "RV64I", **{"64BIT": "y"}), "riscv64imac-unknown-none-elf would do"),
    (riscv("MAFDC", "RV64I", FLOAT_HARD="y", **{"64BIT": "y"}), "riscv64gc-unknown-none-elf would do"),
    (cpu("R5") | HARD, "armv7r-none-eabihf would do"),
    (cpu("R52"), "armv8r-none-eabihf would do"),
    ({"CONFIG_CPU_AARCH32_CORTEX_A": "y"}, "armv7a-none-eabi would do"),
    (native("aarch64"), "native_sim/native/64 would do"),
    (native("m68k", CONFIG_64BIT="y"), "m68k"),
    ({"CONFIG_SPARC": "y"}, "target-list"),
]

ESP_IDF = [({"IDF_TARGET": chip}, target) for chip, target in (
    ("esp32c2", "riscv32imc-unknown-none-elf"), ("esp32c3", "riscv32imc-unknown-none-elf"),
    ("esp32c5", "riscv32imac-unknown-none-elf"), ("esp32c6", "riscv32imac-unknown-none-elf"),
    ("esp32c61", "riscv32imac-unknown-none-elf"), ("esp32h2", "riscv32imac-unknown-none-elf"),
    ("esp32h21", "riscv32imac-unknown-none-elf"), ("esp32h4", "riscv32imafc-unknown-none-elf"),
    ("esp32p4", "riscv32imafc-unknown-none-elf"))] + [
    ({"IDF_TARGET": "linux", "CMAKE_HOST_SYSTEM_PROCESSOR": "x86_64"}, "x86_64-unknown-linux-gnu"),
    ({"IDF_TARGET": "linux", "CMAKE_HOST_SYSTEM_PROCESSOR": "aarch64"}, "aarch64-unknown-linux-gnu"),
    ({"IDF_TARGET": "esp32new", "CITYGATE_RUST_TARGET": "riscv32im-unknown-none-elf"}, "riscv32im-unknown-none-elf"),
]

XTENSA = ("esp32", "esp32s2", "esp32s3")
ESP_IDF_REFUSED = [({"IDF_TARGET": chip}, "a chip with RISC-V would do") for chip in XTENSA] + [
    ({"IDF_TARGET": "esp32new"}, "-march and -mabi"),
    ({"IDF_TARGET": "linux", "CMAKE_HOST_SYSTEM_PROCESSOR": "m68k"}, "m68k"),
]


@unittest.skipUnless(CMAKE or "CITYGATE_ALLOW_MISSING_TOOLS" not in os.environ, "needs cmake")
class TheChoiceOfTargets(unittest.TestCase):
    def chosen(self, system, settings):
        """The Rust target, or the refusal."""
        with tempfile.TemporaryDirectory() as scratch:
            script = Path(scratch) / "choose.cmake"
            script.write_text(f'include("{ROOT / system / "rust-target.cmake"}")\n'
                              'file(WRITE "${OUT}" "${rust_target}|${refusal}")\n')
            command = [CMAKE, *(f"-D{name}={value}" for name, value in settings.items()), f"-DOUT={scratch}/out",
                       "-P", str(script)]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), settings)
            return (Path(scratch) / "out").read_text().split("|")

    def test_everybody_gets_what_instructions_and_floating_point_numbers_go_with(self):
        for system, cases in (("zephyr", ZEPHYR), ("esp-idf", ESP_IDF)):
            for settings, target in cases:
                self.assertEqual(self.chosen(system, settings), [target, ""], settings)

    def test_whom_no_target_goes_with_is_told_what_would_do(self):
        for system, cases in (("zephyr", ZEPHYR_REFUSED), ("esp-idf", ESP_IDF_REFUSED)):
            for settings, says in cases:
                target, refusal = self.chosen(system, settings)
                self.assertEqual(target, "", settings)
                self.assertIn(says, refusal, settings)

    @unittest.skipUnless(shutil.which("rustc"), "needs rustc")
    def test_rust_knows_them(self):
        known = subprocess.run(["rustc", "--print", "target-list"], capture_output=True, text=True, check=True)
        known = set(known.stdout.split())
        self.assertEqual({target for _, target in ZEPHYR + ESP_IDF} - known, set())


@unittest.skipUnless(CMAKE or "CITYGATE_ALLOW_MISSING_TOOLS" not in os.environ, "needs cmake")
class TheBuildOfTheLibrary(unittest.TestCase):
    """packaging/citygate-rust.cmake, as CMake configures."""

    def configure(self, scratch, target, cargo, *more):
        lists = Path(scratch) / "CMakeLists.txt"
        lists.write_text('cmake_minimum_required(VERSION 3.13)\nproject(any NONE)\n'
                         f'set(CITYGATE_CARGO "{cargo}")\ninclude("{ROOT}/packaging/citygate-rust.cmake")\n'
                         f'citygate_rust_library(citygate {target})\n')
        command = [CMAKE, "-S", scratch, "-B", f"{scratch}/build", *more]
        return subprocess.run(command, capture_output=True, text=True)

    def test_a_missing_target_is_refused(self):
        with tempfile.TemporaryDirectory() as scratch:
            done = self.configure(scratch, "thumbv0-none-eabi", "cargo")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no Rust on this machine builds for thumbv0-none-eabi", " ".join(done.stderr.split()))

    def test_the_cargo_of_the_configuration_counts_not_one_of_an_earlier_time(self):
        with tempfile.TemporaryDirectory() as scratch:
            for name in ("first", "second"):
                bin = Path(scratch) / name
                bin.mkdir()
                for program, says in (("cargo", ""), ("rustc", f"echo {scratch}/{name}-has-nothing")):
                    (bin / program).write_text(f"#!/bin/sh\n{says}\n")
                    (bin / program).chmod(0o755)
                # Its compiler has what it is asked for in a directory that is not there, so it is refused.
                done = self.configure(scratch, "thumbv0-none-eabi", bin / "cargo", "-DCITYGATE_CARGO=cargo")
                self.assertNotEqual(done.returncode, 0)
            (Path(scratch) / "second-has-nothing").mkdir()
            done = self.configure(scratch, "thumbv0-none-eabi", bin / "cargo")
            self.assertNotIn("no Rust on this machine builds", " ".join(done.stderr.split()))


if __name__ == "__main__":
    unittest.main()
