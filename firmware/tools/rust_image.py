"""A firmware in Rust: runs, and its log says what it should."""

import os
import subprocess

from . import build
from .targets import CORTEX_M3

# The decoder of defmt's log, a program of its own: scripts/setup installs it.
DECODER = build.ROOT / "target" / "tools" / "bin" / "defmt-print"
EXPECTED = """\
DEBUG user 0: residential
DEBUG user 1: vehicles
DEBUG user 2: industrial_fuel
INFO 6875000 of 6875000 dm3/h
INFO 1250000 of 1250000 dm3/h
INFO 13125000 of 14375000 dm3/h
INFO curtailed 1250000 dm3/h
"""


def logs():
    build.cargo(CORTEX_M3, "build", "--locked", "--profile", "archive", "--package", "image",
                directory=build.FIRMWARE / "rust", DEFMT_LOG="debug")
    image = build.BUILT / CORTEX_M3.triple / "archive" / "image"
    ran = subprocess.run(build.emulator(CORTEX_M3, image), stdout=subprocess.PIPE, timeout=60)
    if ran.returncode != 0:
        raise build.Failed(f"the image in Rust ended with {ran.returncode}")
    decoded = subprocess.run([DECODER, "-e", image, "--log-format", "{L} {s}"], input=ran.stdout, env=os.environ,
                             stdout=subprocess.PIPE, timeout=60, check=True).stdout.decode()
    decoded = "\n".join(" ".join(line.split()) for line in decoded.splitlines()) + "\n"
    if decoded != EXPECTED:
        raise build.Failed(f"the log of the image in Rust says:\n{decoded}")
    print(decoded, end="", flush=True)
