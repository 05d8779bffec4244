"""docs/station-controller.md names every setting, command, mode, state and alarm of the station controller, and every test
that it names exists."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "station"
TEXT = (ROOT / "docs" / "station-controller.md").read_text(encoding="utf-8")


def body(file: str, opening: str) -> str:
    source = (SOURCES / file).read_text(encoding="utf-8")
    return source.split(opening, 1)[1].split("\n}", 1)[0]


def fields(file: str, structure: str) -> list[str]:
    found = re.findall(r"^    pub(?:\(super\))? (\w+):", body(file, f"pub struct {structure} {{"), re.M)
    return [field for field in found if field != "reserved"]


def variants(file: str, enumeration: str) -> list[str]:
    return re.findall(r"^    ([A-Z]\w+)[ ,({=]", body(file, f"pub enum {enumeration} {{"), re.M)


class EverythingIsNamed(unittest.TestCase):
    def check(self, names: list[str]) -> None:
        self.assertTrue(names)
        self.assertEqual([name for name in names if f"`{name}`" not in TEXT], [])

    def test_settings(self):
        for file, structure in [
            ("conditioning.rs", "SignalSettings"),
            ("follow.rs", "FollowSettings"),
            ("alarm.rs", "AlarmSettings"),
        ]:
            self.check(fields(file, structure))
        nested = {"demand", "flow", "follow"}
        self.check([field for field in fields("settings.rs", "StationUser") if field not in nested])
        self.check(fields("settings.rs", "StationSettings"))

    def test_what_operators_meet(self):
        for file, enumeration in [
            ("command.rs", "Command"),
            ("alarm.rs", "AlarmKind"),
            ("point.rs", "Standing"),
        ]:
            self.check(variants(file, enumeration))
        self.check([state for state in variants("order.rs", "OrderState") if state != "None"])

    def test_modes(self):
        for mode in variants("controller.rs", "Mode"):
            self.assertIn(f"| {mode.lower()} |", TEXT)

    def test_tests(self):
        named = re.findall(r"`(?:\w+::)?(\w+_\w+_\w+)`", TEXT.split("## For whoever certifies it")[1])
        sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "station").glob("*.rs"))
        tests = [name for name in named if not name.isupper()]
        self.assertGreater(len(tests), 10)
        self.assertEqual([name for name in tests if f"fn {name}()" not in sources], [])


if __name__ == "__main__":
    unittest.main()
