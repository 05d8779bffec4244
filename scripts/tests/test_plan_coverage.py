"""docs/plan-coverage.md: every rule of the plan that it lists names a test, and every test that it names exists."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "plan-coverage.md"


def rows():
    """The rows of all tables, without headings: section, rule, tests."""
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if not re.fullmatch(r"-+|§", row[0])]


def tests_in(row):
    return re.findall(r"`([\w/.]+)::(\w+)`", row[2])


class PlanCoverage(unittest.TestCase):
    def test_every_rule_names_a_test(self):
        self.assertGreater(len(rows()), 45)
        self.assertEqual([row for row in rows() if len(row) != 3 or not tests_in(row)], [])

    def test_every_test_named_exists(self):
        missing = [f"{path}::{name}" for row in rows() for path, name in tests_in(row)
                   if not (ROOT / path).is_file()
                   or not re.search(rf"#\[test\]\s*(?:#\[[^\]]*\]\s*)*fn {name}\(", (ROOT / path).read_text())]
        self.assertEqual(missing, [])

    def test_every_row_says_where_in_the_plan(self):
        self.assertEqual([row for row in rows() if not re.search(r"\d", row[0])], [])
