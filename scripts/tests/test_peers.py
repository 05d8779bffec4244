"""The tables of peers in the READMEs and beside the data are those of the data; what is shown was measured."""

import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benches" / "peers" / "python"))

import report  # noqa: E402  its place is known only now

RENEW = "scripts/peers --report renews it from the data"


class Peers(unittest.TestCase):
    def setUp(self):
        self.data = report.read()

    def documents(self):
        """Each README as it is, and with the figures of the data."""
        for name, table in report.readmes(self.data).items():
            document = (ROOT / name).read_text()
            yield name, document, report.with_table(document, table)

    def test_readmes_have_the_figures_of_the_data(self):
        for name, document, renewed in self.documents():
            self.assertEqual(renewed, document, f"{name}: {RENEW}")

    def test_other_figures_would_be_noticed(self):
        for row in self.data["rows"]:
            row["microseconds"]["median"] *= 7
        for name, document, renewed in self.documents():
            self.assertNotEqual(renewed, document, name)

    def test_all_figures_are_those_of_the_data(self):
        self.assertEqual(report.everything(self.data), (report.RESULTS / "peers.md").read_text(), RENEW)

    def test_what_is_shown_was_measured(self):
        for job, (_, names) in report.SHOWN.items():
            measured = {name for name, _ in report.rows_of(self.data, job)}
            self.assertEqual(set(names) - measured, set(), f"{job}: renamed in the harness, or not measured")

    def test_ratios_are_to_the_first_that_is_shown(self):
        for job, (_, names) in report.SHOWN.items():
            first = next(row["name"] for row in self.data["rows"] if row["job"] == job)
            self.assertEqual(next(iter(names)), first, job)

    def test_the_data_are_of_a_whole_run(self):
        self.assertEqual(self.data["effort"], "full")
        self.assertRegex(self.data["date"], r"^\d{4}-\d\d-\d\d$")

    def test_the_machine_is_a_kind_and_no_name(self):
        self.assertEqual(sorted(self.data["machine"]), ["cores", "processor", "system"])
        self.assertNotIn(str(Path.home()), (report.RESULTS / "peers.json").read_text())
