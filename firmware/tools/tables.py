"""The tables in the documentation: written from what was measured, or compared with it."""

import functools
import os
import re

from . import build

DOCUMENT = build.ROOT / "docs" / "microcontrollers.md"


def write(name, lines, any_toolchain=False):
    """Puts lines between the marks of a table where CITYGATE_UPDATE_TABLES is set; otherwise demands that they are
    there, if the toolchain is that of the table or does not matter."""
    text = DOCUMENT.read_text()
    begin, end = f"<!-- measured: {name} -->\n", f"<!-- end: {name} -->\n"
    pattern = re.compile(re.escape(begin) + "(.*?)" + re.escape(end), re.S)
    found = pattern.search(text)
    if not found:
        raise build.Failed(f"{DOCUMENT} has no marks for the table {name}")
    table = "\n" + "\n".join(lines) + "\n\n"
    if os.environ.get("CITYGATE_UPDATE_TABLES"):
        DOCUMENT.write_text(text[: found.start(1)] + table + text[found.end(1):])
    elif not any_toolchain and not is_measured():
        print(f"the table {name} is not compared: it was measured with other versions than {toolchain()}", flush=True)
    elif found.group(1) != table:
        raise build.Failed(
            f"the table {name} in {DOCUMENT} is not what was measured now:\n{table}"
            "If that is right, write it: CITYGATE_UPDATE_TABLES=1 firmware/check"
        )


def is_measured():
    """Whether the tables were measured with the toolchain that is here."""
    return f"Measured with {toolchain()}." in DOCUMENT.read_text()


def limit_here(instructions):
    """A limit holds for the toolchain of the tables; the code that another one makes may take a twentieth more."""
    return instructions if is_measured() else instructions * 21 // 20


@functools.cache
def toolchain():
    """What the figures depend on."""
    compilers = [f"{name} {build.run(name, '-dumpversion').strip()}"
                 for name in ("arm-none-eabi-gcc", "riscv64-unknown-elf-gcc")]
    return ", ".join([" ".join(build.run("rustc", "--version").split()[:2]), *compilers])


def note_toolchain():
    write("toolchain", [f"Measured with {toolchain()}."])


def table(header, rows):
    """A table in Markdown; the first column is text, the others are numbers."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1)] + list(rows)
    return ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines]
