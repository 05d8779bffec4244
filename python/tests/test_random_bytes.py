"""Structures of any bytes: an error that names a row, or an answer that adds up; never a crash."""

from typing import Any

import numpy as np
import pytest

import citygate
from citygate import CitygateError, Policy, Share, Status, Step, SupplyClass
from common import DEFAULT

ROTATING = Policy([Step(SupplyClass, share=Share.ROTATING, rotate_by="hours", longest_outage=3, minimum_turn=2)])


def any_bytes(rng: np.random.Generator, dtype: Any, count: int) -> Any:
    return np.frombuffer(rng.bytes(dtype.itemsize * count), dtype).copy()


def users_of(rng: np.random.Generator, count: int, is_tame: bool) -> Any:
    users = any_bytes(rng, citygate.USER, count)
    if is_tame:
        users["supply_class"] %= 6
        users["on_off"] %= 2
        users["node"] %= 4
    return users


@pytest.mark.parametrize("seed", range(300))
def test_any_bytes(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 20))
    users = users_of(rng, count, seed % 4 != 0)
    nodes = any_bytes(rng, citygate.NODE, 4)
    periods = any_bytes(rng, citygate.PERIOD, int(rng.integers(1, 5)))
    tallies = any_bytes(rng, citygate.TALLY, count)
    if seed % 3:
        nodes["parent"], nodes["reserved"], periods["reserved"] = [citygate.ROOT, 0, 0, 1], 0, 0
        nodes["source_dm3_per_h"] >>= 8
        periods["supply_dm3"] >>= 8
        periods["delivery_dm3"] >>= 8
        periods["demand_permille"] %= 1001
        tallies["is_off"] %= 2
    supply = int(rng.integers(0, 2**64, dtype=np.uint64) >> np.uint64(rng.integers(0, 40)))
    before = [part.copy() for part in (users, nodes, periods, tallies)]
    _checked(users, lambda: citygate.allocate(DEFAULT, users, supply))
    _checked(users, lambda: citygate.PreparedStation(DEFAULT, users).allocate(supply))
    _checked(users, lambda: citygate.allocate_network(DEFAULT, nodes, users, supply >> 2))
    _checked(users, lambda: citygate.allocate_horizon(DEFAULT, users, periods))
    _checked(users, lambda: citygate.allocate_horizon(DEFAULT, users, periods, nodes=nodes, spread="earliest"))
    for part, was in zip((users, nodes, periods, tallies), before):
        assert part.tobytes() == was.tobytes()
    grants = any_bytes(rng, citygate.GRANT, count)
    for change in (
        lambda: citygate.add_curtailment(users, grants, seed),
        lambda: citygate.add_interval(ROTATING, users, grants, tallies),
        lambda: citygate.rotate(ROTATING, tallies, users),
    ):
        before = [part.copy() for part in (users, grants, tallies)]
        try:
            change()
        except CitygateError as refused:
            assert refused.status != Status.NULL
            assert [part.tobytes() for part in (users, grants, tallies)] == [part.tobytes() for part in before]


def _checked(users: Any, call: Any) -> None:
    try:
        found = call()
    except CitygateError as refused:
        assert refused.status not in (Status.NULL, Status.MISALIGNED, Status.OVERLAP, Status.SCRATCH_TOO_SMALL)
        assert refused.index is None or refused.where is not None
        return
    granted = found.grants["granted_dm3_per_h"]
    assert int(granted.sum(dtype=np.uint64)) == found.summary.served_dm3_per_h <= found.summary.supply_dm3_per_h
    assert granted.ndim == 2 or (granted <= users["demand_dm3_per_h"]).all()
    assert len(found.reasons()) == granted.size
