"""The same answer everywhere: one digest over many problems, on every processor."""

import textwrap
from dataclasses import dataclass

from . import build, tables
from .targets import BOARDS, HOSTS, RV32IMAC


@dataclass(frozen=True)
class Program:
    """A program that calls functions with pseudo-random problems and says one digest."""
    # What it is called, and its source.
    name: str
    source: str
    # What its rounds are called, and how many problems must be solved, refused ones not counted.
    called: str
    least_solved: int
    # What is defined when it is compiled.
    flags: tuple = ()
    # What memory it needs, in bytes.
    ram: int = 0

    def runs_on(self, target):
        return target.is_host or target.ram[1] >= self.ram

    def link(self, target, *flags, prefix=""):
        source = build.FIRMWARE / f"{self.source}.c"
        return build.link(target, prefix + self.name, [source], *self.flags, *flags)


DIGEST = Program("digest", "digest", "rounds", 200_000)
PREPARED = Program("digest_prepared", "digest", "rounds of prepared stations", 90_000, ("-DPREPARED",), 32 * 1024)
PIPE_NETWORK = Program("digest_pipe_network", "digest_pipe_network", "rounds of networks of any shape", 25_000)
EVENT = Program("digest_event", "digest_event", "days of an event", 400_000)
STATION = Program("digest_station", "digest_station", "rounds of the station controller", 250_000, ram=32 * 1024)


def same_everywhere():
    unaligned_accesses_are_faults()
    memory_functions_keep_to_alignment()
    lines = [same_digest(program) for program in (DIGEST, PREPARED, PIPE_NETWORK, EVENT, STATION)]
    tables.write("digest", lines, any_toolchain=True)


def unaligned_accesses_are_faults():
    """The boards with an ARM make faults of them while the programs run. QEMU has no RISC-V that does."""
    for target in BOARDS:
        image = build.link(target, "unaligned", [build.FIRMWARE / "unaligned.c"], archives=[])
        try:
            said = build.execute(target, image)
        except build.Failed as failure:
            said = str(failure).rstrip().splitlines()[-1]
        expected = "unaligned" if target is RV32IMAC else "FAULT"
        if said.strip() != expected:
            raise build.Failed(f"{target.name}: an unaligned access is {said}, expected {expected}")
        print(f"{target.name}: an unaligned access is {'a fault' if expected == 'FAULT' else 'allowed'}", flush=True)


# What the compiler calls to clear, set, copy and move memory of any alignment, where it has to. It clears in any archive.
MEMORY_FUNCTIONS = ("memclr", "memset", "memcpy", "memmove")


def memory_functions_keep_to_alignment():
    """Those inside the archive, called with every alignment: callers in the library meet a few of them only by chance."""
    for target in (target for target in BOARDS if target is not RV32IMAC):
        called = [name for name in MEMORY_FUNCTIONS if f"__aeabi_{name}" in build.defined(target)]
        if "memclr" not in called:
            raise build.Failed(f"{target.name}: the archive has no function that clears memory of any alignment")
        shown = build.shown(target, [f"__aeabi_{name}" for name in called])
        flags = [f"-DHAS_{name.upper()}" for name in called]
        image = build.link(target, "memory", [build.FIRMWARE / "memory.c"], *flags, archives=[shown])
        said = build.execute(target, image).strip()
        if said != "every alignment":
            raise build.Failed(f"{target.name}: memory functions of the archive: {said}")
        print(f"{target.name}: {', '.join(called)} of the archive with {said}", flush=True)


def same_digest(program):
    said = {}
    for target in filter(program.runs_on, BOARDS + HOSTS):
        image = program.link(target)
        said[target.name] = build.figures(build.execute(target, image))
        print(f"{target.name}: {said[target.name]}", flush=True)
    answers = {tuple(figures.values()) for figures in said.values()}
    if len(answers) != 1:
        raise build.Failed(f"the processors do not agree: {said}")
    rounds, solved, digest = answers.pop()
    if int(solved) < program.least_solved:
        raise build.Failed(f"only {solved} problems are solved")
    line = f"* Problems solved: {int(solved):,}, in {int(rounds):,} {program.called}. Digest on {', '.join(said)}: `{digest}`."
    return textwrap.fill(line, 120, subsequent_indent="  ", break_on_hyphens=False)
