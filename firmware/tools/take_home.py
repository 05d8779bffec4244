"""What others build with: the examples, the Zephyr module, the ESP-IDF component, the release archives, the function
block for PLCs."""

import re
import shutil

from . import build, plc
from .samples import SCANS, expect_scans
from .targets import CORTEX_M0, CORTEX_M4F, RV32IMAC

EXAMPLE = build.ROOT / "examples" / "firmware"
OUT = build.ROOT / "target" / "take-home"
CARGO_OUT = OUT / "cargo"
ZEPHYR = {"CONFIG_CITYGATE": "y", "CONFIG_CITYGATE_CARGO": "cargo"}


def check():
    examples()
    zephyr()
    esp_idf()
    release()
    plc.check()


def expect_sample(said, where):
    expect_scans(said, where)
    print(f"{where}: {re.search('success.*', said)[0]}", flush=True)


def examples():
    expect_sample(build.run("make", "-C", EXAMPLE, "--no-print-directory", f"BUILD={OUT / 'make'}", "run"), "make")
    out = OUT / "cmake"
    build.run("cmake", "-S", EXAMPLE, "-B", out, f"-DCMAKE_TOOLCHAIN_FILE={EXAMPLE / 'cortex-m4f.cmake'}",
              f"-DCITYGATE_CARGO_DIRECTORY={CARGO_OUT}")
    expect_sample(build.run("cmake", "--build", out, "--target", "run"), "CMake")


def configure(module, target, settings):
    """Configures a module in the stand-in; returns the build directory and the Rust target that it chose."""
    out = OUT / f"module-{module.strip('.')}-{target.triple}"
    shutil.rmtree(out, ignore_errors=True)
    link = [f"-T{build.FIRMWARE / 'board/image.ld'}", "-Wl,--no-warn-rwx-segments"]
    link += [f"-Wl,{place}" for place in build.places(target)]
    said = build.run("cmake", "-S", build.FIRMWARE / "take_home", "-B", out, "-DCMAKE_SYSTEM_NAME=Generic",
                     "-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY", f"-DCMAKE_C_COMPILER={target.compiler[0]}",
                     f"-DCMAKE_C_FLAGS={' '.join(target.compiler[1:])}", f"-DMODULE={module}",
                     f"-DLINK={';'.join(link)}", f"-DCITYGATE_CARGO_DIRECTORY={CARGO_OUT}",
                     *[f"-D{key}={value}" for key, value in settings.items()])
    return out, re.search(r"citygate for (\S+)", said).group(1)


def build_and_run(out, target, where):
    build.run("cmake", "--build", out)
    expect_sample(build.execute(target, out / "rtu"), where)


def zephyr():
    """Three processors are built and run; which Rust target each gets is for scripts/tests. The menu is read by
    Zephyr's own parser."""
    hard = {"CONFIG_FPU": "y", "CONFIG_FP_HARDABI": "y"}
    riscv = {"CONFIG_RISCV": "y", **{f"CONFIG_RISCV_ISA_EXT_{letter}": "y" for letter in "MAC"}}
    cases = [(CORTEX_M0, {"CONFIG_CPU_CORTEX_M0": "y"}), (CORTEX_M4F, {"CONFIG_CPU_CORTEX_M4": "y", **hard}),
             (RV32IMAC, riscv)]
    for target, settings in cases:
        out, rust_target = configure("zephyr", target, {**ZEPHYR, **settings})
        if rust_target != target.triple:
            raise build.Failed(f"Zephyr, {settings}: {rust_target}, expected {target.triple}")
        build_and_run(out, target, f"Zephyr module, {target.name}")
    refuse("zephyr", {**ZEPHYR, "CONFIG_CITYGATE_RUST_TARGET": "any"}, "no Rust on this machine builds for any")
    small = {"CONFIG_RISCV": "y", "CONFIG_RISCV_ISA_RV32E": "y"}
    refuse("zephyr", {**ZEPHYR, **small}, "riscv32emc-unknown-none-elf would do")
    kconfig()


def refuse(module, settings, expected):
    """Configuring for this ends with a sentence that says why."""
    try:
        configure(module, RV32IMAC, settings)
    except build.Failed as failure:
        if expected not in " ".join(str(failure).split()):
            raise
    else:
        raise build.Failed(f"{module}, {settings}: is not refused")


KCONFIG = '''
import sys
import kconfiglib
symbols = kconfiglib.Kconfig(sys.argv[1], warn=True, warn_to_stderr=True)
symbols.syms["CITYGATE"].set_value(2)
assert symbols.syms["CITYGATE"].str_value == "y", "ARM does not allow CITYGATE"
assert symbols.syms["CITYGATE_CARGO"].str_value == "cargo"
symbols.syms["ARM"].set_value(0)
assert symbols.syms["CITYGATE"].str_value == "n", "a processor without Rust allows CITYGATE"
print(symbols.warnings)
assert not symbols.warnings
'''


def kconfig():
    """Reads the menu as Zephyr would."""
    menu = OUT / "Kconfig"
    arches = "".join(f"config {name}\n\tbool \"{name}\"\n" + ("\tdefault y\n" if name == "ARM" else "")
                     for name in ("ARM", "RISCV", "ARCH_POSIX"))
    menu.write_text(f'mainmenu "Zephyr"\n{arches}source "{build.ROOT}/zephyr/Kconfig"\n')
    build.run("python3", "-c", KCONFIG, menu, env={"PYTHONPATH": str(build.ROOT / "target" / "tools" / "python")})
    print("Zephyr module: Kconfig is read without a warning", flush=True)


def esp_idf():
    """The whole repository is the component."""
    out, _ = configure(".", RV32IMAC, {"IDF_TARGET": "esp32c6"})
    build_and_run(out, RV32IMAC, "ESP-IDF component, esp32c6")
    refuse(".", {"IDF_TARGET": "esp32s3"}, "a chip with RISC-V would do")


def release():
    """What a release offers for one processor is complete, says what it is, and links by itself."""
    target = CORTEX_M4F
    build.run(build.ROOT / "scripts" / "release", target.triple)
    offered = build.ROOT / "target" / "release-archives"
    build.run("sha256sum", "--check", "--ignore-missing", "SHA256SUMS", cwd=offered)
    (packed,) = offered.glob(f"citygate-*-{target.triple}.tar.gz")
    out = OUT / "release"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    build.run("tar", "--extract", "--strip-components=1", "--file", packed, cwd=out)
    if target.triple not in (out / "BUILT").read_text():
        raise build.Failed(f"{packed} does not say what it is for")
    if sorted(path.name for path in (out / "lib").iterdir()) != ["libcitygate.a"]:
        raise build.Failed(f"{packed} holds {list((out / 'lib').iterdir())}")
    if str(build.ROOT).encode() in (out / "lib/libcitygate.a").read_bytes():
        raise build.Failed(f"{packed} holds the path to the sources")
    image = build.link(target, "release", SCANS, archives=[out / "lib/libcitygate.a"])
    expect_sample(build.execute(target, image), packed.name)
