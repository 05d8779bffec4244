#!/usr/bin/env python3
"""citygate from Python next to numpy alone, in turns in one run, answers compared first.

    python python/benchmark.py            100,000 cases of 60 users; one station of 1,000,000 users
    python python/benchmark.py --smoke    tiny problems: answers compared, times without meaning

numpy does what people write with arrays: the default supply order without technical minimums, class after class, pro
rata within the class. It is given what helps it: users in the order of their classes, cases in blocks that stay in
the caches.
"whole numbers" gives the same answer to the unit; "doubles" leaves out exact units; neither gives reasons.
"""

import sys
import time

import numpy as np

import citygate

CLASSES = 6
# Cases at a time: they stay in the caches.
BLOCK = 512
ROUNDS = 7


class Grouping:
    """Users in the order of their classes; classes without any are left out."""

    def __init__(self, classes):
        counts = np.bincount(classes, minlength=CLASSES)
        self.widths = counts[counts > 0]
        self.starts = np.cumsum(self.widths) - self.widths

    def shares(self, demands, supplies):
        """What each class wants and gets in each case, one class after the other."""
        wanted = np.add.reduceat(demands, self.starts, axis=1, dtype=np.int64)
        before = np.cumsum(wanted, axis=1) - wanted
        return wanted, np.minimum(wanted, np.maximum(supplies[:, None] - before, 0))

    def doubles(self, demands, supplies):
        wanted, given = self.shares(demands, supplies)
        return demands * np.repeat(given / np.maximum(wanted, 1), self.widths, axis=1)

    def whole(self, demands, supplies):
        """Whole numbers: what the first of a class get together is rounded up."""
        wanted, given = self.shares(demands, supplies)
        so_far = np.cumsum(demands, axis=1, dtype=np.int64)
        so_far -= np.repeat(np.cumsum(wanted, axis=1) - wanted, self.widths, axis=1)
        given, wanted = (np.repeat(figures, self.widths, axis=1) for figures in (given, np.maximum(wanted, 1)))
        due = -(-so_far * given // wanted)
        granted = np.diff(due, axis=1, prepend=0)
        granted[:, self.starts] = due[:, self.starts]
        return granted.astype(np.uint32)


def in_blocks(function, demands, supplies):
    parts = [function(demands[at : at + BLOCK], supplies[at : at + BLOCK]) for at in range(0, len(supplies), BLOCK)]
    return np.concatenate(parts)


def sorted_once(classes, function):
    """A station whose users come in any order: a stable sort by class, and back."""

    def run(demands, supply):
        order = np.lexsort((classes,))
        grouping = Grouping(classes)
        granted = np.empty(len(demands), np.float64 if function == "doubles" else np.uint32)
        granted[order] = getattr(grouping, function)(demands[order][None], np.array([supply], np.int64))[0]
        return granted

    return run


def by_class(classes):
    """Without a sort: a factor for each class."""

    def run(demands, supply):
        wanted = np.bincount(classes, demands, CLASSES)
        given = np.minimum(wanted, np.maximum(supply - (np.cumsum(wanted) - wanted), 0))
        return demands * (given / np.maximum(wanted, 1))[classes]

    return run


def measure(title, contestants, unit, per):
    """The best of some rounds, all contestants in turns; the first is citygate."""
    answers = {name: run() for name, run in contestants.items()}
    expected = next(iter(answers.values()))
    for name, answer in answers.items():
        off = np.abs(answer.astype(np.float64) - expected).max()
        limit = 1.0 if "doubles" in name else 0.0
        if off > limit:
            sys.exit(f"{title}: {name} is off by {off} dm3/h")
    times = dict.fromkeys(contestants, float("inf"))
    for _ in range(ROUNDS):
        for name, run in contestants.items():
            begun = time.perf_counter()
            run()
            times[name] = min(times[name], time.perf_counter() - begun)
    ours = next(iter(times.values()))
    print(title)
    for name, taken in times.items():
        print(f"  {name:34} {taken / per * 1e9:10.1f} ns {unit}   {taken / ours:6.2f} x")
    return {name: taken / ours for name, taken in times.items()}


def batch(users, cases, rng):
    classes = np.sort(rng.integers(0, CLASSES, users)).astype(np.uint8)
    demands = rng.integers(0, 2_000_000, (cases, users), dtype=np.uint32)
    supplies = (demands.sum(axis=1) * rng.uniform(0.3, 1.0, cases)).astype(np.uint64)
    station = citygate.PreparedStation(citygate.Policy.builtin(), citygate.users(demands[0], classes))
    grouping, signed, floats = Grouping(classes), supplies.astype(np.int64), demands.astype(np.float64)
    contestants = {
        "citygate": lambda: station.allocate_batch(demands, supplies, in_station_order=True).granted_dm3_per_h,
        "numpy, whole numbers": lambda: in_blocks(grouping.whole, demands, signed),
        "numpy, doubles": lambda: in_blocks(grouping.doubles, floats, signed),
    }
    return measure(f"A batch of {cases:,} cases of {users} users", contestants, "a case", cases)


def one_station(users, rng):
    classes = rng.integers(0, CLASSES, users).astype(np.uint8)
    demands = rng.integers(0, 2_000_000, users, dtype=np.uint32)
    # So small that numpy's products of whole numbers stay within 64 bits.
    demands //= int(demands.sum(dtype=np.uint64)) // 2**31 + 1
    supply = int(demands.sum(dtype=np.uint64)) * 6 // 10
    policy, rows = citygate.Policy.builtin(), citygate.users(demands, classes)
    station = citygate.PreparedStation(policy, rows)
    floats = demands.astype(np.float64)
    contestants = {
        "citygate, prepared": lambda: station.allocate_batch(demands[None], supply).granted_dm3_per_h[0],
        "citygate, not prepared, reasons": lambda: citygate.allocate(policy, rows, supply).granted_dm3_per_h,
        "numpy, whole numbers, lexsort": lambda: sorted_once(classes, "whole")(demands, supply),
        "numpy, doubles, lexsort": lambda: sorted_once(classes, "doubles")(floats, supply),
        "numpy, doubles, no sort": lambda: by_class(classes)(floats, supply),
    }
    return measure(f"One station of {users:,} users in any order", contestants, "a user", users)


def main():
    is_smoke = sys.argv[1:] == ["--smoke"]
    if sys.argv[1:] and not is_smoke:
        sys.exit(__doc__)
    rng = np.random.default_rng(2017)
    print(f"citygate {citygate.version()}, numpy {np.__version__}; a run's best of {ROUNDS}, on one core")
    ratios = batch(60, 100 if is_smoke else 100_000, rng)
    one_station(1000 if is_smoke else 1_000_000, rng)
    print(
        f"numpy's batch takes {ratios['numpy, whole numbers']:.1f} times as long for the same answer, "
        f"{ratios['numpy, doubles']:.1f} times in doubles"
    )


if __name__ == "__main__":
    main()
