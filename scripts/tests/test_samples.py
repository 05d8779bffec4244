"""What the samples promise to those who build them elsewhere: that what they name is there, and that they look for what
the shared scans say."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIGEST = re.compile(r"digest of all grants: ([0-9a-f]{16})")


class TheZephyrSample(unittest.TestCase):
    sample = ROOT / "zephyr/samples/station"

    def test_zephyr_finds_it(self):
        (place,) = re.findall(r"^samples:\n  - (.*)", (ROOT / "zephyr/module.yml").read_text(), re.M)
        self.assertEqual(ROOT / place, self.sample.parent)

    def test_it_waits_for_the_digest_of_the_scans(self):
        (said,) = DIGEST.findall((ROOT / "examples/station/expected.txt").read_text())
        self.assertEqual(DIGEST.findall((self.sample / "sample.yaml").read_text()), [said])

    def test_the_files_that_it_names_are_there(self):
        named = re.findall(r"EXTRA_CONF_FILE=(\S+)", (self.sample / "sample.yaml").read_text())
        self.assertEqual([name for name in named if not (self.sample / name).exists()], [])
        self.assertTrue(named)


class TheComponentOfEspIdf(unittest.TestCase):
    manifest = (ROOT / "idf_component.yml").read_text()

    def test_it_has_the_version_of_the_library(self):
        (version,) = re.findall(r'^version = "(.*)"', (ROOT / "Cargo.toml").read_text(), re.M)
        self.assertEqual(re.findall(r'^version: "(.*)"', self.manifest, re.M), [version])

    def test_its_example_is_there_and_depends_on_it(self):
        (example,) = re.findall(r"^  - path: (.*)", self.manifest, re.M)
        main = ROOT / example / "main"
        (place,) = re.findall(r'override_path: "(.*)"', (main / "idf_component.yml").read_text())
        self.assertEqual((main / place).resolve(), ROOT)


if __name__ == "__main__":
    unittest.main()
