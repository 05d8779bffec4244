"""Arrays of any layout are taken exactly, or refused; what is written to is never a copy."""

from typing import Any

import numpy as np
import pytest

import citygate
from citygate import CitygateError, Status
from common import DEFAULT, station


def test_users_of_any_layout_give_the_same_grants() -> None:
    users = citygate.users([500, 300, 200, 100], [0, 4, 4, 5], minimum_dm3_per_h=[0, 50, 0, 0])
    expected = citygate.allocate(DEFAULT, users, 800).grants.tobytes()
    packed = np.dtype([(name, users.dtype[name]) for name in reversed(users.dtype.names or ())])
    swapped = users.dtype.newbyteorder()
    unaligned = np.frombuffer(b"\0" + users.tobytes(), "u1")[1:].view(citygate.USER)
    spread_out = np.zeros(8, citygate.USER)
    spread_out[::2] = users
    read_only = users.copy()
    read_only.flags.writeable = False
    wider = np.dtype([(name, "i8" if users.dtype[name].itemsize < 8 else "u8") for name in users.dtype.names or ()])
    for other in (
        laid_out(users, packed),
        users.astype(swapped),
        unaligned,
        spread_out[::2],
        users[::-1][::-1],
        read_only,
        laid_out(users, wider),
        users.view(np.recarray),
    ):
        before = other.copy()
        assert citygate.allocate(DEFAULT, other, 800).grants.tobytes() == expected
        assert citygate.PreparedStation(DEFAULT, other).allocate(800).grants.tobytes() == expected
        assert (other == before).all()
    wrong = laid_out(users, wider)
    wrong["rank"][2] = -1
    with pytest.raises(ValueError, match=r"users.rank\[2\] is -1"):
        citygate.allocate(DEFAULT, wrong, 800)


def laid_out(users: Any, dtype: Any) -> Any:
    made = np.zeros(len(users), dtype)
    for name in dtype.names:
        made[name] = users[name]
    return made


def test_fields_of_another_shape_are_refused() -> None:
    flat = np.dtype([(name, "u8") for name in citygate.PERIOD.names or ()])
    with pytest.raises(TypeError, match=r"periods.demand_permille has the shape \(6,\); it has to be \(6, 6\)"):
        citygate.allocate_horizon(DEFAULT, citygate.users(1, 0), np.zeros(6, flat))


def test_demands_of_any_layout_give_the_same_grants() -> None:
    demands, supplies = np.arange(12, dtype=np.uint32).reshape(6, 2), np.arange(6, dtype=np.uint64)
    expected = station().allocate_batch(demands, supplies).granted_dm3_per_h
    unaligned = np.frombuffer(b"\0" + demands.tobytes(), "u1")[1:].view("u4").reshape(6, 2)
    read_only = demands.copy()
    read_only.flags.writeable = False
    for other in (
        np.asfortranarray(demands),
        demands.astype(">u4"),
        demands.astype("i8"),
        demands[::-1][::-1],
        unaligned,
        read_only,
        demands.tolist(),
        demands.astype(object),
        demands.view(np.matrix),
    ):
        for more in (
            supplies,
            supplies.astype(">u8"),
            supplies.tolist(),
            supplies.astype("i4"),
            np.repeat(supplies, 2)[::2],
        ):
            found = station().allocate_batch(other, more).granted_dm3_per_h
            assert found is not None and expected is not None and (found == expected).all()
    for wrong in (demands[:, :1], demands.ravel(), demands[0], demands[None], np.zeros((3, 0), "u4"), 5):
        with pytest.raises(ValueError, match="demands_dm3_per_h has the shape"):
            station().allocate_batch(wrong, 1)
    for wrong in (supplies[:5], supplies[:1], supplies[:, None], supplies[None]):
        with pytest.raises(ValueError, match="supplies_dm3_per_h has the shape"):
            station().allocate_batch(demands, wrong)
    assert (station().allocate_batch(demands, 5).classes["granted_dm3_per_h"].sum(axis=1) <= 5).all()


def test_where_results_are_written() -> None:
    demands, supplies = np.arange(12, dtype=np.uint32).reshape(6, 2), np.arange(6, dtype=np.uint64)
    out = np.full((6, 2), 77, np.uint32)
    batch = station().allocate_batch(demands, supplies, granted_out=out, with_granted=False)
    assert batch.granted_dm3_per_h is out and out.max() < 77
    read_only = out.copy()
    read_only.flags.writeable = False
    for wrong in (
        out.tolist(),
        out.astype("i4"),
        out.astype(">u4"),
        out[:5],
        out.ravel(),
        np.asfortranarray(out),
        read_only,
        np.zeros((6, 4), "u4")[:, ::2],
        np.frombuffer(bytearray(49), "u1")[1:].view("u4").reshape(6, 2),
    ):
        with pytest.raises((TypeError, ValueError), match="granted_out"):
            station().allocate_batch(demands, supplies, granted_out=wrong)  # type: ignore[arg-type]
    before = demands.copy()
    for overlapping in (demands, np.ndarray((6, 2), np.uint32, supplies)):
        with pytest.raises(CitygateError, match="an output overlaps an input") as refused:
            station().allocate_batch(demands, supplies, granted_out=overlapping)
        assert refused.value.status == Status.OVERLAP
    assert (demands == before).all()
    for wrong_truth in (2, "yes", None, 1.0):
        with pytest.raises((TypeError, ValueError), match="in_station_order"):
            station().allocate_batch(demands, supplies, in_station_order=wrong_truth)  # type: ignore[arg-type]


def test_what_is_changed_in_place_is_never_a_copy() -> None:
    users = citygate.users([5, 5], 0)
    grants = citygate.allocate(DEFAULT, users, 0).grants
    read_only, twice = users.copy(), np.concatenate([users, users])
    read_only.flags.writeable = False
    for wrong in (read_only, twice[::2], users.astype(users.dtype.newbyteorder())):
        before = wrong.copy()
        with pytest.raises(ValueError, match="users is changed in place"):
            citygate.add_curtailment(wrong, grants)
        assert (wrong == before).all()
    with pytest.raises(ValueError, match="grants has 1 rows; there are 2 users"):
        citygate.add_curtailment(users, grants[:1])
    overlapping = np.zeros(4, citygate.USER)
    with pytest.raises(CitygateError, match="overlaps"):
        citygate.add_curtailment(overlapping, np.ndarray(4, citygate.GRANT, overlapping))


def test_a_lot_is_refused_before_it_is_computed() -> None:
    huge = np.lib.stride_tricks.as_strided(np.zeros(1, np.uint32), (2**31, 2), (0, 0))
    with pytest.raises(ValueError, match="4294967296 values; there are at most"):
        station().allocate_batch(huge, 1)
    with pytest.raises(ValueError, match="count is 2147483648"):
        citygate.tallies(2**31)
    with pytest.raises(ValueError, match="4294967296 rows; there are at most"):
        citygate.allocate(DEFAULT, np.lib.stride_tricks.as_strided(np.zeros(1, citygate.USER), (2**32,), (0,)), 1)
