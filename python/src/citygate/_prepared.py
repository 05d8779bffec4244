"""Prepared stations: users grouped by class once, to share out again and again; and batches of cases."""

from __future__ import annotations

import ctypes
import threading
from typing import Any, Dict, Optional

import numpy as np

from . import _abi
from ._allocation import GRANT, HIGHEST_TOTAL, Allocation, Summary
from ._arrays import MAX_ROWS, address, column, instance, output, records, truth_value, whole_number
from ._arrow import Table
from ._codes import SupplyClass
from ._library import call, call_with_row, error
from ._policy import Policy
from ._status import Status
from ._users import MADE_BY, USER

CLASS_TOTAL: np.dtype[Any] = np.dtype(_abi.ClassTotal)
"""What the users of one class want and get together, in dm³/h."""

_FLOW, _TOTAL = np.dtype(np.uint32), np.dtype(np.uint64)


class Batch(Table):
    """What became of the cases of a batch.

    Attributes:
        classes: an array of :data:`CLASS_TOTAL`, a row for each case and a column for each class.
        granted_dm3_per_h: what each user gets, a row for each case, as the demands; None if it was not wanted.
        grants: an array of :data:`GRANT`, a row for each case, in the order in which the users were given; None if it
            was not wanted.

    It speaks Arrow, as a table with a row for each case: what each class gets, and if it was wanted
    ``granted_dm3_per_h`` as a list of a fixed size, which is not copied.
    """

    def __init__(
        self,
        classes: np.ndarray[Any, Any],
        granted_dm3_per_h: Optional[np.ndarray[Any, Any]],
        grants: Optional[np.ndarray[Any, Any]],
    ) -> None:
        self.classes, self.granted_dm3_per_h, self.grants = classes, granted_dm3_per_h, grants

    def __len__(self) -> int:
        return len(self.classes)

    def _columns(self) -> Dict[str, np.ndarray[Any, Any]]:
        columns: Dict[str, np.ndarray[Any, Any]] = {
            f"{one.name.lower()}_granted_dm3_per_h": self.classes["granted_dm3_per_h"][:, one] for one in SupplyClass
        }
        if self.granted_dm3_per_h is not None:
            columns["granted_dm3_per_h"] = self.granted_dm3_per_h
        return columns


