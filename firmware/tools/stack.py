"""How much stack each function of the header can take.

The frame of every function (written by the compiler; for assembler read from the code) is added up along every chain
of calls (read from the disassembly). That is a bound if there is no recursion and no call through a pointer; both are
looked for, and refused. What was painted in the emulator must not exceed the bound.
"""

import re
import struct
from dataclasses import dataclass, field
from functools import cache

from . import answers, build, size, tables
from .targets import BOARDS, CORTEX_M4F

# Calls through pointers that are known: a pattern for the caller, and one for everything that it can call.
INDIRECT_CALLS = {
    r"5event6report6render": r"5event4text2(en|zh).*7text_(en|zh)$",
}

# What fills the space between functions, disassembled.
PADDING = ("nop ", "movs r0, r0", "c.nop ")

# Sections whose references to functions are not calls.
NOT_CODE = (".ARM.exidx", ".eh_frame", ".stack_sizes", ".debug", ".comment")
BRANCH_RELOCATIONS = re.compile("CALL|JUMP|BRANCH|_JAL$|THM_PC|RELAX|_NONE|ALIGN|LO12")

# No more than this: one station alone, and what a controller calls of an event.
LIMITS = {(CORTEX_M4F.name, f"citygate_{name}"): limit for name, limit in (
    ("allocate", 768), ("event_open", 3072), ("event_tick", 2560), ("event_assess", 2560), ("event_act", 2560),
    ("event_restore", 4096))}


@dataclass
class Function:
    name: str
    address: int
    frame: int | None = None
    # Callees, and whether the own frame is gone when they run.
    calls: set = field(default_factory=set)
    calls_through_pointer: bool = False
    jumps_through_pointer: bool = False
    # Jumps through a register with the frame still there, as in a switch; and where tables of switches are looked up.
    jumps_as_switch: bool = False
    tables_at: list = field(default_factory=list)
    # Such jumps with the frame gone: since where the code runs straight on to them, and where they are.
    jumps_without_frame: list = field(default_factory=list)
    straight_from: int = 0
    at: int = 0
    frame_gone: bool = False
    falls_through: bool = True
    pushed: int = 0


def image_of_all(target):
    """Every function of the header and what they call, and nothing else."""
    image = build.BUILT / target.triple / "all"
    keep = [f"-Wl,-u,{name}" for name in build.functions()]
    build.run(*target.compiler, "-nostdlib", "-Wl,--gc-sections,--emit-relocs",
              f"-Wl,-e,{build.functions()[0]}", *keep, build.archive(target), "-lgcc", "-o", image)
    return image


class Arm:
    @staticmethod
    def read(function, operation, operands, target):
        base = operation.removesuffix(".w").removesuffix(".n")
        if base in ("bl", "blx"):
            if target is None:
                function.calls_through_pointer = True
            return "call"
        # A switch: compilers call by blx and bx, or by a load.
        if base in ("tbb", "tbh") or (base in ("mov", "add") and operands.startswith("pc,") and operands != "pc, lr"):
            return "end"
        if (base == "bx" and operands != "lr") or (base == "ldr" and re.match(r"pc, \[(?!sp)", operands)):
            function.jumps_through_pointer = True
            return "end"
        if base == "push" or (base in ("stmdb", "stmfd") and operands.startswith("sp!")):
            function.pushed += 4 * len(re.search(r"\{(.*)\}", operands).group(1).split(","))
        elif base == "vpush":
            function.pushed += 8 * len(re.search(r"\{(.*)\}", operands).group(1).split(","))
        elif base.startswith("str") and (step := re.search(r"\[sp, #-(\d+)\]!", operands)):
            function.pushed += int(step.group(1))
        elif base in ("sub", "subw") and (step := re.fullmatch(r"sp, (?:sp, )?#(\d+)", operands)):
            function.pushed += int(step.group(1))
        elif re.match(r"(sub|add)\S*$", base) and re.fullmatch(r"sp, (?:sp, )?r\d+", operands):
            function.pushed = None
        if re.match(r"(bx\s+lr|mov\s+pc, lr|(pop|ldmia|ldr)\b.*\bpc\b|udf)", f"{base} {operands}"):
            return "end"
        if base == "b":
            return "jump, end"
        return "jump" if target is not None and (base.startswith("b") or base.startswith("cb")) else ""


class RiscV:
    @staticmethod
    def read(function, operation, operands, target):
        if operation in ("jal", "jalr", "call"):
            if target is None:
                function.calls_through_pointer = True
            return "call"
        if operation in ("jr", "j", "ret", "mret", "unimp", "tail"):
            if operation == "jr" and target is None:
                if function.frame_gone:
                    function.jumps_without_frame.append((function.straight_from, function.at))
                else:
                    function.jumps_as_switch = True
            function.frame_gone = False
            return "jump, end"
        if operation in ("addi", "add") and (step := re.fullmatch(r"sp,sp,(-?\d+)", operands)):
            function.frame_gone = int(step.group(1)) > 0
            function.pushed -= min(0, int(step.group(1)))
        elif operation in ("sub", "add") and re.fullmatch(r"sp,sp,[a-z]\w+", operands):
            function.pushed = None
        return "jump" if operation.startswith("b") else ""


