"""A firmware in C that logs by defmt, linked with the archive and the linker script that the documents name."""

from . import build
from .rust_image import decode
from .targets import CORTEX_M4F

LOG = build.FIRMWARE / "rust" / "log"
EXPECTED = """\
DEBUG user 0: User { class: Some(residential), demand: 6875000, minimum: 0, base: 0, node: 0, on_off: false, \
attributes: { }, weight: 0, rank: 0, cumulative_curtailment: 0 }
INFO user 0: Grant { granted: 6875000, reason: satisfied }
DEBUG user 1: User { class: Some(industrial_fuel), demand: 14375000, minimum: 0, base: 0, node: 0, on_off: false, \
attributes: { }, weight: 0, rank: 0, cumulative_curtailment: 0 }
INFO user 1: Grant { granted: 13125000, reason: short_in_step, step: 9 }
WARN alarm supply_substituted
WARN alarm not_following, user 1
WARN alarm not_following, user 1, is over
WARN alarm supply_substituted is over
ERROR alarm 255, which is none
ERROR -40, a user has an unknown class, at 1
"""


def logs():
    archive = build.BUILT / CORTEX_M4F.triple / "log" / "libcitygate.a"
    build.run(build.ROOT / "packaging" / "archive.py", "--log", "--target", CORTEX_M4F.triple,
              "--target-dir", build.BUILT, archive, env=build.settings(CORTEX_M4F))
    image = build.link(CORTEX_M4F, "log-image", [build.FIRMWARE / "log.c"], "-I", LOG, "-T", LOG / "citygate_log.ld",
                       archives=[archive])
    said = decode(image, bytes.fromhex(build.execute(CORTEX_M4F, image)))
    if said != EXPECTED:
        raise build.Failed(f"the log of the image in C says:\n{said}")
    print(said, end="", flush=True)
