"""scripts/setup and the choice of the Rust toolchain, on machines that are made up: the programs on PATH are stand-ins
that write down how they were called."""

import contextlib
import importlib.machinery
import importlib.util
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]


def load(path):
    loader = importlib.machinery.SourceFileLoader("citygate_setup", str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("citygate_setup", loader))
    loader.exec_module(module)
    return module


setup = load(ROOT / "scripts" / "setup")
toolchain = setup.toolchain
TRIPLE = "thumbv0-none-eabi"

RUSTC = 'echo "{libraries}/$4"'
# Debian's Rust calls a linker that it does not bring.
APT_GET = """
[ "$1" = update ] && exit 0
for package; do
    case $package in
        rustc-web) /bin/mkdir -p {usr}/bin; echo > {usr}/bin/rustc; /bin/ln -s lld-99 {usr}/bin/rust-lld;;
        cargo-web) /bin/mkdir -p {usr}/bin; echo > {usr}/bin/cargo;;
        rust-web-src) /bin/mkdir -p {usr}/lib/rustlib/src/rust/library
            echo > {usr}/lib/rustlib/src/rust/library/Cargo.lock;;
        lld-99) echo > {usr}/bin/lld-99;;
        measure-tools) echo '#!/bin/sh' > {bin}/measure; /bin/chmod +x {bin}/measure;;
    esac
done
"""