def disassemble(target, image):
    """The functions of an image, by address, with calls and what they push."""
    read = (RiscV if "riscv" in target.triple else Arm).read
    functions, jumps, function = {}, [], None
    previous = None
    for line in build.run(target.prefix + "objdump", "-d", "--no-show-raw-insn", image).splitlines():
        if label := re.match(r"([0-9a-f]+) <(.+)>:$", line):
            function = Function(label.group(2), int(label.group(1), 16))
            if previous and previous.falls_through:
                previous.calls.add((function.address, False))
            functions[function.address] = previous = function
            continue
        code = re.match(r"\s*([0-9a-f]+):\t(\S+)\s*([^;@]*)", line)
        if not code or code.group(2).startswith(".") or not function:
            continue
        operands = code.group(3).strip()
        if f"{code.group(2)} {operands}" in PADDING:
            continue
        found = re.search(r"\b([0-9a-f]+) <", operands)
        function.at = int(code.group(1), 16)
        kind = read(function, code.group(2), operands.split(" <")[0].strip(), found and int(found.group(1), 16))
        function.falls_through = "end" not in kind
        if kind:
            function.straight_from = function.at
        if found and ("call" in kind or "jump" in kind):
            jumps.append((function, int(found.group(1), 16), "call" in kind))
    return functions, jumps


