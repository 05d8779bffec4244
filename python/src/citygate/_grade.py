"""How serious a shortage is, by the plan (事件分级, §1.5.1)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, fields
from typing import Any, Optional, Tuple

from . import _abi
from ._allocation import HIGHEST_TOTAL
from ._arrays import instance, truth_value, whole_number
from ._codes import Criterion, Evaluator, Grade, NetworkCondition, Trend, Unmet
from ._library import call, call_with_row


@dataclass(frozen=True)
class GradeRow:
    """What an event takes to be of one grade: the imbalance, with the state of the network, or the interruption.

    Args:
        imbalance_permille: least imbalance in thousandths of the normal supply; 0: the plan gives the grade for none.
        imbalance_above: whether it has to be more than that.
        network: least state of the network that goes with the imbalance.
        interruption_min: shortest interruption of main users, in minutes; 0: the plan gives the grade for none.
    """

    imbalance_permille: int
    imbalance_above: bool
    network: Any
    interruption_min: int


@dataclass(frozen=True)
class LevelRow:
    """Who answers an event by a response of one level: codes of CITYGATE_GOVERNMENT_… and CITYGATE_AUTHORITY_…."""

    leads: int
    proposer: int
    starter: int
    when_exceeded: bool


@dataclass(frozen=True)
class PlanTable:
    """An emergency plan as a table: by what an event is graded, who answers it, by when it is reported.

    It has four grades and four levels. ``dataclasses.replace(PlanTable.jilin_2024(), number=0, ...)`` makes another.
    """

    number: int
    first_report_min: int
    prompt_min: int
    scope: int
    needs_widening: bool
    grades: Tuple[GradeRow, ...]
    levels: Tuple[LevelRow, ...]

    @classmethod
    def jilin_2024(cls) -> PlanTable:
        """Jilin Province's emergency plan of 2024 (§1.5, §4.1, §4.2)."""
        view = _abi.PlanTable()
        call("citygate_plan_table_get_jilin_2024", ctypes.byref(view))
        grades = tuple(
            GradeRow(
                row.imbalance_permille, bool(row.imbalance_above), NetworkCondition(row.network), row.interruption_min
            )
            for row in view.grades
        )
        levels = tuple(LevelRow(row.leads, row.proposer, row.starter, bool(row.when_exceeded)) for row in view.levels)
        return cls(
            view.number, view.first_report_min, view.prompt_min, view.scope, bool(view.needs_widening), grades, levels
        )

    def _view(self) -> _abi.PlanTable:
        view = _abi.PlanTable()
        _copy(self, view, ("number", "first_report_min", "prompt_min", "scope", "needs_widening"), "plan")
        for name, kind in (("grades", GradeRow), ("levels", LevelRow)):
            rows = tuple(getattr(self, name))
            if len(rows) != 4:
                raise ValueError(f"plan.{name} has {len(rows)} rows; it has 4")
            for index, row in enumerate(rows):
                place = f"plan.{name}[{index}]"
                instance(row, kind, place)
                _copy(row, getattr(view, name)[index], [field.name for field in fields(kind)], place)
        return view


def _copy(values: Any, view: Any, names: Any, place: str) -> None:
    """Fields of the same names, each as large as it can be."""
    kinds = dict(type(view)._fields_)
    for name in names:
        value = getattr(values, name)
        if name == "network":
            value = NetworkCondition.of(value, f"{place}.network")
        value = int(value) if isinstance(value, bool) else value
        setattr(view, name, whole_number(value, 256 ** ctypes.sizeof(kinds[name]) - 1, f"{place}.{name}"))


