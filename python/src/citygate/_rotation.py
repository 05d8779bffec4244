"""Users that take turns (轮换) without gas: how each has fared, and who is next."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import _abi
from ._allocation import GRANT
from ._arrays import MAX_ROWS, address, instance, records, to_change, whole_number
from ._library import call_with_row
from ._policy import Policy
from ._users import MADE_BY, USER

TALLY: np.dtype[Any] = np.dtype(_abi.RotationTally)
"""How a user has fared in the rotation so far; zeros are a user that has never gone without."""

_GRANTS_MADE_BY = "citygate.allocate(...).grants"
_TALLIES_MADE_BY = "citygate.tallies(...)"


@dataclass(frozen=True)
class Outages:
    """How many users of rotating steps are without gas, and how many of them for longer than their step allows."""

    users_off: int
    users_off_too_long: int


def tallies(count: int) -> np.ndarray[Any, Any]:
    """Tallies of users that have never gone without."""
    return np.zeros(whole_number(count, _abi.MAX_USERS, "count"), TALLY)


def add_curtailment(users: Any, grants: Any, periods: int = 1) -> None:
    """Adds what was curtailed from each user to its cumulative curtailment, which rotating steps go by.

    Args:
        users: an array of :data:`USER`; ``cumulative_curtailment_dm3`` is changed in place.
        grants: the grants of these users.
        periods: for how many periods they were in force.
    """
    rows = to_change(users, USER, "users", MADE_BY)
    granted = _as_many(records(grants, GRANT, "grants", _GRANTS_MADE_BY), rows, "grants")
    count = whole_number(periods, MAX_ROWS, "periods")
    call_with_row("citygate_users_add_curtailment", address(rows), address(granted), len(rows), count)


def rotate(policy: Policy, tallies: Any, users: Any) -> None:
    """Puts users in the order of the rotation for the next allocation.

    Args:
        policy: the supply order; each rotating step says what it counts.
        tallies: an array of :data:`TALLY`, in the order of the users.
        users: an array of :data:`USER`; ``cumulative_curtailment_dm3`` is changed in place.
    """
    instance(policy, Policy, "policy")
    rows = to_change(users, USER, "users", MADE_BY)
    fared = _as_many(records(tallies, TALLY, "tallies", _TALLIES_MADE_BY), rows, "tallies")
    call_with_row(
        "citygate_users_rotate", policy._address(), address(fared), address(rows), len(rows), where=policy._where
    )


def add_interval(policy: Policy, users: Any, grants: Any, tallies: Any) -> Outages:
    """Counts an interval for which the grants were in force: an hour, a shift, always the same while.

    Args:
        policy: the supply order, as for the allocation.
        users: an array of :data:`USER`.
        grants: the grants of these users.
        tallies: an array of :data:`TALLY`, changed in place.
    """
    instance(policy, Policy, "policy")
    rows = records(users, USER, "users", MADE_BY)
    fared = _as_many(to_change(tallies, TALLY, "tallies", _TALLIES_MADE_BY), rows, "tallies")
    granted = _as_many(records(grants, GRANT, "grants", _GRANTS_MADE_BY), rows, "grants")
    outages = _abi.Outages()
    call_with_row(
        "citygate_tallies_add_interval",
        policy._address(),
        address(rows),
        address(granted),
        address(fared),
        len(rows),
        ctypes.byref(outages),
        where=policy._where,
    )
    return Outages(outages.users_off, outages.users_off_too_long)


def _as_many(array: np.ndarray[Any, Any], users: np.ndarray[Any, Any], name: str) -> np.ndarray[Any, Any]:
    if len(array) != len(users):
        raise ValueError(f"{name} has {len(array)} rows; there are {len(users)} users")
    return array
