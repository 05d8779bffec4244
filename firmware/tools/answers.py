"""The same answer everywhere: one digest over many problems, on every processor."""

import textwrap

from . import build, tables
from .targets import BOARDS, HOSTS

# The programs, what their rounds are called, and how many problems must be solved, refused ones not counted.
PROGRAMS = [("digest", "rounds", 200_000), ("digest_event", "days of an event", 400_000)]


def same_everywhere():
    tables.write("digest", [same_digest(*program) for program in PROGRAMS], any_toolchain=True)


def same_digest(program, called, least_solved):
    said = {}
    for target in BOARDS + HOSTS:
        image = build.link(target, program, [build.FIRMWARE / f"{program}.c"])
        said[target.name] = build.figures(build.execute(target, image))
        print(f"{target.name}: {said[target.name]}", flush=True)
    answers = {tuple(figures.values()) for figures in said.values()}
    if len(answers) != 1:
        raise build.Failed(f"the processors do not agree: {said}")
    rounds, solved, digest = answers.pop()
    if int(solved) < least_solved:
        raise build.Failed(f"only {solved} problems are solved")
    line = f"* Problems solved: {int(solved):,}, in {int(rounds):,} {called}. Digest on {', '.join(said)}: `{digest}`."
    return textwrap.fill(line, 120, subsequent_indent="  ", break_on_hyphens=False)
