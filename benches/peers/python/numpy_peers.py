"""numpy: the default order as people write it with arrays. Users are in the order of their classes, which is the best
case, and every class has some."""

import numpy as np

from problem import CLASSES, class_starts, totals

# Cases at a time: they stay in the caches.
BLOCK = 512


def shares(wanted, supply):
    """What the classes get of the supply of each case, one after the other."""
    before = np.zeros_like(wanted)
    np.cumsum(wanted[:, :-1], axis=1, out=before[:, 1:])
    return np.minimum(wanted, np.maximum(supply[:, None] - before, 0))


class Grouping:
    """Users in the order of their classes; classes without any are left out."""

    def __init__(self, classes):
        starts = class_starts(classes)
        self.widths = np.diff(np.append(starts, len(classes)))
        self.present = np.flatnonzero(self.widths)
        self.widths = self.widths[self.present]
        self.starts = starts[self.present]

    def sums(self, demands):
        return np.add.reduceat(demands, self.starts, axis=1)

    def for_all_classes(self, figures):
        out = np.zeros((len(figures), CLASSES))
        out[:, self.present] = figures
        return out

    def totals(self, demands, supply):
        return self.for_all_classes(shares(self.sums(demands), supply))

    def doubles(self, demands, supply):
        wanted = self.sums(demands)
        fraction = shares(wanted, supply) / np.maximum(wanted, 1)
        return demands * np.repeat(fraction, self.widths, axis=1)

    def exact(self, demands, supply):
        """Whole numbers that add up: the cumulated shares are rounded down."""
        wanted = self.sums(demands)
        given = shares(wanted, supply)
        cumulated = np.cumsum(demands, axis=1)
        cumulated -= np.repeat(np.cumsum(wanted, axis=1) - wanted, self.widths, axis=1)
        given, wanted = np.repeat(given, self.widths, axis=1), np.repeat(np.maximum(wanted, 1), self.widths, axis=1)
        due = (cumulated * (given / wanted)).astype(np.int64)
        rest = given * cumulated - due * wanted
        due -= rest < 0
        due += rest >= wanted
        grants = np.diff(due, axis=1, prepend=0)
        grants[:, self.starts] = due[:, self.starts]
        return grants

    def one(self, demands, supply):
        """One case, without a dimension for cases."""
        wanted = np.add.reduceat(demands, self.starts)
        before = np.cumsum(wanted) - wanted
        given = np.minimum(wanted, np.maximum(supply - before, 0))
        return demands * np.repeat(given / np.maximum(wanted, 1), self.widths)


class Station:
    """One station: a set of users and a supply at a time."""

    def __init__(self, problem, function, kind):
        classes = problem.column("classes", "u1", problem.users)
        demands = problem.column("demands", "<u4", problem.users)
        self.supplies = problem.column("supplies", "<u8", -1).astype(kind)
        self.orders = [np.argsort(row, kind="stable") for row in classes]
        self.groupings = [Grouping(row[order]) for row, order in zip(classes, self.orders)]
        self.demands = [row[order].astype(kind) for row, order in zip(demands, self.orders)]
        self.function = function

    def run(self, instance):
        turn, which = divmod(instance, len(self.orders))
        supply = self.supplies[which, turn % self.supplies.shape[1]]
        self.granted = self.function(self.groupings[which], self.demands[which], supply)

    def answer(self, instance):
        self.run(instance)
        grants = np.empty(len(self.granted))
        grants[self.orders[instance % len(self.orders)]] = self.granted
        return "users", grants


class Batch:
    """Many cases of one station, in blocks."""

    def __init__(self, problem, function, kind, of="users", block=BLOCK):
        cases = problem.description["cases"]
        self.demands = problem.column("demands", "<u4", cases, problem.users).astype(kind)
        self.supplies = problem.column("supplies", "<u8", cases).astype(kind)
        self.groupings = [Grouping(row) for row in problem.column("classes", "u1", problem.users)]
        self.function, self.of, self.block = function, of, block

    def run(self, instance):
        grouping, demands, supplies = self.groupings[instance], self.demands[instance], self.supplies[instance]
        self.found = [
            self.function(grouping, demands[at:at + self.block], supplies[at:at + self.block])
            for at in range(0, len(supplies), self.block)
        ]

    def answer(self, instance):
        self.run(instance)
        return self.of, np.concatenate(self.found).astype(float).ravel()


def one_exact(grouping, demands, supply):
    return grouping.exact(demands[None], np.array([supply]))[0]


def one_by_one(grouping, demands, supplies):
    return [grouping.one(row, supply) for row, supply in zip(demands, supplies)]


CONTESTANTS = {
    ("station", "numpy_doubles"): lambda problem: Station(problem, Grouping.one, float),
    ("station", "numpy_exact"): lambda problem: Station(problem, one_exact, np.int64),
    ("batch", "numpy_totals"): lambda problem: Batch(problem, Grouping.totals, float, of="classes"),
    ("batch", "numpy_doubles"): lambda problem: Batch(problem, Grouping.doubles, float),
    ("batch", "numpy_exact"): lambda problem: Batch(problem, Grouping.exact, np.int64),
    ("batch", "numpy_one_by_one"): lambda problem: Batch(problem, one_by_one, float),
}
