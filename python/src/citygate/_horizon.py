"""Planning the hours ahead, with a storage to bridge them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional

import numpy as np

from . import _abi
from ._allocation import GRANT, HIGHEST_TOTAL, Allocation, Summary
from ._arrays import address, column, instance, records, whole_number
from ._codes import Spread, SupplyClass
from ._library import call_with_row
from ._network import NODE, NODE_LOAD, NODES_MADE_BY, fill, network_of
from ._policy import Policy
from ._status import Status
from ._users import MADE_BY, USER

PERIOD: np.dtype[Any] = np.dtype(_abi.Period)
"""One period: supply, delivery to the storage, and how much users want. All are volumes per period, in dm³."""

PERIOD_TOTAL: np.dtype[Any] = np.dtype(_abi.PeriodTotal)
"""What one period comes to, in dm³."""


def periods(supply_dm3: Any, *, delivery_dm3: Any = 0, demand_permille: Any = 1000) -> np.ndarray[Any, Any]:
    """Periods from columns, nearest first; one number stands for all periods.

    Args:
        supply_dm3: what the pipeline can bring in each period.
        delivery_dm3: what is delivered to the storage in each.
        demand_permille: how much the users of each class want, in thousandths of their demands: one number, six (one
            for each class), or six for each period.
    """
    supply = column(supply_dm3, PERIOD["supply_dm3"], "supply_dm3")
    if supply.ndim != 1:
        raise ValueError(f"supply_dm3 has {supply.ndim} dimensions; it has one, with a row for each period")
    made = np.zeros(len(supply), PERIOD)
    made["supply_dm3"] = supply
    fill(made, "delivery_dm3", delivery_dm3)
    fill(made, "demand_permille", demand_permille)
    return made


@dataclass(frozen=True)
class Storage:
    """A storage at the station, or at the root of the network; volumes in dm³.

    Args:
        stock_dm3: what it holds when the horizon begins.
        reserve_dm3: what must stay in it.
        withdrawal_dm3: the most that can be withdrawn in one period.
    """

    stock_dm3: int
    reserve_dm3: int = 0
    withdrawal_dm3: int = HIGHEST_TOTAL

    def __post_init__(self) -> None:
        for name in ("stock_dm3", "reserve_dm3", "withdrawal_dm3"):
            object.__setattr__(self, name, whole_number(getattr(self, name), HIGHEST_TOTAL, name))


@dataclass(frozen=True)
class Outlook:
    """When a shortage reaches a class: periods counted from 0, None for never."""

    first_touched_period: Optional[int]
    cut_off_period: Optional[int]


class HorizonPlan(Allocation):
    """Who gets how much in each period, and why.

    Attributes:
        grants: an array of :data:`GRANT` with a row for each period.
        totals: an array of :data:`PERIOD_TOTAL`, one for each period.
        loads: an array of :data:`NODE_LOAD` with a row for each period; None for a single station.
        outlook: for each class when it is first touched and when it is cut off.
        summary: the totals over the horizon, in dm³.

    As a table of Arrow it has a row for each period and user, with their numbers.
    """

    def __init__(
        self,
        grants: np.ndarray[Any, Any],
        summary: Summary,
        totals: np.ndarray[Any, Any],
        loads: Optional[np.ndarray[Any, Any]],
        outlook: Mapping[SupplyClass, Outlook],
    ) -> None:
        super().__init__(grants, summary)
        self.totals, self.loads, self.outlook = totals, loads, outlook

    def _columns(self) -> Dict[str, np.ndarray[Any, Any]]:
        count, users = self.grants.shape
        return {
            "period": np.repeat(np.arange(count, dtype=np.uint32), users),
            "user": np.tile(np.arange(users, dtype=np.uint32), count),
            **super()._columns(),
        }


def allocate_horizon(
    policy: Policy,
    users: Any,
    periods: Any,
    *,
    storage: Optional[Storage] = None,
    spread: Any = Spread.EVEN,
    nodes: Optional[Any] = None,
) -> HorizonPlan:
    """Plans the hours ahead: shares out the gas of all periods, with what a storage can give.

    No gas is spent today that a more protected step needs tomorrow.

    Args:
        policy: the supply order.
        users: an array of :data:`USER`; demands are volumes per period, in dm³.
        periods: an array of :data:`PERIOD`, made by :func:`periods`.
        storage: the storage, if there is one.
        spread: whether a shortage is spread over the periods (``even``) or put off (``earliest``).
        nodes: an array of :data:`NODE` for a network; None for a single station.

    Raises:
        CitygateError: the library refuses something; ``where`` names the row.
        TypeError, ValueError: an argument is of a wrong type or does not fit.
    """
    instance(policy, Policy, "policy")
    rows = records(users, USER, "users", MADE_BY)
    spans = records(periods, PERIOD, "periods", "citygate.periods(...)")
    tree = None if nodes is None else records(nodes, NODE, "nodes", NODES_MADE_BY)
    tank = None if storage is None else _storage_of(instance(storage, Storage, "storage"))
    node_count = 0 if tree is None else len(tree)
    if tree is not None and node_count == 0:
        raise ValueError("nodes is empty; a single station has no nodes, which is None")
    _within_reach(len(rows), len(spans), node_count)

    words = np.empty(_abi.horizon_scratch_words(node_count, len(rows), len(spans)), np.uint64)
    grants, totals = np.empty((len(spans), len(rows)), GRANT), np.empty(len(spans), PERIOD_TOTAL)
    loads = None if tree is None else np.empty((len(spans), node_count), NODE_LOAD)
    outlook, view = (_abi.Outlook * _abi.CLASS_COUNT)(), _abi.Summary()
    horizon = _abi.Horizon(
        address(spans), None if tank is None else ctypes.addressof(tank), len(spans), Spread.of(spread, "spread")
    )
    network, scratch = network_of(tree, rows), _abi.Scratch(address(words), len(words))
    result = _abi.HorizonOutput(
        address(grants), address(totals), address(loads), ctypes.addressof(outlook), ctypes.addressof(view)
    )

    def where(status: int, row: Optional[int]) -> Optional[str]:
        if status == Status.PERIOD_DEMAND_TOO_LARGE and row is not None:
            return f"periods[{row // len(rows)}], users[{row % len(rows)}]"
        return policy._where(status, row)

    call_with_row(
        "citygate_horizon_allocate",
        policy._address(),
        ctypes.byref(network),
        ctypes.byref(horizon),
        ctypes.byref(scratch),
        ctypes.byref(result),
        where=where,
    )
    found = {
        one: Outlook(_period(outlook[one].first_touched_period), _period(outlook[one].cut_off_period))
        for one in SupplyClass
    }
    return HorizonPlan(grants, Summary._of(view, len(policy)), totals, loads, found)


def _within_reach(users: int, periods: int, nodes: int) -> None:
    """Before memory is asked for that no machine has."""
    if users * periods > _abi.MAX_USERS or (nodes + (2 if nodes == 0 else 1)) * periods > _abi.MAX_NODES:
        raise ValueError(
            f"{users} users and {nodes} nodes in {periods} periods are too many: users times periods are "
            f"at most {_abi.MAX_USERS}, nodes times periods {_abi.MAX_NODES}"
        )


def _storage_of(storage: Storage) -> _abi.Storage:
    return _abi.Storage(storage.stock_dm3, storage.reserve_dm3, storage.withdrawal_dm3)


def _period(found: int) -> Optional[int]:
    return None if found == _abi.OUTLOOK_NEVER else found