class PreparedStation:
    """A station whose users are grouped by class once (预分组门站).

    So supply and demands can change at little cost. It has a copy of the users; what they want changes with
    :meth:`set_demand`. Threads may share a station, and then wait for each other; threads that are to work at once have
    one each.

    Args:
        policy: the supply order.
        users: an array of :data:`USER`, with the demands at first.

    Raises:
        CitygateError: the library refuses something; ``where`` names the row.

    >>> from citygate import users
    >>> station = PreparedStation(Policy.builtin(), users([100, 200], ["residential", "chemical"]))
    >>> station.allocate_batch([[100, 200], [100, 0]], [150, 150]).granted_dm3_per_h.tolist()
    [[100, 50], [100, 0]]
    """

    def __init__(self, policy: Policy, users: Any) -> None:
        self.policy: Policy = instance(policy, Policy, "policy")
        # Nobody else has this copy: it has to stay as it is.
        self._users = records(users, USER, "users", MADE_BY).copy()
        self._users.flags.writeable = False
        self._words = np.empty(_abi.prepared_words(len(self._users)), np.uint64)
        self._view = _abi.Prepared(address(self._words), len(self._words))
        self._lock = threading.Lock()
        call_with_row(
            "citygate_prepared_open",
            ctypes.byref(self._view),
            policy._address(),
            address(self._users),
            len(self._users),
            where=policy._where,
        )

    def __len__(self) -> int:
        return len(self._users)

    def set_demand(self, user: int, demand_dm3_per_h: int) -> None:
        """Changes what a user wants, in dm³/h, from the next allocation on.

        Raises:
            IndexError: there is no such user.
        """
        row = whole_number(user, MAX_ROWS, "user")
        demand = whole_number(demand_dm3_per_h, 2**32 - 1, "demand_dm3_per_h")
        if row >= len(self):
            raise IndexError(f"user {row}: {error(Status.UNKNOWN).text}; there are {len(self)} users")
        with self._lock:
            call("citygate_prepared_set_demand", ctypes.byref(self._view), row, demand)

    def allocate(self, supply_dm3_per_h: int) -> Allocation:
        """Shares out a supply among the users, as :func:`citygate.allocate` does."""
        supply = whole_number(supply_dm3_per_h, HIGHEST_TOTAL, "supply_dm3_per_h")
        grants, view = np.empty(len(self), GRANT), _abi.Summary()
        with self._lock:
            call("citygate_prepared_allocate", ctypes.byref(self._view), supply, ctypes.byref(view))
            call("citygate_prepared_get_grants", ctypes.byref(self._view), address(grants), len(self))
        return Allocation(grants, Summary._of(view, len(self.policy)))

    def order(self) -> np.ndarray[Any, Any]:
        """Which user stands at each place of the station: by class, and within a class as they were given.

        Cases in this order are quicker: ``demands[:, station.order()]``.
        """
        order = np.empty(len(self), _FLOW)
        with self._lock:
            call("citygate_prepared_get_order", ctypes.byref(self._view), address(order), len(self))
        return order

    def allocate_batch(
        self,
        demands_dm3_per_h: Any,
        supplies_dm3_per_h: Any,
        *,
        in_station_order: bool = False,
        with_granted: bool = True,
        with_grants: bool = False,
        granted_out: Optional[np.ndarray[Any, Any]] = None,
    ) -> Batch:
        """Shares out many cases, each by itself. The demands of the station stay as they are.

        Args:
            demands_dm3_per_h: a row for each case with one demand for each user; an array of uint32 that is contiguous
                is not copied. An array of Arrow's lists of a fixed size, or a table with a column for each user, will
                do as well.
            supplies_dm3_per_h: the supply of each case; an array of uint64 is not copied. One number stands for all.
            in_station_order: whether rows are in the order of :meth:`order`, which is quicker. The granted are as well.
            with_granted: whether it is told what each user gets; without it is quicker.
            with_grants: whether it is told what each user gets and why.
            granted_out: where what each user gets is written: an array of uint32 in the shape of the demands.

        Raises:
            CitygateError: there are no cases.
            TypeError, ValueError: an argument is of a wrong type or does not fit; the message names the row;
                or there are more than 2³² − 1 demands.
        """
        demands = column(demands_dm3_per_h, _FLOW, "demands_dm3_per_h")
        if demands.ndim != 2 or demands.shape[1] != len(self):
            raise ValueError(
                f"demands_dm3_per_h has the shape {demands.shape}; it has a row for each case, with one "
                f"demand for each of {len(self)} users"
            )
        cases = len(demands)
        supplies = column(supplies_dm3_per_h, _TOTAL, "supplies_dm3_per_h")
        if supplies.shape not in ((cases,), ()):
            raise ValueError(f"supplies_dm3_per_h has the shape {supplies.shape}; there are {cases} cases")
        supplies = np.ascontiguousarray(np.broadcast_to(supplies, cases))
        in_order = truth_value(in_station_order, "in_station_order")
        granted = grants = None
        if granted_out is not None or truth_value(with_granted, "with_granted"):
            granted = output(granted_out, demands.shape, _FLOW, "granted_out")
        if truth_value(with_grants, "with_grants"):
            grants = np.empty(demands.shape, GRANT)
        classes = np.empty((cases, _abi.CLASS_COUNT), CLASS_TOTAL)
        batch = _abi.Batch(address(demands), address(supplies), cases, in_order)
        result = _abi.BatchOutput(address(classes), address(granted), address(grants))
        with self._lock:
            call(
                "citygate_prepared_allocate_batch", ctypes.byref(self._view), ctypes.byref(batch), ctypes.byref(result)
            )
        return Batch(classes, granted, grants)

    def __reduce__(self) -> Any:
        raise TypeError("a prepared station stays where it was made; make another of the same policy and users")