class Machine(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name)
        self.places = {name: self.root / name for name in ("bin", "usr", "libraries", "log")}
        self.places["bin"].mkdir()
        self.program("rustc", RUSTC)
        for name in setup.RUST:
            if name != "rustc":
                self.program(name)
        needs = setup.Needs(programs={"measure": ["measure-tools"]}, triples=[TRIPLE], crates={})
        for patch in (
            mock.patch.dict(os.environ, {"PATH": str(self.places["bin"])}),
            mock.patch.object(toolchain, "DEBIAN", self.places["usr"]),
            mock.patch.object(setup, "TOOLS", self.root / "tools"),
            mock.patch.object(setup, "GROUPS", {"made-up": needs}),
            mock.patch.object(os, "geteuid", lambda: 0),
        ):
            patch.start()
            self.addCleanup(patch.stop)
        os.environ.pop("CITYGATE_ALLOW_MISSING_TOOLS", None)

    def program(self, name, does=""):
        path = self.places["bin"] / name
        log = f'echo "{name} $*" >> {self.places["log"]}\n' if name != "rustc" else ""
        path.write_text(f"#!/bin/sh\n{log}{does.format(**self.places)}\n")
        path.chmod(0o755)

    def debian(self):
        """The machine can install packages."""
        self.program("apt-get", APT_GET)
        self.program("env", 'shift; exec "$@"')

    def called(self, program):
        log = self.places["log"].read_text() if self.places["log"].exists() else ""
        return [line for line in log.splitlines() if line.startswith(program + " ") and "--version" not in line]

    def main(self, *arguments):
        """Runs setup; returns its exit code and what it says."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                setup.main(list(arguments))
            except SystemExit as end:
                return end.code, said.getvalue()
        return 0, said.getvalue()

    def test_what_rustup_adds_is_seen_at_once(self):
        self.debian()
        self.program("rustup", '/bin/mkdir -p "{libraries}/$3"')
        self.assertFalse(toolchain.has_core(TRIPLE))
        self.assertEqual(self.main()[0], 0)
        self.assertTrue(toolchain.has_core(TRIPLE))
        self.assertEqual(toolchain.environment(TRIPLE), {})
        self.assertEqual(self.called("rustup"), [f"rustup target add {TRIPLE}"])
        self.assertNotIn("rustc-web", " ".join(self.called("apt-get")))

    def test_debian_builds_where_rustup_cannot_download(self):
        self.debian()
        self.program("rustup", "exit 1")
        self.assertEqual(self.main()[0], 0)
        self.assertEqual(len(self.called("rustup")), 1, "rustup is asked again and again")
        self.debian_builds()

    def test_debian_builds_where_there_is_no_rustup(self):
        self.debian()
        self.assertEqual(self.main()[0], 0)
        self.debian_builds()

    def debian_builds(self):
        installed = [call for call in self.called("apt-get") if "install" in call]
        self.assertTrue(any("cargo-web rustc-web rust-web-src" in call for call in installed), installed)
        self.assertIn("lld-99", installed[-1].split())
        added = toolchain.environment(TRIPLE)
        self.assertTrue(added["PATH"].startswith(f"{self.places['usr']}/bin{os.pathsep}"))
        self.assertEqual(added["CARGO_UNSTABLE_BUILD_STD"], "core,alloc")
        self.assertEqual(self.main()[0], 0)
        self.assertEqual(len(installed), len([call for call in self.called("apt-get") if "install" in call]))

    def test_a_machine_that_can_install_nothing_is_told_what_is_missing(self):
        code, said = self.main()
        self.assertEqual(code, 1)
        for package in ("measure-tools", "cargo-web", "rustc-web", "rust-web-src", "CITYGATE_ALLOW_MISSING_TOOLS"):
            self.assertIn(package, said.split("missing\n")[-1])
        self.assertEqual(toolchain.environment(TRIPLE), {})
        os.environ["CITYGATE_ALLOW_MISSING_TOOLS"] = "1"
        self.assertEqual(self.main()[0], 0)

    def test_packages_that_do_not_come_are_missing(self):
        self.program("apt-get")
        self.program("env", 'shift; exec "$@"')
        code, said = self.main()
        self.assertEqual(code, 1)
        self.assertIn("measure-tools", said.split("missing\n")[-1])
        self.assertEqual(len([call for call in self.called("apt-get") if "install" in call]), 1)

    def test_what_is_not_wanted_is_left_alone_where_it_is_installed(self):
        with mock.patch.object(setup, "NOT_WANTED", ["windows"]):
            for is_installed in (True, False):
                (self.places["bin"] / "measure").unlink(missing_ok=True)
                self.places["log"].unlink(missing_ok=True)
                self.debian()
                self.program("dpkg-query", f"echo '{'ii ' if is_installed else 'un '}'")
                self.main()
                first = next(line for line in self.called("apt-get") if "measure-tools" in line)
                self.assertEqual("windows-" in first.split(), not is_installed, first)

    def test_what_is_not_wanted_goes_where_it_is_in_the_way(self):
        in_the_way = 'case " $* " in *" install "*" windows- "*|*" update "*) ;; *" install "*) exit 100;; esac\n'
        with mock.patch.object(setup, "NOT_WANTED", ["windows"]):
            self.debian()
            self.program("apt-get", in_the_way + APT_GET)
            self.program("dpkg-query", "echo 'ii '")
            code, said = self.main()
        self.assertEqual(code, 0, said)
        self.assertRegex(said, "failed: .*measure-tools .*\ninstead: .*measure-tools .* windows-\n")

    def test_a_dry_run_installs_nothing(self):
        self.debian()
        self.program("rustup", "exit 1")
        code, said = self.main("--dry-run")
        self.assertEqual(code, 0)
        self.assertIn("measure-tools", said)
        self.assertIn(TRIPLE, said)
        self.assertEqual(self.called("apt-get") + self.called("rustup"), [])

    def test_who_is_not_root_asks_sudo(self):
        self.debian()
        self.program("sudo", 'shift; exec "$@"')
        with mock.patch.object(os, "geteuid", lambda: 1000):
            self.assertEqual(self.main()[0], 0)
        self.assertEqual(len(self.called("sudo")), len(self.called("apt-get")))
        self.assertTrue(all(call.startswith("sudo -n ") for call in self.called("sudo")))

    def test_programs_from_crates_io_go_into_the_tree(self):
        needs = setup.Needs(programs={}, triples=[], crates={"gauge": "1.2.0"})
        install = ('[ "$1" = install ] || exit 0; '
                   "/bin/mkdir -p {root}/tools/bin; echo > {root}/tools/bin/gauge;"
                   "echo '\"gauge 1.2.0 (registry)\"' > {root}/tools/.crates.toml")
        self.program("cargo", install.replace("{root}", str(self.root)))
        with mock.patch.object(setup, "GROUPS", {"made-up": needs}):
            self.assertEqual(self.main()[0], 0)
            self.assertEqual(self.main()[0], 0)
        (call,) = self.called("cargo")
        self.assertIn("--locked", call)
        self.assertTrue(call.endswith(" gauge@1.2.0"))
        self.assertFalse(setup.has_crate("gauge", "1.2.1"), "another version counts")

    def test_what_rustup_has_not_installed_is_named(self):
        self.program("rustup")
        self.program("cargo-clippy", "exit 1")
        self.assertIn("rustup component add", self.main()[0])

    def test_without_rust_and_rustup_debian_brings_rust(self):
        self.debian()
        (self.places["bin"] / "cargo-clippy").unlink()
        code, said = self.main()
        self.assertEqual(code, 1)
        self.assertIn("install -y -qq rust-web-clippy", " ".join(self.called("apt-get")))
        self.assertIn("https://rustup.rs", said)

    def test_a_group_that_does_not_exist_is_refused(self):
        self.assertIn("no such group: hots", self.main("hots")[0])

    def test_a_processor_that_rust_does_not_know_has_no_core(self):
        self.program("rustc", "exit 1")
        self.assertFalse(toolchain.has_core(TRIPLE))
        self.program("rustc", "echo")
        self.assertFalse(toolchain.has_core(TRIPLE))
        (self.places["bin"] / "rustc").unlink()
        self.assertFalse(toolchain.has_core(TRIPLE))


if __name__ == "__main__":
    unittest.main()
