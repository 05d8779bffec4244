"""A firmware in Rust: runs, and its log says what it should. The decoded text is compared: an image that was built
without a log level ends well and logs nothing."""

import os
import subprocess

from . import build
from .targets import CORTEX_M3

# The decoder of defmt's log, a program of its own: scripts/setup installs it.
DECODER = build.ROOT / "target" / "tools" / "bin" / "defmt-print"
EXPECTED = """\
DEBUG 0: User { class: Some(residential), demand: 6875000, minimum: 0, base: 0, node: 0, on_off: false, \
attributes: { }, weight: 1, rank: 0, cumulative_curtailment: 0 }
DEBUG 1: User { class: Some(vehicles), demand: 1250000, minimum: 0, base: 0, node: 0, on_off: false, \
attributes: { }, weight: 1, rank: 0, cumulative_curtailment: 0 }
DEBUG 2: User { class: Some(industrial_fuel), demand: 14375000, minimum: 0, base: 0, node: 0, on_off: false, \
attributes: { }, weight: 1, rank: 0, cumulative_curtailment: 0 }
INFO Grant { granted: 6875000, reason: satisfied }
INFO Grant { granted: 1250000, reason: satisfied }
INFO Grant { granted: 13125000, reason: short_in_step, step: 9 }
INFO curtailed 1250000 dm3/h
ERROR Negative
ERROR ClassNotServed { user: 0, class: chemical }
DEBUG JournalKey(..)
DEBUG Conditioned { value: 1000000, rung: measured, status: good }
INFO Ordered(Order { sequence: 1, user: 0, from: 900000, to: 0, issued_ms: 2000, effective_ms: 2000, \
acknowledge_by_ms: 0, cause: allocation, state: in_force, grant: Grant { granted: 0, reason: short_in_step, step: 9 } })
DEBUG Conditioned { value: 0, rung: conservative, status: failure }
INFO Strayed { user: 0 }
DEBUG Conditioned { value: 0, rung: conservative, status: failure }
WARN AlarmCame { kind: supply_substituted, user: None }
DEBUG Conditioned { value: 0, rung: conservative, status: failure }
ERROR SignalCount { users: 1, signals: 0 }
"""


def decode(image, log):
    """The text of a log that an image wrote."""
    said = subprocess.run([DECODER, "-e", image, "--log-format", "{L} {s}"], input=log, env=os.environ,
                          stdout=subprocess.PIPE, timeout=60, check=True).stdout.decode()
    return "".join(" ".join(line.split()) + "\n" for line in said.splitlines())


def logs():
    build.cargo(CORTEX_M3, "build", "--locked", "--profile", "archive", "--package", "image",
                directory=build.FIRMWARE / "rust", DEFMT_LOG="debug")
    image = build.BUILT / CORTEX_M3.triple / "archive" / "image"
    ran = subprocess.run(build.emulator(CORTEX_M3, image), stdout=subprocess.PIPE, timeout=60)
    if ran.returncode != 0:
        raise build.Failed(f"the image in Rust ended with {ran.returncode}")
    said = decode(image, ran.stdout)
    if said != EXPECTED:
        raise build.Failed(f"the log of the image in Rust says:\n{said}")
    print(said, end="", flush=True)
