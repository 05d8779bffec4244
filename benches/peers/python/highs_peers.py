"""HiGHS: linear programs. Amounts are in millions of the unit of the demands, since solvers like numbers around 1.

Weights fall from class to class by one. For one capacity after the other, nested, as here, any falling weights give the
optimum of the order of the classes; powers of ten, as people take them, only trouble the solver.
"""

import highspy
import numpy as np

from problem import CLASSES, totals

MILLION = 1e6
# To what a program is exact.
TOLERANCE = 1e-7
# By how much what is settled may still move: rounding errors of many programs in a row fit in it.
PLAY = 1e-6
# What the classes before took within that tolerance must still fit: one unit for each node of a tree.
SLACK = 1 / MILLION
INFINITY = highspy.kHighsInf


def solver():
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    return highs


def program(cost, upper, rows, lower_bounds, upper_bounds):
    """Columns from 0 to an upper bound, cost to be maximised; rows by coordinates: row, column, value."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(lower_bounds)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(len(cost)), upper
    lp.row_lower_, lp.row_upper_ = lower_bounds, upper_bounds
    row, column, value = rows
    order = np.argsort(row, kind="stable")
    starts = np.searchsorted(row[order], np.arange(lp.num_row_ + 1))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = column[order].astype(np.int32)
    lp.a_matrix_.value_ = value[order]
    return lp


def solve(highs):
    highs.run()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, highs.getModelStatus()
    return highs.getSolution()


def amounts(highs, count):
    return np.array(solve(highs).col_value[:count])


class Weighted:
    """One station: one program, in which each class weighs more than the next. Solved anew for each case from where
    the last one ended: demands and supply change."""

    def __init__(self, classes, demands, supplies):
        self.classes, self.demands, self.supplies = classes, demands / MILLION, supplies / MILLION
        self.count = self.demands.shape[-1]
        self.indices = np.arange(self.count, dtype=np.int32)
        self.highs = solver()

    def model(self, classes):
        users = np.arange(self.count)
        rows = (np.zeros(self.count), users, np.ones(self.count))
        cost = (CLASSES - classes).astype(float)
        return program(cost, np.ones(self.count), rows, np.array([-INFINITY]), np.array([INFINITY]))

    def solve(self, demands, supply):
        self.highs.changeColsBounds(self.count, self.indices, np.zeros(self.count), demands)
        self.highs.changeRowBounds(0, -INFINITY, float(supply))
        return amounts(self.highs, self.count)


class WeightedStation(Weighted):
    def __init__(self, problem):
        super().__init__(
            problem.column("classes", "u1", problem.users),
            problem.column("demands", "<u4", problem.users),
            problem.column("supplies", "<u8", -1),
        )

    def run(self, instance):
        turn, which = divmod(instance, len(self.classes))
        self.highs.passModel(self.model(self.classes[which]))
        supply = self.supplies[which, turn % self.supplies.shape[1]]
        self.found = self.solve(self.demands[which], supply)

    def answer(self, instance):
        self.run(instance)
        return "classes", totals(self.classes[instance % len(self.classes)], self.found) * MILLION


class ByClassStation(WeightedStation):
    """A program for each class; what it found is given in the next."""

    def run(self, instance):
        turn, which = divmod(instance, len(self.classes))
        classes, count = self.classes[which], self.count
        users = np.arange(count)
        # The supply, then what each class gets.
        rows = (np.append(np.zeros(count), classes + 1), np.append(users, users), np.ones(2 * count))
        upper = np.full(1 + CLASSES, INFINITY)
        upper[0] = self.supplies[which, turn % self.supplies.shape[1]]
        self.highs.passModel(program(np.zeros(count), self.demands[which], rows, np.zeros(1 + CLASSES), upper))
        for number in range(CLASSES):
            self.highs.changeColsCost(count, self.indices, (classes == number).astype(float))
            self.found = amounts(self.highs, count)
            reached = self.found[classes == number].sum()
            self.highs.changeRowBounds(1 + number, max(reached - TOLERANCE, 0), INFINITY)


class WeightedBatch(Weighted):
    def __init__(self, problem):
        cases, self.few = problem.description["cases"], problem.description["few"]
        super().__init__(
            problem.column("classes", "u1", problem.users),
            problem.column("demands", "<u4", cases, problem.users),
            problem.column("supplies", "<u8", cases),
        )
        self.opened = None

    def run(self, instance):
        if self.opened != instance:
            self.highs.passModel(self.model(self.classes[instance]))
            self.opened = instance
        cases = zip(self.demands[instance, :self.few], self.supplies[instance])
        self.found = [self.solve(demands, supply) for demands, supply in cases]

    def answer(self, instance):
        self.run(instance)
        return "classes", np.concatenate([totals(self.classes[instance], found) for found in self.found]) * MILLION


class Network:
    """A network by its arcs, class after class. What a class got is given in the programs of the classes after it. Who
    is after it says, for each set: demands, classes and places of the users; where arcs begin and end, and what they
    carry at the most. An arc that begins at the node behind the last one brings gas from outside."""

    def run(self, instance):
        self.found = np.zeros(len(self.demands[instance]))
        for number in range(CLASSES):
            members = np.flatnonzero(self.classes[instance] == number)
            if len(members):
                shares = self.divide(instance, members, self.balances(instance, members))
                self.found[members] = shares * self.demands[instance][members]

    def balances(self, instance, members):
        """The gas balance of every node: what users take, with what is given already, and what leaves it is what
        enters. Columns: what flows in each arc, then the share of each user."""
        starts, ends, places = self.starts[instance], self.ends[instance], self.places[instance]
        carried = self.limits[instance] + self.slack
        carried[carried > 2.0 ** 63 / MILLION] = INFINITY
        given = np.bincount(places, weights=self.found, minlength=self.nodes)
        arcs, users = np.arange(self.arcs), np.arange(len(members))
        inner = starts < self.nodes
        rows = (
            np.concatenate((ends, starts[inner], places[members])),
            np.concatenate((arcs, arcs[inner], self.arcs + users)),
            np.concatenate((-np.ones(self.arcs), np.ones(inner.sum()), self.demands[instance][members])),
        )
        return np.concatenate((carried, np.ones(len(members)))), rows, -given

    def answer(self, instance):
        self.run(instance)
        return "users", self.found * MILLION


class Tree(Network):
    """One arc into each node; the one into the first brings the supply."""

    slack = SLACK

    def __init__(self, problem):
        self.nodes = self.arcs = problem.description["nodes"]
        self.demands = problem.column("demands", "<u4", problem.users) / MILLION
        self.classes = problem.column("classes", "u1", problem.users)
        self.places = problem.column("places", "<u4", problem.users).astype(np.int64)
        self.starts = problem.column("parents", "<u4", self.nodes).astype(np.int64)
        self.starts[:, 0] = self.nodes
        self.ends = np.tile(np.arange(self.nodes), (problem.sets, 1))
        self.limits = problem.column("capacities", "<u8", self.nodes).astype(float) / MILLION
        supplies = problem.column("supplies", "<u8").reshape(-1) / MILLION
        self.limits[:, 0] = np.minimum(self.limits[:, 0], supplies)


class Pipes(Network):
    """Pipes, sources and storages in time, as arcs: a two-way pipe is two; so is a storage, which gives and takes; what
    it holds is one into its first period and one from each period into the next. A user in a period is a user."""

    # Many arcs lead into what is short, and what each lets through besides adds up.
    slack = SLACK / 10

    def __init__(self, problem):
        self.nodes, self.arcs = problem.description["nodes"], problem.description["arcs"]
        takers = problem.description["takers"]
        self.demands = problem.column("demands", "<u4", takers) / MILLION
        self.classes = problem.column("classes", "u1", takers)
        self.places = problem.column("places", "<u4", takers).astype(np.int64)
        self.starts = problem.column("starts", "<u4", self.arcs).astype(np.int64)
        self.ends = problem.column("ends", "<u4", self.arcs).astype(np.int64)
        self.limits = problem.column("limits", "<u8", self.arcs).astype(float) / MILLION


class Most:
    """One program for each class: as much gas as it can be brought, whoever gets it."""

    def divide(self, instance, members, balances):
        upper, rows, given = balances
        cost = np.append(np.zeros(self.arcs), self.demands[instance][members])
        highs = solver()
        highs.passModel(program(cost, upper, rows, given, given))
        return amounts(highs, len(upper))[self.arcs:]

    def answer(self, instance):
        self.run(instance)
        return "classes", totals(self.classes[instance], self.found) * MILLION


class Fairest:
    """The fairest division: for each class, programs that raise the lowest share as far as it goes, each settling
    those who can go no higher, as the prices of their shares show. What is settled keeps some play, or rounding errors
    make later programs infeasible; the last ones to be settled at a node gain what the others
    lose by it."""

    def divide(self, instance, members, balances):
        upper, (row, column, value), given = balances
        count, first = len(members), self.arcs
        level, below = first + count, first + count + 1
        users = np.arange(count)
        # A share may be below the level by so much: nothing until it is settled, then anything.
        rows = (
            np.concatenate((row, np.tile(self.nodes + users, 3))),
            np.concatenate((column, first + users, np.full(count, level), below + users)),
            np.concatenate((value, np.ones(count), -np.ones(count), np.ones(count))),
        )
        cost = np.zeros(below + count)
        cost[level] = 1
        highs = solver()
        highs.passModel(program(
            cost,
            np.concatenate((upper, [1.0], np.zeros(count))),
            rows,
            np.append(given, np.zeros(count)),
            np.append(given, np.full(count, INFINITY)),
        ))
        is_open = np.ones(count, dtype=bool)
        while True:
            solution = solve(highs)
            values = np.array(solution.col_value)
            reached = values[level]
            if reached >= 1 - TOLERANCE:
                return values[first:level]
            prices = np.abs(np.array(solution.row_dual)[self.nodes:])
            settled = np.flatnonzero(is_open & (prices > TOLERANCE))
            assert len(settled), f"nobody is settled at {reached}"
            is_open[settled] = False
            number, ones = len(settled), np.ones(len(settled))
            lowest = max(reached - PLAY, 0.0)
            highs.changeColsBounds(number, (first + settled).astype(np.int32), ones * lowest, ones * reached)
            highs.changeColsBounds(number, (below + settled).astype(np.int32), ones * 0, ones)


class MostTree(Most, Tree):
    pass


class FairestTree(Fairest, Tree):
    pass


class MostPipes(Most, Pipes):
    pass


class FairestPipes(Fairest, Pipes):
    pass


class Horizon:
    """Hours ahead: one program in which each class weighs more than the next. It does not say how a shortage is spread
    over the hours."""

    def __init__(self, problem, by_user):
        periods = problem.description["periods"]
        demands = problem.column("demands", "<u4", periods, problem.users) / MILLION
        classes = problem.column("classes", "u1", problem.users)
        self.supplies = problem.column("supplies", "<u8", periods) / MILLION
        self.deliveries = problem.column("deliveries", "<u8", periods) / MILLION
        self.storages = problem.column("storages", "<u8", 3) / MILLION
        if by_user:
            self.classes, self.demands = classes, demands
        else:
            self.classes = np.tile(np.arange(CLASSES), (problem.sets, 1))
            self.demands = np.stack([
                np.stack([totals(of, row) for row in rows]) for of, rows in zip(classes, demands)
            ])

    def run(self, instance):
        demands, classes = self.demands[instance], self.classes[instance]
        stock, reserve, withdrawal = self.storages[instance]
        periods, width = demands.shape
        # What users get, what is withdrawn, what is in the storage above its reserve; gas, and storage, of each period.
        drawn, held = periods * width + np.arange(periods), periods * width + periods + np.arange(periods)
        hour = np.arange(periods)
        rows = (
            np.concatenate((np.repeat(hour, width), hour, periods + hour, periods + hour, periods + hour[1:])),
            np.concatenate((np.arange(periods * width), drawn, held, drawn, held[:-1])),
            np.concatenate((np.ones(periods * width), -np.ones(periods), np.ones(2 * periods), -np.ones(periods - 1))),
        )
        comes = self.deliveries[instance].copy()
        comes[0] += stock - reserve
        cost = np.append(np.tile((CLASSES - classes).astype(float), periods), np.zeros(2 * periods))
        upper = np.concatenate((demands.ravel(), np.full(periods, withdrawal), np.full(periods, INFINITY)))
        lower_bounds = np.append(np.full(periods, -INFINITY), comes)
        highs = solver()
        highs.passModel(program(cost, upper, rows, lower_bounds, np.append(self.supplies[instance], comes)))
        self.found = amounts(highs, periods * width)

    def answer(self, instance):
        self.run(instance)
        classes = np.tile(self.classes[instance], len(self.supplies[instance]))
        return "classes", totals(classes, self.found) * MILLION


CONTESTANTS = {
    ("station", "highs_weighted"): WeightedStation,
    ("station", "highs_by_class"): ByClassStation,
    ("batch", "highs_weighted"): WeightedBatch,
    ("tree", "highs_most"): MostTree,
    ("tree", "highs_fairest"): FairestTree,
    ("pipes", "highs_most"): MostPipes,
    ("pipes", "highs_fairest"): FairestPipes,
    ("horizon", "highs_classes"): lambda problem: Horizon(problem, by_user=False),
    ("horizon", "highs_users"): lambda problem: Horizon(problem, by_user=True),
}
