"""packaging/archive.py, on machines that are made up as in test_setup."""

import contextlib
import io
import os
import sys
import unittest
from unittest import mock

from test_setup import TRIPLE, Machine

import archive

RUSTC = """
case "$*" in
    *target-libdir*) echo "{libraries}/$4";;
    *sysroot*) echo "{usr}";;
    *--version*) echo "host: machine-unknown-linux-gnu";;
esac
"""


class TheArchive(unittest.TestCase):
    def test_holds_one_object_whole_and_an_index_that_leads_to_it(self):
        for content in (b"even", b"odd"):
            made = archive.archive_of(content, ["citygate_a", "citygate_bc"])
            self.assertEqual(made[:8], b"!<arch>\n")
            self.assertEqual(len(made) % 2, 0)
            size = int(made[8 + 48:8 + 58])
            index = made[68:68 + size]
            places = [int.from_bytes(index[at:at + 4], "big") for at in (4, 8)]
            self.assertEqual((int.from_bytes(index[:4], "big"), len(set(places))), (2, 1))
            self.assertEqual(index[12:].rstrip(b"\0").split(b"\0"), [b"citygate_a", b"citygate_bc"])
            header = made[places[0]:places[0] + 60]
            self.assertEqual((header[:16].strip(), header[58:]), (b"citygate.o/", b"`\n"))
            self.assertEqual(made[places[0] + 60:][:int(header[48:58])], content)

    def test_shows_every_function_of_the_headers(self):
        self.assertIn("citygate_allocate", archive.functions())
        self.assertGreater(len(archive.functions()), 80)
        added = set(archive.functions(log=True)) - set(archive.functions())
        self.assertTrue(added and all(name.startswith("citygate_log_") for name in added), added)
        self.assertFalse(added & archive.FIRMWARES)


class WhatIsMissing(Machine):
    def setUp(self):
        super().setUp()
        self.program("rustc", RUSTC)
        os.environ.pop("RUSTC", None)

    def says(self, *arguments):
        """What archive.py says as it gives up; nothing if it does not."""
        with mock.patch.object(sys, "argv", ["archive.py", *arguments]), contextlib.redirect_stderr(io.StringIO()):
            try:
                archive.main()
            except SystemExit as given_up:
                return str(given_up.code)
        return ""

    def tool(self, name):
        directory = self.places["usr"] / "lib/rustlib/machine-unknown-linux-gnu/bin"
        directory.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text("#!/bin/sh\n")
        (directory / name).chmod(0o755)

    def test_the_processor_where_rustup_is(self):
        self.program("rustup")
        self.assertIn(f"rustup target add {TRIPLE}", self.says("--check", TRIPLE))

    def test_the_processor_where_rustup_is_not(self):
        said = self.says("--check", TRIPLE)
        self.assertIn("https://rustup.rs", said)
        self.assertIn("cargo-web rustc-web rust-web-src", said)

    def test_the_linker_of_debians_rust(self):
        for part in ("bin/cargo", "bin/rustc", "lib/rustlib/src/rust/library/Cargo.lock"):
            (self.places["usr"] / part).parent.mkdir(parents=True, exist_ok=True)
            (self.places["usr"] / part).write_text("#!/bin/sh\n")
        (self.places["usr"] / "bin/rust-lld").symlink_to("lld-99")
        rustc = self.places["usr"] / "bin/rustc"
        rustc.chmod(0o755)
        self.assertIn("lld-99", self.says("--check", TRIPLE))
        # With or without a linker, it builds only for what it knows.
        rustc.write_text("#!/bin/sh\nexit 1\n")
        self.assertIn(f"no Rust on this machine builds for {TRIPLE}", self.says("--check", TRIPLE))

    def test_the_tools_that_come_with_rust(self):
        (self.places["libraries"] / TRIPLE).mkdir(parents=True)
        self.assertIn("rust-lld is missing", self.says("--check", TRIPLE))
        self.tool("rust-lld")
        self.assertIn("rust-objcopy is missing", self.says("--check", TRIPLE))
        self.tool("rust-objcopy")
        self.assertEqual(self.says("--check", TRIPLE), "")

    def test_the_processor_in_the_rust_of_another_cargo(self):
        (self.places["libraries"] / TRIPLE).mkdir(parents=True)
        other = self.root / "other"
        other.mkdir()
        for name in ("cargo", "rustc"):
            (other / name).write_text("#!/bin/sh\necho /nowhere\n")
            (other / name).chmod(0o755)
        said = self.says("--check", TRIPLE, "--cargo", str(other / "cargo"))
        self.assertIn(f"no Rust on this machine builds for {TRIPLE}", said)
        said = self.says("--check", TRIPLE, "--cargo", str(other / "none"))
        self.assertIn(f"{other / 'none'}, which is to build as cargo, is no program", said)

    def test_an_archive_to_write(self):
        self.assertEqual(self.says(), "2")
