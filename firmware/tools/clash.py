"""No clash: the archive beside what else stands in an image, whatever links it."""

import re
from dataclasses import dataclass

from . import build
from .samples import SCANS, expect_scans
from .targets import BOARDS, CORTEX_M0, RV32IMAC

# What a linker script has to place for images of C alone: notes (GCC 14 for RISC-V notes that the stack is not
# executable), what libgcc is debugged with, the linker's own. The frame sizes are there where the stack is measured.
SCRIPT_ENDS = ("/DISCARD/ : { *(.comment .note.GNU-stack .ARM.attributes .riscv.attributes .eh_frame .debug* .glue* "
               ".vfp11_veneer .v4_bx *.iplt .igot* .got* .rela.* .stack_sizes) }\n}\n")


def none():
    for target in BOARDS:
        shows_its_functions_only(target)
        beside_another(target)
        ways = [way for way in WAYS if way.suits(target)]
        for way in ways:
            expect_scans(build.execute(target, way.link(target)), f"{target.name}, {way.name}")
        print(f"{target.name}: {', '.join(way.name for way in ways)}: no clash", flush=True)
        short_enums(target)
        memcpy_is_the_firmwares(target)


# --- Symbols and sections ------------------------------------------------------------------------------------------

def shows_its_functions_only(target):
    """One object that wants nothing, and shows nothing but the functions of the headers."""
    archive = build.archive(target)
    said = build.run("readelf", "--wide", "--syms", "--sections", archive)
    members = build.run("readelf", "--wide", "--archive-index", "--file-header", archive)
    objects = re.findall(r"^File: .*\((.*)\)", members, re.M)
    shown, strange = set(), []
    for fields in map(str.split, said.splitlines()):
        if len(fields) == 8 and fields[4] in ("GLOBAL", "WEAK", "UNIQUE"):
            shown.add(fields[7])
            if fields[4] != "GLOBAL" or fields[6] == "UND":
                strange.append(" ".join(fields))
    if objects != ["citygate.o"] or strange or shown != set(build.functions()):
        raise build.Failed(f"{target.name}: the archive holds {objects} and shows {strange} and "
                           f"{sorted(shown ^ set(build.functions()))}")
    if found := re.findall(r"\.llvm\w+|\.note\S*|\.comment", said):
        raise build.Failed(f"{target.name}: the archive holds {set(found)}")
    print(f"{target.name}: the archive shows {len(shown)} functions and wants nothing", flush=True)


def beside_another(target):
    """Two Rust libraries in one image, in either order, and both as a whole."""
    archives = [build.archive(target), build.rust_crate("other", target)]
    whole = ["-Wl,--whole-archive", *archives, "-Wl,--no-whole-archive"]
    said = []
    for order in (archives, archives[::-1], whole):
        image = build.link(target, "beside", [build.FIRMWARE / "beside.c"], build.QUIET_ABOUT_STACK, archives=order)
        said.append(build.execute(target, image))
    if len(set(said)) != 1 or build.figures(said[0])["granted"] != "300":
        raise build.Failed(f"{target.name}: two Rust libraries say {said}")
    print(f"{target.name}: two Rust libraries in either order and as a whole: {said[0].split()}", flush=True)


# --- Ways to link --------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Way:
    """A way to link the scans of the samples."""

    name: str
    options: tuple = ()
    # Stand after the archive.
    libraries: tuple = ()

    def suits(self, target):
        """Debian's newlib and picolibc are looked at for ARM."""
        return not self.libraries or target is not RV32IMAC

    def link(self, target):
        options = [*self.options, *(with_library(target) if self.libraries else ())]
        return build.link(target, "way", SCANS, *options, archives=[build.archive(target), *self.libraries])


def with_library(target):
    """Of a C library that reads unaligned words."""
    return ["-DBOARD_HAS_C_LIBRARY", *([] if target is CORTEX_M0 else ["-munaligned-access"])]


class WholeArchive(Way):
    def link(self, target):
        whole = ["-Wl,--whole-archive", build.archive(target), "-Wl,--no-whole-archive"]
        return build.link(target, "way", SCANS, archives=whole)


class OrphanHandling(Way):
    """Every section has a place in the linker script. GNU ld takes the script that is named last."""

    def link(self, target):
        script = build.BUILT / target.triple / "every-section.ld"
        script.parent.mkdir(parents=True, exist_ok=True)
        text = (build.FIRMWARE / "board/image.ld").read_text()
        script.write_text(text.rstrip().removesuffix("}") + SCRIPT_ENDS)
        return build.link(target, "way", SCANS, "-Wl,--orphan-handling=error", script=script)


class Lld(Way):
    """The linker that comes with Rust."""

    def link(self, target):
        image, objects = build.BUILT / target.triple / "way", []
        for source in [*SCANS, build.FIRMWARE / "board/start.c"]:
            objects.append(build.BUILT / target.triple / f"{source.stem}.o")
            build.run(*target.compiler, *build.STRICT, "-ffreestanding", *build.INCLUDES, "-c", source,
                      "-o", objects[-1])
        libgcc = build.run(*target.compiler, "-print-libgcc-file-name").strip()
        build.run(build.rust_lld(), "-flavor", "gnu", "--gc-sections", "--fatal-warnings", *build.places(target),
                  "-T", build.FIRMWARE / "board/image.ld", *objects, build.archive(target), libgcc, "-o", image)
        return image


WAYS = [
    Way("GNU ld"),
    Lld("lld"),
    WholeArchive("--whole-archive"),
    OrphanHandling("--orphan-handling=error"),
    Way("-flto", ("-flto",)),
    Way("newlib", (), ("-lc",)),
    Way("newlib-nano", (), ("-lc_nano",)),
    Way("newlib-nano and -flto", ("-flto", "-Wl,-u,memcpy,-u,memset"), ("-lc_nano",)),
    Way("picolibc", ("--specs=picolibc.specs",), ("-lc",)),
]


def short_enums(target):
    """However large an enumeration of the firmware is, the structures of the header are the same."""
    if "Tag_ABI_enum_size" in build.run("readelf", "--arch-specific", build.archive(target)):
        raise build.Failed(f"{target.name}: the archive wants enumerations of one size")
    said = {}
    # With the other size libgcc makes the linker warn.
    quiet = [] if target is RV32IMAC else ["-Wl,--no-enum-size-warning"]
    for option in ("-fshort-enums", "-fno-short-enums"):
        image = build.link(target, "enums", [build.FIRMWARE / "digest.c"], option, "-DPROBLEMS=500u", *quiet)
        said[option] = build.execute(target, image)
    if len(set(said.values())) != 1:
        raise build.Failed(f"{target.name}: {said}")
    print(f"{target.name}: short enumerations or not, the digest is the same", flush=True)


def memcpy_is_the_firmwares(target):
    """The archive before the C library: memcpy is as quick as without the archive."""
    if target is RV32IMAC:
        return
    said = []
    for archives in (["-lc"], [build.archive(target), "-lc"]):
        image = build.link(target, "memcpy", [build.FIRMWARE / "memcpy.c"], *with_library(target), archives=archives)
        said.append(build.execute(target, image, counting=True))
    if said[0] != said[1]:
        raise build.Failed(f"{target.name}: memcpy takes {said[0]} without the archive, and {said[1]} with it")
    print(f"{target.name}: memcpy of 1,024 bytes, with the archive as without: {' '.join(said[1].split())}", flush=True)
