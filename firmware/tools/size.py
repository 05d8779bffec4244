"""How much flash and static memory the library takes: linked by itself, with everything that it needs of the compiler,
and with what is not called left out."""

import re

from . import build, tables
from .targets import BOARDS, CORTEX_M4F

GAS = re.compile("compress|volume|pressure|linepack")
EVENT = re.compile(
    "event|journal|duty|duties|plan_|situation|authority|report|response|trend|grade|recommend|warning|recipients|deadline|"
    "n_minus_1|content")
PREPARED = re.compile("prepared")
PIPE_NETWORK = re.compile("pipe_network")
CONTROL = re.compile("_station_|_rehearsal_|_snapshot_|_signal_")
ALLOCATION = ("everything but events, gas and linepack, prepared stations, the station controller, and networks of any "
              "shape")
CONTROLLER = "a controller: station, network, hours ahead, event session"
CONTROL_AND_EVENT = "the station controller, and an event session"
ALL_CONTROL_AND_EVENT = "the station controller with slices, alarms and snapshots, and an event session"
STATION = ["citygate_policy_get_default", "citygate_allocate"]
# From open to close; what is recorded goes out to whatever stores it, and there it is verified and rendered.
SESSION = [f"citygate_event_{name}" for name in (
    "settings_get_default", "open", "tick", "status", "notify", "assess", "act", "issue_warning", "lift_warning",
    "record_report", "close", "record_allocation", "record_policy", "record_note", "read_pending", "release")]


# The station controller as a main loop calls it; rehearsals and texts are for desks.
LOOP = ["citygate_policy_get_default", "citygate_signal_from_modbus", *(f"citygate_station_{name}" for name in (
    "settings_default", "user_default", "open", "scan", "command", "get_set_points", "get_status"))]
SLICES_AND_SNAPSHOTS = ["citygate_signal_from_opc_ua", "citygate_signal_from_iec_60870", *(
    f"citygate_station_{name}" for name in (
        "begin", "advance", "get_users", "get_alarms", "save", "restore", "adopt", "skip_order_numbers")),
                        *(f"citygate_snapshot_{name}" for name in ("number", "slots_choose", "slots_written"))]


def feature_sets():
    """What a firmware may call, by the name of the set. A new one takes a line."""
    return {
        "one station": STATION,
        "networks": ["citygate_policy_get_default", "citygate_network_allocate"],
        "hours ahead": ["citygate_policy_get_default", "citygate_horizon_allocate"],
        "networks of any shape, over time": ["citygate_policy_get_default",
                                             *(name for name in build.functions() if PIPE_NETWORK.search(name))],
        "gas and linepack": [name for name in build.functions() if GAS.search(name)],
        "one station, texts, conversion": [name for name in build.functions()
                                           if name in STATION or "_flow_" in name
                                           or ("_text" in name and "_event_" not in name
                                               and not CONTROL.search(name))],
        "event session": SESSION,
        "event session, with save and restore": [*SESSION, "citygate_event_save", "citygate_event_restore"],
        CONTROLLER: [*STATION, "citygate_network_allocate", "citygate_horizon_allocate", *SESSION],
        "prepared stations and batches": ["citygate_policy_get_default",
                                          *(name for name in build.functions() if PREPARED.search(name))],
        "the station controller": LOOP,
        "the station controller with slices, alarms and snapshots": [*LOOP, *SLICES_AND_SNAPSHOTS],
        CONTROL_AND_EVENT: [*LOOP, *SESSION],
        ALL_CONTROL_AND_EVENT: [*LOOP, *SLICES_AND_SNAPSHOTS, *SESSION],
        ALLOCATION: [name for name in build.functions()
                     if not any(part.search(name) for part in (GAS, EVENT, PREPARED, PIPE_NETWORK, CONTROL))],
        "everything": build.functions(),
    }


# The most flash that a set may take, in bytes.
LIMITS = {
    (CORTEX_M4F.name, "one station"): 8704,
    (CORTEX_M4F.name, ALLOCATION): 53 * 1024,
    (CORTEX_M4F.name, CONTROLLER): 58 * 1024,
    (CORTEX_M4F.name, CONTROL_AND_EVENT): 64 * 1024,
    (CORTEX_M4F.name, ALL_CONTROL_AND_EVENT): 80 * 1024,
}

FLASH = (".text", ".rodata", ".srodata", ".ARM.exidx")
MEMORY = (".data", ".sdata", ".bss", ".sbss")
# Notes for tools, and tables for unwinding, which an image without exceptions leaves out.
NEITHER = (".comment", ".eh_frame", ".note", ".stack_sizes", ".persistent", ".noinit", ".riscv", ".ARM.attributes",
           ".debug", ".symtab", ".strtab", ".shstrtab", ".rel", "section")


def sizes(target, functions):
    """Flash and static memory of these functions."""
    unknown = set(functions) - set(build.functions())
    if unknown:
        raise build.Failed(f"the header does not declare {' '.join(sorted(unknown))}")
    return linked(target, functions, build.archive(target))


def linked(target, functions, archive):
    """Flash and static memory of these functions of an archive."""
    image = build.BUILT / target.triple / "part"
    keep = [f"-Wl,-u,{name}" for name in functions]
    build.run(*target.compiler, "-nostdlib", f"-Wl,--gc-sections,-e,{functions[0]}", *keep,
              archive, "-lgcc", "-o", image)
    flash = memory = 0
    for line in build.run(target.prefix + "size", "-A", image).splitlines()[2:]:
        fields = line.split()
        if len(fields) != 3:
            continue
        if fields[0] in FLASH:
            flash += int(fields[1])
        elif fields[0] in MEMORY:
            memory += int(fields[1])
        elif not fields[0].startswith(NEITHER):
            raise build.Failed(f"{target.name}: what is the section {fields[0]}?")
    return flash, memory


def within_budget():
    rows = {name: [name] for name in feature_sets()}
    for target in BOARDS:
        for name, functions in feature_sets().items():
            flash, memory = sizes(target, functions)
            limit = LIMITS.get((target.name, name))
            if limit is not None and flash > limit:
                raise build.Failed(f"{target.name}, {name}: {flash} bytes of flash; the limit is {limit}")
            if memory != 0:
                raise build.Failed(f"{target.name}, {name}: {memory} bytes of static memory")
            rows[name].append(f"{flash:,}")
    lines = tables.table(["Flash in bytes"] + [target.name for target in BOARDS], rows.values())
    print(*lines, sep="\n", flush=True)
    tables.write("size", lines)
