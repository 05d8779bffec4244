"""What all samples run: the scans of examples/station, which say the same on every platform."""

from . import build

STATION = build.ROOT / "examples" / "station"
# On the boards here, one scan after the other.
SCANS = [build.FIRMWARE / "take_home/main.c", STATION / "station.c", STATION / "scans.c"]


def expect_scans(said, where):
    """How much stack is left, and the time that a scan takes, are the platform's."""
    expected = (STATION / "expected.txt").read_text()
    if f"{expected}success, stack left: " not in said:
        raise build.Failed(f"{where}: the sample says:\n{said}")
