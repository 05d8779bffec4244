"""The data of a run as tables: all of it, and the part that READMEs show."""

import json
from pathlib import Path

from chinese import CHINESE

ROOT = Path(__file__).resolve().parents[3]
RESULTS = ROOT / "benches" / "peers" / "results"
DATA = RESULTS / "peers.json"
# READMEs have their tables between these.
BEGIN, END = "<!-- The figures of scripts/peers: begin -->", "<!-- end -->"

# What READMEs and the chart show of each job: title, contestants in order, with the names to show. The first is the
# harness's first, with which it compares the others.
SHOWN = {
    "station": ("One station, one allocation", {
        "citygate, prepared station, every demand new": "**citygate**, prepared station",
        "citygate, allocate": "citygate, users not prepared",
        "C, two passes, the same structures": "C, two passes, the same structures",
        "C, columns, user by user, any processor": "C, columns, user by user",
        "C, columns, made for vectors, AVX2": "C, columns, made for vectors, AVX2",
        "C, columns, grouped by class beforehand, any processor": "C, columns, grouped by class beforehand",
        "limit: 4 bytes read, 4 written, AVX2": "the memory: 4 bytes read, 4 written",
        "C, doubles, sort and pro rata": "C, doubles, sort and pro rata",
        "numpy, doubles": "numpy, doubles",
        "HiGHS, one weighted program": "HiGHS, one weighted program",
        "HiGHS, a program for each class": "HiGHS, a program for each class",
    }),
    "batch": ("A study, for each case", {
        "citygate, batch, grants": "**citygate**, batch",
        "citygate, batch, class totals": "citygate, batch, class totals only",
        "citygate, batch, grants and reasons": "citygate, batch, with every reason",
        "numpy, doubles, class totals": "numpy, doubles, class totals only",
        "numpy, doubles, grants": "numpy, doubles",
        "numpy, whole numbers, grants": "numpy, whole numbers",
        "HiGHS, one weighted program a case": "HiGHS, one weighted program",
        "Pywr, one step a case": "Pywr",
    }),
    "tree": ("A province with its gates and districts", {
        "citygate, network": "**citygate**, the fairest division",
        "C, split by node, not the fairest": "C, split by node, not the fairest",
        "HiGHS, the most for each class": "HiGHS, the most for each class",
        "HiGHS, the fairest division": "HiGHS, the fairest division",
    }),
    "pipes": ("A ring of pipes with several gates", {
        "citygate, pipe network": "**citygate**, the fairest division",
        "HiGHS, the most for each class": "HiGHS, the most for each class",
        "HiGHS, the fairest division": "HiGHS, the fairest division",
    }),
    "holders": ("A ring of pipes with gas holders, hours ahead", {
        "citygate, pipe network": "**citygate**, the fairest division",
        "HiGHS, the most for each class": "HiGHS, the most for each class",
        "HiGHS, the fairest division": "HiGHS, the fairest division",
    }),
    "horizon": ("Hours ahead with a storage", {
        "citygate, even": "**citygate**, shortage spread evenly",
        "citygate, earliest first": "citygate, earliest served first",
        "HiGHS, one weighted program, classes instead of users": "HiGHS, classes instead of users, not spread",
        "HiGHS, one weighted program, every user": "HiGHS, every user, not spread",
    }),
}


def read(path=DATA):
    return json.loads(Path(path).read_text())


def rows_of(data, job):
    """The rows of a job, by contestant and number of users."""
    return {(row["name"], row["users"]): row for row in data["rows"] if row["job"] == job}


def sizes_of(data, job):
    return sorted({row["users"] for row in data["rows"] if row["job"] == job})


def number(figure):
    """With two digits, or all that stand before the point."""
    if figure >= 10:
        return f"{figure:,.0f}"
    digits = 1 if figure >= 1 else 2 if figure >= 0.1 else 3
    return f"{figure:.{digits}f}"


def time(microseconds):
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            return f"{number(microseconds / size)} {unit}"
    return f"{number(microseconds)} µs"


def table(head, rows):
    rule = ["---", *["---:"] * (len(head) - 2), "---"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def ratio(rows, name, users):
    """How many times as long as the first a contestant takes: the median of the rounds; nothing if it did not run."""
    return rows[name, users]["ratio"]["median"] if (name, users) in rows else None


def machine(data):
    kind = data["machine"]
    return f"{kind['processor']}, {kind['cores']} cores, {kind['system']}"


def same(text):
    return text


def shown_table(data, job, say=same):
    """Times of citygate, and of the others as multiples of it."""
    title, names = SHOWN[job]
    rows, sizes = rows_of(data, job), sizes_of(data, job)
    base = next(iter(names))
    lines = []
    for name, label in names.items():
        ratios = [ratio(rows, name, users) for users in sizes]
        if not any(ratios):
            continue
        cells = ["–" if figure is None else f"{number(figure)} ×" for figure in ratios]
        if name == base:
            cells = [time(rows[base, users]["microseconds"]["median"]) for users in sizes]
        writes = next(rows[name, users]["writes"] for users in sizes if (name, users) in rows)
        lines.append([say(label), *cells, say(writes)])
    return table([say(title), *[f"{users:,} {say('users')}" for users in sizes], say("writes for each user")], lines)


def readme(data, say=same):
    """What a README shows."""
    when = say(
        "Measured on {date} ({machine}), in turns in one run, answers compared first.\n"
        "For citygate the time, for the others how many times as long they take: below 1 they are faster."
    ).format(date=data["date"], machine=machine(data))
    return "\n\n".join([when, *[shown_table(data, job, say) for job in SHOWN if sizes_of(data, job)]])


def readmes(data):
    """What each README shows, by its name."""
    return {"README.md": readme(data), "README.zh-CN.md": readme(data, CHINESE.__getitem__)}


def spread(figures, of):
    return f"{of(figures['median'])} ({of(figures['lower_quartile'])} – {of(figures['upper_quartile'])})"


def everything(data):
    """All rows, with the spread of the rounds."""
    parts = [
        "# citygate next to what people use",
        f"Made by `scripts/peers` on {data['date']}; effort: {data['effort']}. Machine: {machine(data)}; "
        f"processes that wanted a processor: {data['load'][0]} at the beginning, {data['load'][1]} at the end. "
        f"{', '.join(data['versions'])}.",
        "Processor time for one allocation, of one core (on the wall where it says so), and its ratio to the first "
        "line of each table, round by\nround: the median, and the quartiles. What each contestant is, is told in "
        "[README.md](../README.md).",
    ]
    for job in dict.fromkeys(row["job"] for row in data["rows"]):
        for users in sizes_of(data, job):
            rows = [row for row in data["rows"] if (row["job"], row["users"]) == (job, users)]
            parts.append(f"## {job}, {users:,} users")
            parts.append(table(
                ["contestant", "time", "ratio", "rounds", "units apart", "answer", "writes for each user"],
                [[row["name"], spread(row["microseconds"], time), spread(row["ratio"], number), str(row["rounds"]),
                  f"{row['furthest_apart_units']:.3g}", row["answer"], row["writes"]] for row in rows],
            ))
    return "\n\n".join(parts) + "\n"


def with_table(document, text):
    """A document with the text between the marks."""
    before, rest = document.split(BEGIN)
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.split(END, 1)[1]}"
