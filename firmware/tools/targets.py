"""The processors that the library is proved on: how to compile for each, and a board in the emulator that has it.

A new processor takes one entry here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    # As in the tables.
    name: str
    # What Rust calls it.
    triple: str
    # The C compiler and what selects the processor.
    compiler: tuple
    # The emulator and its board; empty on the host.
    emulator: tuple = ()
    # Where flash and memory begin, and how large they are, in bytes.
    flash: tuple = (0, 0)
    ram: tuple = (0, 0)

    @property
    def is_host(self):
        return not self.emulator

    @property
    def prefix(self):
        """What the names of the other tools of the C compiler begin with."""
        return self.compiler[0].removesuffix("gcc")

    @property
    def file(self):
        """A name for files."""
        return self.triple


ARM = "arm-none-eabi-gcc"
K, M = 1024, 1024 * 1024


def arm(name, triple, flags, board, flash=(0, 4 * M), ram=(0x2000_0000, 4 * M)):
    # Without unaligned accesses of the C code: start.c makes those of the library faults.
    compiler = (ARM, "-mthumb", "-mno-unaligned-access", *flags)
    return Target(name, triple, compiler, ("qemu-system-arm", "-M", board), flash, ram)


CORTEX_M0 = arm("Cortex-M0", "thumbv6m-none-eabi", ["-mcpu=cortex-m0"], "microbit", (0, 256 * K), (0x2000_0000, 16 * K))
CORTEX_M3 = arm("Cortex-M3", "thumbv7m-none-eabi", ["-mcpu=cortex-m3"], "mps2-an385")
CORTEX_M4F = arm(
    "Cortex-M4F",
    "thumbv7em-none-eabihf",
    ["-mcpu=cortex-m4", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"],
    "mps2-an386",
)
CORTEX_M33F = arm(
    "Cortex-M33F",
    "thumbv8m.main-none-eabihf",
    ["-mcpu=cortex-m33", "-mfloat-abi=hard", "-mfpu=fpv5-sp-d16"],
    "mps2-an505",
    (0x1000_0000, 4 * M),
    (0x3800_0000, 4 * M),
)
RV32IMAC = Target(
    "RV32IMAC",
    "riscv32imac-unknown-none-elf",
    ("riscv64-unknown-elf-gcc", "-march=rv32imac", "-mabi=ilp32", "-mcmodel=medany"),
    ("qemu-system-riscv32", "-M", "virt", "-bios", "none"),
    (0x8000_0000, 4 * M),
    (0x8040_0000, 4 * M),
)
X86_64 = Target("x86-64", "x86_64-unknown-linux-gnu", ("gcc",))
I686 = Target("i686", "i686-unknown-linux-gnu", ("gcc", "-m32", "-msse2", "-mfpmath=sse"))

BOARDS = [CORTEX_M0, CORTEX_M3, CORTEX_M4F, CORTEX_M33F, RV32IMAC]
HOSTS = [X86_64, I686]
