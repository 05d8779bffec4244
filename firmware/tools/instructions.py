"""Instructions per call in the worst case that a search in the image finds, as a function of the number of users."""

import math
import re

from . import build, tables
from .targets import BOARDS, CORTEX_M0, CORTEX_M3, CORTEX_M4F

# What the search spins to find out how many instructions a tick of the board is.
SPUN = 200_000
TYPICAL = "default order, no minimums, users spread evenly over the classes, 60 % of their demand (no search)"
EVEN = "default order, users spread evenly over the classes, short in a remainder"
# Whatever the users need: a minimum, a base, all or nothing.
ANYTHING = ("default order, anything", "one step, pro rata", "one step, equal", "one step, ranked", "one step, whole",
            "one step, rotating")

# No more than this, with the toolchain of the tables: by board and family, what is looked at, and the limit.
LIMITS = [
    (CORTEX_M4F, TYPICAL, "fixed", 3_000),
    (CORTEX_M4F, TYPICAL, "per user", 60),
    (CORTEX_M4F, EVEN, "fixed", 3_000),
    (CORTEX_M4F, EVEN, "64 users", 7_000),
    (CORTEX_M0, EVEN, "per user", 350),
    (CORTEX_M4F, "network of 4 nodes, default order", "32 users", 180_000),
    (CORTEX_M4F, "network of 16 nodes, default order", "32 users", 180_000),
    (CORTEX_M4F, "network of 16 nodes, one step, ranked", "32 users", 180_000),
    (CORTEX_M4F, "n periods ahead for 4 users, default order", "per user", 30_000),
    *((CORTEX_M4F, family, "64 users", 300_000) for family in ANYTHING),
]

# Of an event: the days that are watched, and what is stated of each board.
DAYS = 300
EVENT_ROWS = {f"citygate_event_{name}": f"`citygate_event_{name}`" for name in (
    "status", "check", "tick", "assess", "act", "record_report", "read_pending", "release", "save", "open")} | {
        "citygate_event_tick that records nothing": "`citygate_event_tick` that records nothing",
        "citygate_event_restore": "`citygate_event_restore`, up to 10 newer records",
        "citygate_journal_verify": "`citygate_journal_verify`, up to 10 records",
        "citygate_report_render": "`citygate_report_render`, 13 items of up to 25 bytes"}
# No more than this on a Cortex-M4F.
EVENT_LIMITS = {"citygate_event_status": 2_000, "citygate_event_tick that records nothing": 8_000}

# The memory that the networks of any shape whose time is measured need, in bytes.
PIPE_NETWORK_RAM = 64 * 1024

# The memory that the station controller with 64 users needs, in bytes; no more instructions than this on a Cortex-M4F:
# at two cycles each and 168 MHz, ten milliseconds.
STATION_RAM = 128 * 1024
STATION_LIMIT = 840_000

# A processor at a usual clock, and the cycles that an instruction takes at most on average: assumed, not measured.
CLOCKS = [(CORTEX_M0, 48), (CORTEX_M3, 100), (CORTEX_M4F, 168)]
CYCLES = 2
SCAN_MS = 10


def measure(target, *options):
    """Instructions of the worst call, by family and number of users."""
    image = build.link(target, "time", [build.FIRMWARE / "time.c"], *options)
    figures = build.figures(build.execute(target, image, counting=True))
    per_tick = SPUN / int(figures.pop("ticks of 200000 instructions"))
    calls = int(figures.pop("calls"))
    families = {}
    for name, ticks in figures.items():
        users, family = re.fullmatch(r"(\d+) \w+, (.*)", name).groups()
        families.setdefault(family, {})[int(users)] = round(int(ticks) * per_tick / calls)
    return families


def line_above(worst):
    """A fixed part and a part per user that no measured call exceeds: the steepest slope, and what it leaves."""
    points = sorted(worst.items())
    slopes = [(high - low) / (many - few) for (few, low), (many, high) in zip(points[1:], points[2:])]
    per_user = math.ceil(max(0, *slopes))
    return max(0, max(cost - per_user * users for users, cost in points)), per_user


def measure_event(target):
    """The most instructions of each call that were seen in pseudo-random days at the desk of an event."""
    image = build.link(target, "time_event", [build.FIRMWARE / "digest_event.c"], "-DTIMED", f"-DPROBLEMS={DAYS}u")
    figures = build.figures(build.execute(target, image, counting=True))
    per_tick = SPUN / int(figures.pop("ticks of 200000 instructions"))
    return {name: round(int(figures[name]) * per_tick) for name in EVENT_ROWS}