@dataclass(frozen=True)
class Grading:
    """A grade and its reasons.

    Attributes:
        grade: None: the event is of no grade.
        criterion: which criterion gave it.
        by_imbalance, by_interruption: the grade by each alone.
        next: the next more serious grade that the plan can give.
        unmet: what keeps it from that grade.
        evaluator: who evaluates the event afterwards.
        imbalance_ppm: the imbalance in millionths of the normal supply, rounded down.
        imbalance_permille: the same in thousandths, at most 10000, for reports.
        missing_permille: what is missing of the normal supply, in thousandths of it; no criterion.
    """

    grade: Optional[Grade]
    criterion: Optional[Criterion]
    by_imbalance: Optional[Grade]
    by_interruption: Optional[Grade]
    next: Optional[Grade]
    unmet: Unmet
    evaluator: Optional[Evaluator]
    imbalance_ppm: int
    imbalance_permille: int
    missing_permille: int


def grade(
    *,
    available_supply_dm3_per_h: int,
    normal_supply_dm3_per_h: Optional[int] = None,
    demand_dm3_per_h: Optional[int] = None,
    interruption_min: Optional[int] = None,
    trend: Optional[Any] = None,
    network: Optional[Any] = None,
    planned: bool = False,
    plan: Optional[PlanTable] = None,
) -> Grading:
    """Grades an event by the worse of its two criteria, and says why not worse.

    Everything is of the whole network that the plan is for, not of one station. What is not known (None) does not count
    as good news.

    Args:
        available_supply_dm3_per_h: what there is. More than the demand is no imbalance.
        normal_supply_dm3_per_h: normal supply, not 0. Not known: the imbalance cannot be judged.
        demand_dm3_per_h: what users want undisturbed, not 0. Not known: the normal supply is taken for it.
        interruption_min: for how many minutes main users are, or may be, without gas in an unplanned outage; 0 without
            one. Not known: no grade follows from it.
        trend: where the imbalance is going. Not known: it counts as widening.
        network: the state of the pipeline network. Not known: it meets no condition.
        planned: whether the outage was planned, which is no event that the plan grades.
        plan: by which table; Jilin's of 2024 if none is given.

    Raises:
        CitygateError: the plan's settings are out of range.
        TypeError, ValueError: an argument is of a wrong type or does not fit.

    >>> grade(normal_supply_dm3_per_h=25833000, available_supply_dm3_per_h=15000000, network="at_risk").grade.name
    'I'
    """
    given = _abi.Situation(
        _known(normal_supply_dm3_per_h, "normal_supply_dm3_per_h"),
        _known(demand_dm3_per_h, "demand_dm3_per_h"),
        whole_number(available_supply_dm3_per_h, HIGHEST_TOTAL, "available_supply_dm3_per_h"),
        _abi.MINUTES_NOT_STATED
        if interruption_min is None
        else whole_number(interruption_min, _abi.MINUTES_NOT_STATED - 1, "interruption_min"),
        _abi.ABSENT if trend is None else Trend.of(trend, "trend"),
        _abi.ABSENT if network is None else NetworkCondition.of(network, "network"),
        truth_value(planned, "planned"),
    )
    table = PlanTable.jilin_2024() if plan is None else instance(plan, PlanTable, "plan")
    view, found = table._view(), _abi.Grading()
    call_with_row(
        "citygate_situation_grade",
        ctypes.byref(view),
        ctypes.byref(given),
        ctypes.byref(found),
        where=lambda status, row: "plan",
    )
    return Grading(
        _or_none(Grade, found.grade, _abi.NONE),
        _or_none(Criterion, found.criterion, _abi.NONE),
        _or_none(Grade, found.by_imbalance, _abi.NONE),
        _or_none(Grade, found.by_interruption, _abi.NONE),
        _or_none(Grade, found.next, _abi.NONE),
        Unmet(found.unmet),
        _or_none(Evaluator, found.evaluator, _abi.ABSENT),
        found.imbalance_ppm,
        found.imbalance_permille,
        found.missing_permille,
    )


def _known(value: Optional[int], name: str) -> int:
    """0 stands for what is not known, so it cannot be stated."""
    if value is None:
        return 0
    number = whole_number(value, HIGHEST_TOTAL, name)
    if number == 0:
        raise ValueError(f"{name} is 0; what is not known is None")
    return number


def _or_none(kind: Any, code: int, none: int) -> Any:
    return None if code == none else kind(code)
