"""The function blocks for PLCs and their examples: in a stand-in for what matiec makes of them, and, where one is built,
by matiec itself."""

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from . import build
from .targets import X86_64

PLC = build.ROOT / "plc"
STAND_IN = build.FIRMWARE / "take_home" / "plc"
OUT = build.ROOT / "target" / "take-home" / "plc"
# As matiec's are compiled, and as OpenPLC compiles them.
LANGUAGES = {"C": ["gcc", "-std=gnu11"], "C++": ["g++", "-std=gnu++11", "-x", "c++"]}
# The options that OpenPLC gives it.
IEC2C = ["-f", "-l", "-p", "-r", "-R", "-a"]


class Block(NamedTuple):
    """A function block: its name and its program's, its text, the example, what stands for matiec and for a runtime, and
    what the example says."""

    name: str
    program: str
    text: str
    example: str
    stand_in: str
    run: str
    expected: str


BLOCKS = (
    Block("CITYGATE_SHARE", "SHARING", "citygate_share.st", "example.st", "program.c", "run.c", "expected.txt"),
    Block("CITYGATE_STATION", "CONTROLLING", "citygate_station.st", "example_station.st", "program_station.c",
          "run_station.c", "expected_station.txt"),
)


NAMES = [block.name for block in BLOCKS]


def check():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    library = library_object()
    for block in BLOCKS:
        names(block)
        for language, compiler in LANGUAGES.items():
            out = OUT / f"stand-in-{block.program.lower()}-{compiler[0]}"
            write_stand_in(block, out)
            build.run(*compiler, "-Wall", "-Wextra", "-Werror", "-I", out, "-I", STAND_IN, "-c",
                      STAND_IN / block.stand_in, "-o", out / "program.o")
            run_example(block, out, [STAND_IN, out], [out / "program.o"], library, f"{block.name} as {language}")
    matiec = os.environ.get("MATIEC")
    if matiec:
        for block in BLOCKS:
            by_matiec(block, Path(matiec), library)
    else:
        print("SKIPPED: the function blocks by matiec; set MATIEC to the directory of one that is built", flush=True)


def names(block):
    """OpenPLC compiles a configuration and a resource of these names, and no others."""
    found = re.findall(r"^\s*(CONFIGURATION|RESOURCE) (\w+)", (PLC / block.example).read_text(), re.M)
    if found != [("CONFIGURATION", "Config0"), ("RESOURCE", "Res0")]:
        raise build.Failed(f"plc/{block.example} has {found}")


def library_object():
    """The one object that a PLC's program is linked with, made as plc/README.md says; nothing in it is seen twice."""
    made = OUT / "citygate.o"
    build.run("gcc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-r", "-O2", "-I",
              build.ROOT / "include", PLC / "citygate_plc.c", PLC / "citygate_plc_station.c",
              build.archive(X86_64), "-o", made)
    return made


def write_stand_in(block, out):
    """What the stand-in takes from the texts in plc/: the structures of block and program, and the block's body."""
    out.mkdir()
    text = (PLC / block.text).read_text()
    (body,) = re.findall(r"^  \{$(.*?)^  \}$", text, re.M | re.S)
    (out / "body.h").write_text(body)
    header = '#include "iec_types_all.h"\n'
    for name, last, element in re.findall(r"^  (\w+) : ARRAY \[0\.\.(\d+)\] OF (\w+);", text, re.M):
        header += f"typedef struct {{ {element} table[{int(last) + 1}]; }} {name};\n"
    header += structure(block.name, text) + structure(block.program, (PLC / block.example).read_text())
    (out / "POUS.h").write_text(header)


def structure(name, text):
    """The instance of a block or program, as matiec lays it out: its variables with their flags, and blocks within."""
    members = ""
    for section in re.findall(r"^  VAR(?:_INPUT|_OUTPUT)?$(.*?)^  END_VAR$", text, re.M | re.S):
        for variable, of in re.findall(r"^    (\w+) : (\w+)(?: :=|;)", section, re.M):
            members += f"    {of} {variable};\n" if of in NAMES else \
                f"    struct {{ {of} value; IEC_BYTE flags; }} {variable};\n"
    return f"typedef struct {{\n{members}}} {name};\n"


def run_example(block, out, includes, objects, library, what):
    """Links an example with what stands for a runtime, and compares what it says."""
    program = out / "run"
    options = [option for directory in includes for option in ("-I", directory)]
    build.run("gcc", "-w", *options, PLC / block.run, *objects, library, "-o", program)
    said = build.run(program)
    if said != (PLC / block.expected).read_text():
        raise build.Failed(f"{what}: the example says:\n{said}")
    print(f"{what}: the example runs", flush=True)


def by_matiec(block, matiec, library):
    out = OUT / f"matiec-{block.program.lower()}"
    out.mkdir()
    (out / "program.st").write_text((PLC / block.text).read_text() + (PLC / block.example).read_text())
    build.run(matiec / "iec2c", *IEC2C, "-I", matiec / "lib", "program.st", cwd=out)
    # By these names OpenPLC looks for them.
    sources = [out / "Config0.c", out / "Res0.c"]
    for source in sources:
        build.run("gcc", "-w", "-I", matiec / "lib/C", "-I", out, "-c", source, "-o", source.with_suffix(".o"))
    objects = [source.with_suffix(".o") for source in sources]
    run_example(block, out, [matiec / "lib/C", out], objects, library, f"{block.name} by matiec")
