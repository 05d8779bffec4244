"""No panic: what links, and what must not link."""

import re

from . import build, instructions, size
from .targets import BOARDS

UNDEFINED_HOOK = "undefined reference to `citygate_panic'"


def holds_every_function():
    """A program that holds on to every function of the header."""
    entries = "".join(f"    (function){name},\n" for name in build.functions())
    source = build.BUILT / "every.c"
    source.write_text(
        '#include "board/board.h"\n#include "citygate.h"\ntypedef void (*function)(void);\n'
        f"static function volatile functions[] = {{\n{entries}}};\n"
        "int main(void) { return functions[0] == (function)0; }\n"
    )
    return source


def never():
    """Every function links with the hook undefined; a function that can panic does not."""
    compare_profiles()
    for target in BOARDS:
        image = build.link(target, "every", [holds_every_function()])
        build.execute(target, image)

        source, archives = [build.FIRMWARE / "panics.c"], [build.rust_crate("can-panic", target)]
        try:
            build.link(target, "panics", source, build.QUIET_ABOUT_STACK, archives=archives)
        except build.Failed as failure:
            if UNDEFINED_HOOK not in str(failure):
                raise
        else:
            raise build.Failed(f"{target.name}: a function that can panic links")
        image = build.link(target, "panics", source, build.QUIET_ABOUT_STACK, "-DHOOK", archives=archives)
        said = build.execute(target, image)
        if said != "panicked\n":
            raise build.Failed(f"{target.name}: the hook was not called: {said}")

        print(f"{target.name}: {len(build.functions())} functions link without the hook, one that can panic does not",
              flush=True)
    modbus_never()


def modbus_never():
    """Answers to Modbus requests link with the hook undefined, and are the same everywhere."""
    answers = set()
    for target in BOARDS:
        archive = build.rust_crate("modbus", target)
        image = build.link(target, "modbus", [build.FIRMWARE / "modbus.c"], build.QUIET_ABOUT_STACK, archives=[archive])
        said = build.figures(build.execute(target, image, counting=True))
        per_tick = instructions.SPUN / int(said.pop("ticks of 200000 instructions"))
        reads = {name: round(int(said.pop(name)) * per_tick) for name in list(said) if name.startswith("a read")}
        if int(said["carried out"]) < int(said["requests"]) / 3:
            raise build.Failed(f"{target.name}: hardly any Modbus request is carried out: {said}")
        answers.add(tuple(said.values()))
        flash, memory = size.linked(target, ["modbus_serial", "modbus_connection"], archive)
        print(f"{target.name}: Modbus links without the hook: {said}; instructions: {reads}; {flash} bytes of flash, "
              f"{memory} of static memory", flush=True)
    if len(answers) != 1:
        raise build.Failed(f"the processors answer differently: {answers}")


def compare_profiles():
    """The archives here are built as the library's own."""
    profiles = [
        re.search(r"^\[profile\.archive\]\n(?:.+\n)+", path.read_text(), re.M).group()
        for path in (build.ROOT / "Cargo.toml", build.FIRMWARE / "rust" / "Cargo.toml")
    ]
    if profiles[0] != profiles[1]:
        raise build.Failed(f"the profiles differ:\n{profiles[0]}\n{profiles[1]}")