def event_table():
    rows = {name: [row] for name, row in EVENT_ROWS.items()}
    for target in BOARDS:
        seen = measure_event(target)
        print(f"{target.name}: {seen}", flush=True)
        for name, limit in EVENT_LIMITS.items():
            limit = tables.limit_here(limit)
            if target is CORTEX_M4F and seen[name] > limit:
                raise build.Failed(f"{target.name}: {name} takes {seen[name]} instructions; the limit is {limit}")
        for name, instructions in seen.items():
            # The counter steps by some dozens of instructions.
            rows[name].append(f"{math.ceil(instructions / 100) * 100:,}")
    return tables.table(["Instructions, the most seen"] + [target.name for target in BOARDS], rows.values())


def pipe_network_table():
    """The instructions of a ring and of a day, on boards that have the memory."""
    rows = {}
    for target in BOARDS:
        if target.ram[1] >= PIPE_NETWORK_RAM:
            image = build.link(target, "time_pipe_network", [build.FIRMWARE / "time_pipe_network.c"])
            figures = build.figures(build.execute(target, image, counting=True))
            per_tick = SPUN / int(figures.pop("ticks of 200000 instructions"))
            print(f"{target.name}: {figures}", flush=True)
            for name, ticks in figures.items():
                row = rows.setdefault(name, [name] + ["–"] * BOARDS.index(target))
                # The counter steps by some dozens of instructions.
                row.append(f"{math.ceil(int(ticks) * per_tick / 1000) * 1000:,}")
    return tables.table(["Instructions of one allocation"] + [target.name for target in BOARDS], rows.values())


def station_table():
    """The instructions of the station controller with 64 users, on boards that have the memory."""
    rows, limit = {}, tables.limit_here(STATION_LIMIT)
    for target in BOARDS:
        if target.ram[1] >= STATION_RAM:
            image = build.link(target, "time_station", [build.FIRMWARE / "time_station.c"])
            figures = build.figures(build.execute(target, image, counting=True))
            per_tick = SPUN / int(figures.pop("ticks of 200000 instructions"))
            print(f"{target.name}: {figures}", flush=True)
            for name, ticks in figures.items():
                instructions = int(ticks) * per_tick
                if target is CORTEX_M4F and instructions > limit:
                    raise build.Failed(f"{target.name}: {name} takes {instructions:.0f} instructions; "
                                       f"the limit is {limit}")
                row = rows.setdefault(name, [name] + ["–"] * BOARDS.index(target))
                # The counter steps by some dozens of instructions.
                row.append(f"{math.ceil(instructions / 100) * 100:,}")
    return tables.table(["Station of 64 users, instructions"] + [target.name for target in BOARDS], rows.values())


def bounded():
    tables.write("event instructions", event_table())
    tables.write("station instructions", station_table())
    tables.write("pipe network instructions", pipe_network_table())
    rows, found = {}, {}
    for target in BOARDS:
        found[target.name] = measure(target)
        for family, worst in found[target.name].items():
            fixed, per_user = line_above(worst)
            figures = {"fixed": fixed, "per user": per_user, "32 users": worst.get(32),
                       "64 users": worst.get(64)}
            for board, limited, what, limit in LIMITS:
                limit = tables.limit_here(limit)
                if (board, limited) == (target, family) and figures[what] > limit:
                    raise build.Failed(f"{target.name}, {family}: {what} takes {figures[what]} instructions; "
                                       f"the limit is {limit}")
            rows.setdefault(family, [family]).append(f"{fixed:,} + {per_user:,} n")
        print(f"{target.name}: {found[target.name]}", flush=True)
    header = ["Instructions for n users (or periods), worst case found"] + [target.name for target in BOARDS]
    tables.write("instructions", tables.table(header, rows.values()))
    tables.write("scan", scan_table(found))


def scan_table(found):
    """What 64 users take of a scan."""
    header = ["Milliseconds for 64 users, worst case found"] + [f"{target.name}, {clock} MHz" for target, clock in CLOCKS]
    rows = []
    for family, worst in found[CORTEX_M4F.name].items():
        if 64 not in worst:
            continue
        row = [family]
        for target, clock in CLOCKS:
            milliseconds = found[target.name][family][64] * CYCLES / clock / 1000
            row.append(f"{milliseconds:.2f}" + (" (!)" if milliseconds > SCAN_MS else ""))
        rows.append(row)
    return tables.table(header, rows)


def search_long():
    """The same search, fifty times as long, on one processor: how much the short one misses."""
    short, long = measure(CORTEX_M4F), measure(CORTEX_M4F, "-DCHANGES=3000u")
    for family, worst in long.items():
        more = {users: f"{cost:,} ({cost / short[family][users] - 1:+.0%})" for users, cost in worst.items()}
        print(f"{family}: {more}", flush=True)
