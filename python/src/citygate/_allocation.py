"""Sharing out the supply of one station, and what comes of it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Tuple

import numpy as np

from . import _abi
from ._arrays import address, instance, records, whole_number
from ._arrow import Table
from ._codes import Reason, SupplyClass
from ._library import call_with_row
from ._policy import Policy
from ._users import MADE_BY, USER

GRANT: np.dtype[Any] = np.dtype(_abi.Grant)
"""What one user gets, in dm³/h, and why."""

NO_NODE = _abi.GRANT_NO_NODE
NO_STEP = _abi.GRANT_NO_STEP
HIGHEST_TOTAL = 2**64 - 1


@dataclass(frozen=True)
class ClassTotal:
    """What the users of one class want and get together, in dm³/h."""

    demand_dm3_per_h: int
    granted_dm3_per_h: int


@dataclass(frozen=True)
class StepTotal:
    """What one step of the policy asks for and grants, in dm³/h."""

    asked_dm3_per_h: int
    granted_dm3_per_h: int


@dataclass(frozen=True)
class Summary:
    """The totals of an allocation, in dm³/h; of a horizon in dm³.

    Served and unused together are the supply, served and curtailed the demand.
    """

    demand_dm3_per_h: int
    supply_dm3_per_h: int
    served_dm3_per_h: int
    curtailed_dm3_per_h: int
    unused_dm3_per_h: int
    classes: Mapping[SupplyClass, ClassTotal]
    steps: Tuple[StepTotal, ...]

    @classmethod
    def _of(cls, view: _abi.Summary, step_count: int) -> Summary:
        return cls(
            view.demand_dm3_per_h,
            view.supply_dm3_per_h,
            view.served_dm3_per_h,
            view.curtailed_dm3_per_h,
            view.unused_dm3_per_h,
            {
                one: ClassTotal(view.classes[one].demand_dm3_per_h, view.classes[one].granted_dm3_per_h)
                for one in SupplyClass
            },
            tuple(StepTotal(step.asked_dm3_per_h, step.granted_dm3_per_h) for step in view.steps[:step_count]),
        )


class Allocation(Table):
    """Who gets how much, and why.

    Attributes:
        grants: an array of :data:`GRANT`, in the order of the users. ``step`` is :data:`NO_STEP` and ``node``
            :data:`NO_NODE` where the reason speaks of none.
        summary: the totals.

    It speaks Arrow, as a table of the grants, in which "none" is null: ``polars.DataFrame(allocation)``,
    ``pyarrow.table(allocation)``.
    """

    _nulls = {"node": NO_NODE, "step": NO_STEP}

    def __init__(self, grants: np.ndarray[Any, Any], summary: Summary) -> None:
        self.grants = grants
        self.summary = summary

    @property
    def granted_dm3_per_h(self) -> np.ndarray[Any, Any]:
        """What each user gets, in dm³/h: a view of the grants."""
        granted: np.ndarray[Any, Any] = self.grants["granted_dm3_per_h"]
        return granted

    def reasons(self, language: str = "en") -> List[str]:
        """The reason of each user as a text, in English (``"en"``) or Chinese (``"zh"``)."""
        if language not in ("en", "zh"):
            raise ValueError(f"language {language!r} is not known; there are en, zh")
        texts = {reason.value: reason.text if language == "en" else reason.text_zh for reason in Reason}
        return [texts[code] for code in self.grants["reason"].ravel().tolist()]

    def _columns(self) -> Dict[str, np.ndarray[Any, Any]]:
        return {name: self.grants[name].ravel() for name in ("granted_dm3_per_h", "node", "step", "reason")}

    def __len__(self) -> int:
        return len(self.grants)

    def __repr__(self) -> str:
        summary = self.summary
        return (
            f"<{type(self).__name__} of {summary.served_dm3_per_h} of {summary.demand_dm3_per_h} dm3/h "
            f"to {self.grants.size} users>"
        )


def allocate(policy: Policy, users: Any, supply_dm3_per_h: int) -> Allocation:
    """Shares out a supply among the users of one station and says why each got what it got.

    The answer is exact to the unit and the same on every machine. The call lets other threads run; nobody may change
    the users meanwhile.

    Args:
        policy: the supply order, for example ``Policy.builtin()``.
        users: an array of :data:`USER`, not copied if it is contiguous.
        supply_dm3_per_h: what there is to share, whole dm³/h, 0 to 2⁶⁴ − 1. :func:`total_from` converts m³/h.

    Raises:
        CitygateError: the library refuses something, for example a user whose class the policy does not answer for;
            ``where`` names the row.
        TypeError, ValueError: an argument is of a wrong type or does not fit.

    >>> from citygate import users
    >>> works = users([6875000, 14375000], ["residential", "industrial fuel"])
    >>> allocate(Policy.builtin(), works, 20000000).granted_dm3_per_h.tolist()
    [6875000, 13125000]
    """
    instance(policy, Policy, "policy")
    rows = records(users, USER, "users", MADE_BY)
    supply = whole_number(supply_dm3_per_h, HIGHEST_TOTAL, "supply_dm3_per_h")
    grants, view = np.empty(len(rows), GRANT), _abi.Summary()
    call_with_row(
        "citygate_allocate",
        policy._address(),
        address(rows),
        len(rows),
        supply,
        address(grants),
        ctypes.byref(view),
        where=policy._where,
    )
    return Allocation(grants, Summary._of(view, len(policy)))