def frames(image):
    """The frames that the compiler wrote, by address: each an address and a size in LEB128."""
    data = b"".join(data for name, _, data in sections(image) if name == ".stack_sizes")
    sizes, at = {}, 0
    while at < len(data):
        (address,) = struct.unpack_from("<I", data, at)
        at, size, shift = at + 4, 0, 0
        while True:
            size |= (data[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if data[at - 1] < 0x80:
                break
        sizes[address & ~1] = size
    return sizes


def sections(image):
    """Name, address and bytes of every section that has bytes."""
    data = image.read_bytes()
    for line in build.run("readelf", "--wide", "--sections", image).splitlines():
        fields = line.partition("]")[2].split()
        if len(fields) > 5 and fields[1] != "NOBITS" and re.fullmatch("[0-9a-f]{8}", fields[2]):
            address, offset, size = (int(field, 16) for field in fields[2:5])
            yield fields[0], address, data[offset:offset + size]


def taken_addresses(target, image, functions):
    """The functions whose address is used for anything but a call."""
    parts = [part for part in sections(image) if part[1]]
    taken, inside = set(), ""
    for line in build.run("readelf", "--wide", "--relocs", image).splitlines():
        if line.startswith("Relocation section"):
            inside = re.search(r"'\.rela?(.*)'", line).group(1)
        fields = line.split()
        if inside.startswith(NOT_CODE) or len(fields) < 5 or not fields[2].startswith("R_"):
            continue
        place, kind, address = int(fields[0], 16), fields[2], int(fields[3], 16)
        if kind == "R_RISCV_HI20" and fields[4].startswith(".LJTI"):
            functions[max(start for start in functions if start <= place)].tables_at.append(place)
        if BRANCH_RELOCATIONS.search(kind):
            continue
        if len(fields) > 6:
            address += int(fields[6], 16) * (-1 if fields[5] == "-" else 1)
        elif kind == "R_ARM_ABS32":
            start, data = next((start, data) for _, start, data in parts if start <= place < start + len(data))
            (address,) = struct.unpack_from("<I", data, place - start)
        elif fields[4].startswith(".text"):
            raise build.Failed(f"{target.name}: a reference to code that is not understood: {line}")
        if address & ~1 in functions:
            taken.add(address & ~1)
    return taken


@cache
def bounds(target):
    """The bound on the stack of every function of the header."""
    return analyse(target, image_of_all(target), build.functions())


def analyse(target, image, entries):
    """The bound on the stack of some functions in an image, by name."""
    functions, jumps = disassemble(target, image)
    starts = sorted(functions)
    sizes = frames(image)
    for function in functions.values():
        function.frame = sizes.get(function.address, function.pushed)
        if function.frame is None:
            raise build.Failed(f"{target.name}: the frame of {function.name} is not known")
    for function, to, is_call in jumps:
        owner = functions[max(start for start in starts if start <= to)]
        # Thumb-1 uses the instruction of a call for jumps that are too far for a branch.
        is_call = is_call and (owner is not function or to == function.address)
        if is_call or owner is not function:
            # Assembler may branch with its frame still there.
            is_tail = not is_call and to in functions and function.address in sizes
            function.calls.add((owner.address, is_tail))

    taken = taken_addresses(target, image, functions)
    addresses = {name: address for address, name in names(image, functions)}
    return {entry: depth(target, functions, taken, entry, addresses[entry], {}, []) for entry in entries}


def calls_of(target, function, functions, taken, entry):
    """What a function calls. Calls through pointers that are not listed are refused. A jump through a register is a
    switch where no function's address is taken, where there is a table of a switch and the frame is still there, or
    where the code that runs straight on to it looks up such a table."""
    unexplained = [jump for start, jump in function.jumps_without_frame
                   if not any(start < place < jump for place in function.tables_at)]
    is_call = function.jumps_through_pointer or unexplained or (function.jumps_as_switch and not function.tables_at)
    if not function.calls_through_pointer and not (is_call and taken):
        return function.calls
    for caller, callee in INDIRECT_CALLS.items():
        if re.search(caller, function.name):
            known = re.compile(callee)
            found = {(address, False) for address in taken if known.search(functions[address].name)}
            if not found:
                raise build.Failed(f"{target.name}: nothing is known that {function.name} calls for {entry}")
            return function.calls | found
    raise build.Failed(f"{target.name}: {function.name} calls through a pointer; addresses are taken of "
                       f"{[functions[address].name for address in taken]}")


def depth(target, functions, taken, entry, address, depths, chain):
    if address in chain:
        cycle = [functions[link].name for link in chain[chain.index(address):] + [address]]
        raise build.Failed(f"{target.name}: recursion: {' -> '.join(cycle)}")
    if address not in depths:
        function = functions[address]
        below = [(depth(target, functions, taken, entry, callee, depths, chain + [address]), is_tail)
                 for callee, is_tail in calls_of(target, function, functions, taken, entry)
                 if callee != address or not is_tail]
        depths[address] = max([function.frame] + [deep + (0 if is_tail else function.frame) for deep, is_tail in below])
    return depths[address]


def names(image, functions):
    """Addresses and names of all symbols for functions."""
    for line in build.run("readelf", "--wide", "--syms", image).splitlines():
        fields = line.split()
        if len(fields) == 8 and fields[3] == "FUNC" and int(fields[1], 16) & ~1 in functions:
            yield int(fields[1], 16) & ~1, fields[7]


# What the tool must say about stack_cases.c: the least and the most that the stack can be, or why it is refused.
CASES = {"CHAIN": (200, 280), "TAIL": (400, 480), "RECURSION": "recursion: ", "POINTER": "calls through a pointer",
         "POINTER_JUMP": "calls through a pointer"}


def tool_is_right(target):
    for case, expected in CASES.items():
        image = build.BUILT / target.triple / "case"
        image.parent.mkdir(parents=True, exist_ok=True)
        build.run(*target.compiler, "-O1", "-foptimize-sibling-calls", "-ffreestanding", "-nostdlib", f"-D{case}",
                  "-Wl,--emit-relocs,-z,noexecstack,-e,entry,-Ttext=0x10000", build.FIRMWARE / "stack_cases.c", "-lgcc",
                  "-o", image)
        try:
            said = analyse(target, image, ["entry"])["entry"]
        except build.Failed as failure:
            said = str(failure)
        is_right = expected in said if isinstance(said, str) and isinstance(expected, str) else (
            not isinstance(said, str) and not isinstance(expected, str) and expected[0] <= said <= expected[1])
        if not is_right:
            raise build.Failed(f"{target.name}: the case {case} is {said}, expected {expected}")


# The programs that call everything, and the rounds that are painted.
PAINTED = {answers.DIGEST: 4000, answers.PREPARED: 1000, answers.PIPE_NETWORK: 2000, answers.EVENT: 200,
           answers.STATION: 1000}


# Functions whose program not every board has the memory for.
NEEDS_MEMORY = {size.PREPARED: answers.PREPARED, size.CONTROL: answers.STATION}


def painted_depths(target):
    """The most stack that was seen, by function, where the board has the memory for the program."""
    depths = {}
    for program, rounds in PAINTED.items():
        if program.runs_on(target):
            image = program.link(target, "-DPAINT", f"-DPROBLEMS={rounds}u", prefix="paint_")
            depths |= build.figures(build.execute(target, image))
    return depths


def bounded():
    rows = {name: [f"`{name}`"] for name in build.functions()}
    for target in BOARDS:
        tool_is_right(target)
        painted = painted_depths(target)
        for name, bound in bounds(target).items():
            if name not in painted and any(part.search(name) and not program.runs_on(target)
                                           for part, program in NEEDS_MEMORY.items()):
                rows[name].append(f"{bound}")
                continue
            if name not in painted:
                raise build.Failed(f"no program of {', '.join(program.name for program in PAINTED)} calls {name}")
            if int(painted[name]) > bound:
                raise build.Failed(f"{target.name}: {name} took {painted[name]} bytes of stack, computed {bound}")
            limit = LIMITS.get((target.name, name))
            if limit is not None and bound > limit:
                raise build.Failed(f"{target.name}: {name} can take {bound} bytes of stack; the limit is {limit}")
            rows[name].append(f"{bound} ({painted[name]})")
        print(f"{target.name}: {bounds(target)}", flush=True)
    header = ["Stack in bytes, computed (seen)"] + [target.name for target in BOARDS]
    tables.write("stack", tables.table(header, rows.values()))
