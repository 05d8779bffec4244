"""The function block for PLCs and its example: in a stand-in for what matiec makes of them, and, where one is built, by
matiec itself."""

import os
import re
import shutil
from pathlib import Path

from . import build
from .targets import X86_64

PLC = build.ROOT / "plc"
STAND_IN = build.FIRMWARE / "take_home" / "plc"
OUT = build.ROOT / "target" / "take-home" / "plc"
# As matiec's are compiled, and as OpenPLC compiles them.
LANGUAGES = {"C": ["gcc", "-std=gnu11"], "C++": ["g++", "-std=gnu++11", "-x", "c++"]}
# The options that OpenPLC gives it.
IEC2C = ["-f", "-l", "-p", "-r", "-R", "-a"]


def check():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    names()
    library = library_object()
    for language, compiler in LANGUAGES.items():
        out = OUT / f"stand-in-{compiler[0]}"
        write_stand_in(out)
        build.run(*compiler, "-Wall", "-Wextra", "-Werror", "-I", out, "-I", STAND_IN, "-c", STAND_IN / "program.c",
                  "-o", out / "program.o")
        run_example(out, [STAND_IN, out], [out / "program.o"], library, f"function block as {language}")
    matiec = os.environ.get("MATIEC")
    if matiec:
        by_matiec(Path(matiec), library)
    else:
        print("SKIPPED: the function block by matiec; set MATIEC to the directory of one that is built", flush=True)


def names():
    """OpenPLC compiles a configuration and a resource of these names, and no others."""
    found = re.findall(r"^\s*(CONFIGURATION|RESOURCE) (\w+)", (PLC / "example.st").read_text(), re.M)
    if found != [("CONFIGURATION", "Config0"), ("RESOURCE", "Res0")]:
        raise build.Failed(f"plc/example.st has {found}")


def library_object():
    """The one object that a PLC's program is linked with, made as plc/README.md says; nothing in it is seen twice."""
    made = OUT / "citygate.o"
    build.run("gcc", "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-r", "-O2", "-I",
              build.ROOT / "include", PLC / "citygate_plc.c", build.archive(X86_64), "-o", made)
    return made


def write_stand_in(out):
    """What the stand-in takes from the texts in plc/: the structures of block and program, and the block's body."""
    out.mkdir()
    block = (PLC / "citygate_share.st").read_text()
    (body,) = re.findall(r"^  \{$(.*?)^  \}$", block, re.M | re.S)
    (out / "body.h").write_text(body)
    header = '#include "iec_types_all.h"\n'
    for name, last, element in re.findall(r"^  (\w+) : ARRAY \[0\.\.(\d+)\] OF (\w+);", block, re.M):
        header += f"typedef struct {{ {element} table[{int(last) + 1}]; }} {name};\n"
    header += structure("CITYGATE_SHARE", block) + structure("SHARING", (PLC / "example.st").read_text())
    (out / "POUS.h").write_text(header)


def structure(name, text):
    """The instance of a block or program, as matiec lays it out: its variables with their flags, and blocks within."""
    members = ""
    for section in re.findall(r"^  VAR(?:_INPUT|_OUTPUT)?$(.*?)^  END_VAR$", text, re.M | re.S):
        for variable, of in re.findall(r"^    (\w+) : (\w+)(?: :=|;)", section, re.M):
            members += f"    {of} {variable};\n" if of == "CITYGATE_SHARE" else \
                f"    struct {{ {of} value; IEC_BYTE flags; }} {variable};\n"
    return f"typedef struct {{\n{members}}} {name};\n"


def run_example(out, includes, objects, library, what):
    """Links an example with what stands for a runtime, and compares what it says."""
    program = out / "run"
    options = [option for directory in includes for option in ("-I", directory)]
    build.run("gcc", "-w", *options, PLC / "run.c", *objects, library, "-o", program)
    said = build.run(program)
    if said != (PLC / "expected.txt").read_text():
        raise build.Failed(f"{what}: the example says:\n{said}")
    print(f"{what}: the example runs", flush=True)


def by_matiec(matiec, library):
    out = OUT / "matiec"
    out.mkdir()
    (out / "sharing.st").write_text((PLC / "citygate_share.st").read_text() + (PLC / "example.st").read_text())
    build.run(matiec / "iec2c", *IEC2C, "-I", matiec / "lib", "sharing.st", cwd=out)
    # By these names OpenPLC looks for them.
    sources = [out / "Config0.c", out / "Res0.c"]
    for source in sources:
        build.run("gcc", "-w", "-I", matiec / "lib/C", "-I", out, "-c", source, "-o", source.with_suffix(".o"))
    run_example(out, [matiec / "lib/C", out], [source.with_suffix(".o") for source in sources], library, "matiec")
