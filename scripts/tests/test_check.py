"""scripts/check, on machines that are made up: the programs on PATH are stand-ins."""

import subprocess
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[1] / "check"
# Packages are found only once there is a list of them.
APT_GET = """
case "$*" in
    *update*) echo > {root}/lists;;
    *"install -y -qq python3"*) [ -e {root}/lists ] && /bin/cp {root}/python3 {root}/bin;;
esac
"""


class Machine(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name)
        (self.root / "bin").mkdir()
        self.program("bin/dirname", "/usr/bin/dirname $*")
        self.program("bin/id", "echo 0")
        self.program("bin/env", "shift; exec $*")
        self.program("python3", f"echo $1 >> {self.root}/ran")

    def program(self, name, does):
        (self.root / name).write_text(f"#!/bin/sh\n{does}\n")
        (self.root / name).chmod(0o755)

    def check(self, *arguments):
        return subprocess.run(["/bin/bash", str(CHECK), *arguments], env={"PATH": str(self.root / "bin")},
                              text=True, capture_output=True)


class TheFirstStage(Machine):
    def test_a_new_machine_has_neither_python_nor_a_list_of_packages(self):
        self.program("bin/apt-get", APT_GET.format(root=self.root))
        done = self.check("tools")
        self.assertEqual((done.returncode, (self.root / "ran").read_text()), (0, "scripts/setup\n"), done)

    def test_who_cannot_install_python_is_told(self):
        self.program("bin/apt-get", "exit 1")
        done = self.check("tools")
        self.assertEqual(done.returncode, 1)
        self.assertIn("missing: python3", done.stdout)

    def test_who_has_python_installs_nothing(self):
        (self.root / "python3").rename(self.root / "bin/python3")
        self.assertEqual(self.check("tools").returncode, 0)


class ALongRun(Machine):
    def ran(self, *arguments):
        (self.root / "ran").write_text("")
        self.program("bin/python3", f"echo $* >> {self.root}/ran")
        for name in ("cargo", "make"):
            self.program(f"bin/{name}", f"echo {name} $1 $CITYGATE_TEST_TIMES >> {self.root}/ran")
        done = self.check(*arguments)
        self.assertEqual(done.returncode, 0, done)
        return (self.root / "ran").read_text().splitlines()

    def test_draws_more_problems_and_searches_for_worst_cases(self):
        self.assertEqual(self.ran("tests", "firmware"), ["cargo test", "make firmware"])
        self.assertEqual(self.ran("--long", "tests", "firmware"),
                         ["cargo test 10", "make firmware 10", "firmware/check search"])


if __name__ == "__main__":
    unittest.main()
