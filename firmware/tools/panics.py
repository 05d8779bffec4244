"""No panic, no heap, no clash: what links, what must not link, and which symbols there are."""

import re

from . import build
from .targets import BOARDS

# What C itself brings, and every compiler expects beside it.
FROM_C = {"bcmp", "memcmp", "memcpy", "memmove", "memset"}
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
            build.link(target, "panics", source, archives=archives)
        except build.Failed as failure:
            if UNDEFINED_HOOK not in str(failure):
                raise
        else:
            raise build.Failed(f"{target.name}: a function that can panic links")
        image = build.link(target, "panics", source, "-DHOOK", archives=archives)
        said = build.execute(target, image)
        if said != "panicked\n":
            raise build.Failed(f"{target.name}: the hook was not called: {said}")

        check_symbols(target)
        print(f"{target.name}: {len(build.functions())} functions link without the hook, one that can panic does not",
              flush=True)


def compare_profiles():
    """The archives here are built as the library's own."""
    profiles = [
        re.search(r"^\[profile\.archive\]\n(?:.+\n)+", path.read_text(), re.M).group()
        for path in (build.ROOT / "Cargo.toml", build.FIRMWARE / "rust" / "Cargo.toml")
    ]
    if profiles[0] != profiles[1]:
        raise build.Failed(f"the profiles differ:\n{profiles[0]}\n{profiles[1]}")


def check_symbols(target):
    """The library wants nothing but memory functions and its own arithmetic: no allocator, no mathematics."""
    ours, defined, wanted = False, set(), set()
    # Not nm, which where it has a plugin of another LLVM stumbles over the bitcode in the archive.
    for line in build.run("readelf", "--wide", "--syms", build.archive(target)).splitlines():
        if line.startswith("File: "):
            ours = "(citygate-" in line
        elif " GLOBAL " in line or " WEAK " in line:
            section, name = line.split()[-2:]
            if section != "UND":
                defined.add(name)
            elif ours:
                wanted.add(name)
    strange = wanted - defined - FROM_C
    if strange or not wanted:
        raise build.Failed(f"{target.name}: the library wants {strange or 'not even memcpy'}")


def beside_another():
    """Two Rust libraries in one image."""
    for target in BOARDS:
        archives = [build.archive(target), build.rust_crate("other", target)]
        said = []
        for order in (archives, archives[::-1]):
            image = build.link(target, "beside", [build.FIRMWARE / "beside.c"], archives=order)
            said.append(build.execute(target, image))
        if said[0] != said[1] or build.figures(said[0])["granted"] != "300":
            raise build.Failed(f"{target.name}: {said}")
        print(f"{target.name}: {' '.join(said[0].split())}", flush=True)
