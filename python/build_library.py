"""Builds the shared library for a wheel: a hook of hatchling's, which pip calls.

The library comes from `make shared` of the repository, which needs cargo, make and Python 3. The wheel has no code
for one version of Python, so it serves them all: its tag names the platform only.
"""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, Dict

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent
LICENCES = ("LICENSE-APACHE", "LICENSE-MIT")


class BuildLibrary(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: Dict[str, Any]) -> None:
        if self.target_name != "wheel":
            sys.exit(
                "citygate: there are no source archives of the package alone; clone the repository, and "
                "pip install ./python"
            )
        if not sys.platform.startswith("linux"):
            sys.exit(f"citygate: wheels are built on Linux so far, not on {sys.platform}")
        for program, brings in (("cargo", "https://rustup.rs"), ("make", "the package make")):
            if not shutil.which(program):
                sys.exit(f"citygate: {program} is missing, which builds the library; {brings} brings it")
        built = subprocess.run(["make", "--no-print-directory", "shared", "CARGO_TARGET_DIR=target"], cwd=REPOSITORY)
        if built.returncode != 0:
            sys.exit(f"citygate: make shared failed in {REPOSITORY}")
        library = REPOSITORY / "target" / "archive" / "libcitygate.so"
        # A program may be running with the one that is there: a new file takes its place.
        place = PACKAGE / "src" / "citygate" / library.name
        shutil.copy(library, place.with_suffix(".new"))
        place.with_suffix(".new").replace(place)
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
