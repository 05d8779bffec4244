"""Other units become whole dm³/h exactly, or as it is said, or not at all."""

import ctypes
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies

import citygate
from citygate import CitygateError, Status, flow_from, flow_to, total_from
from citygate._library import _LIBRARY

MOST = 2**32 - 1
UNITS = {
    "m3/h": 1000,
    "m³/h": 1000,
    "dm3/h": 1,
    "m3/d": Fraction(1000, 24),
    "1e4 m3/d": Fraction(10**7, 24),
    "万m3/d": Fraction(10**7, 24),
    "万 m³/日": Fraction(10**7, 24),
    "10^4 m^3/day": Fraction(10**7, 24),
    "百万m3/h": 10**9,
    "1e3m3/h": 10**6,
    "亿立方米/天": Fraction(10**11, 24),
    "千立方米/小时": 10**6,
}


@pytest.mark.parametrize("unit", UNITS)
def test_units(unit: str) -> None:
    factor = Fraction(UNITS[unit])
    one = Fraction(6) / factor
    assert total_from(one, unit) == 6
    assert total_from([one, one * 2], unit).tolist() == [6, 12]
    assert total_from(24, unit) == 24 * factor
    assert total_from(np.array([24, 48]), unit).tolist() == [24 * factor, 48 * factor]


@pytest.mark.parametrize(
    "unit", ["", "m3", "m3/s", "m3/min", "kWh/h", "M3/H", "Nm3/h", "1e5 m3/h", "m3/h/h", "万", 7, None]
)
def test_units_that_are_not_known(unit: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="unit"):
        flow_from(1, unit)


def test_types_of_results() -> None:
    assert type(flow_from(1, "m3/h")) is int and type(flow_from(np.float64(1.5), "m3/h")) is int
    assert flow_from([1], "m3/h").dtype == np.uint32 and total_from([1], "m3/h").dtype == np.uint64
    assert flow_from(np.ones((2, 3)), "m3/h").shape == (2, 3) and flow_from([], "m3/h").shape == (0,)
    assert flow_from(np.ones((2, 3), ">f4"), "m3/h").tolist() == [[1000] * 3] * 2


@pytest.mark.parametrize(
    "value, status",
    [
        (math.nan, Status.NOT_FINITE),
        (math.inf, Status.NOT_FINITE),
        (-math.inf, Status.NOT_FINITE),
        (-1, Status.NEGATIVE),
        (-1e-300, Status.NEGATIVE),
        (Decimal("nan"), Status.NOT_FINITE),
        (Decimal("-0.001"), Status.NEGATIVE),
        (4294967.296, Status.TOO_LARGE),
        (1e300, Status.TOO_LARGE),
        (10**40, Status.TOO_LARGE),
        (5e6, Status.TOO_LARGE),
        (np.float32("nan"), Status.NOT_FINITE),
    ],
)
@pytest.mark.parametrize("rounding", ["exact", "nearest", "down", "up"])
def test_what_no_flow_can_be(value: Any, status: Status, rounding: str) -> None:
    for values, where in ((value, "values = "), ([1, value], "values[1] = "), (np.array([1, value]), "values[1] = ")):
        with pytest.raises(CitygateError) as refused:
            flow_from(values, "m3/h", rounding)
        assert refused.value.status == status and str(refused.value).startswith(where)
        assert refused.value.index == (1 if "[" in where else None)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "6875",
        True,
        [True],
        1j,
        [None],
        ["1"],
        b"1",
        object(),
        np.array(["1"]),
        np.array([True]),
        np.array(["2017"], "M8[Y]"),
        np.longdouble(1),
    ],
    ids=repr,
)
def test_what_is_no_number(value: Any) -> None:
    with pytest.raises(TypeError):
        flow_from(value, "m3/h")


def test_exact_is_the_default() -> None:
    for value in (6875.0005, 0.0001, np.float32(6875.1), 1 / 3):
        with pytest.raises(ValueError, match="no whole number of dm³/h; say how to round it"):
            flow_from(value, "m3/h")
    with pytest.raises(ValueError, match=r"values\[1, 0\] is 0.0001"):
        flow_from(np.array([[1.0], [0.0001]]), "m3/h")
    with pytest.raises(ValueError, match="rounding 'up and down' is not known"):
        flow_from(1, "m3/h", "up and down")
    assert flow_from(np.float32(0.5), "m3/h") == 500
    # The nearest floats of decimals are those decimals.
    every = np.arange(0, MOST, 4_321_987, dtype=np.uint64)
    assert (flow_from(every / 1000, "m3/h") == every).all()
    assert (flow_from(every * 24 / 1e7, "万m3/d") == every).all()
    assert flow_from([0.1, 0.2, 0.3, 0.1 + 0.2 - 0.3], "m3/h", "nearest").tolist() == [100, 200, 300, 0]


@pytest.mark.parametrize(
    "rounding, expected",
    [
        ("nearest", [0, 1, 1, 1, 2, 2]),
        ("down", [0, 0, 0, 1, 1, 2]),
        ("up", [1, 1, 1, 1, 2, 2]),
    ],
)
def test_rounding(rounding: str, expected: Any) -> None:
    values = [0.0004, 0.0005, 0.0006, 0.001, 0.0015, 0.002]
    assert flow_from(values, "m3/h", rounding).tolist() == expected
    assert flow_from(np.array(values), "m3/h", rounding).tolist() == expected
    assert [flow_from(Decimal(str(value)), "m3/h", rounding) for value in values] == expected


FLOATS = strategies.one_of(
    strategies.floats(0, 4294967, allow_subnormal=True),
    strategies.integers(0, MOST).map(lambda dm3: dm3 / 1000),
    strategies.integers(0, 2 * MOST).map(lambda half: half / 2000),
)


@settings(derandomize=True, max_examples=500, deadline=None)
@given(
    strategies.lists(FLOATS, min_size=1, max_size=8),
    strategies.sampled_from(["m3/h", "m3/d", "万m3/d", "dm3/h"]),
    strategies.sampled_from(["nearest", "down", "up"]),
)
def test_all_at_once_is_one_by_one_in_fractions(values: Any, unit: str, rounding: str) -> None:
    factor = Fraction(UNITS[unit])
    wanted = [Fraction(repr(value)) * factor for value in values]
    expected = [
        {"down": math.floor(one), "up": math.ceil(one), "nearest": math.floor(one + Fraction(1, 2))}[rounding]
        for one in wanted
    ]
    assert total_from(np.array(values), unit, rounding).tolist() == expected
    assert [total_from(value, unit, rounding) for value in values] == expected


@pytest.mark.parametrize("unit", ["m3/h", "m3/d", "万m3/d", "亿m3/d"])
@pytest.mark.parametrize("seed", range(3))
def test_decimals_their_neighbours_and_their_halves(unit: str, seed: int) -> None:
    """Where floats are so coarse that another decimal is written for the same float, the one that is written counts."""
    rng, factor = np.random.default_rng(seed), Fraction(UNITS.get(unit, Fraction(10**11, 24)))
    flows = rng.integers(0, 2 ** rng.integers(20, 62, 600))
    values = flows / float(factor) / rng.choice([1, 2, 3], 600)
    values = np.concatenate([values, np.nextafter(values, 0), np.nextafter(values, np.inf)])
    wanted = [Fraction(repr(float(value))) * factor for value in values]
    assert total_from(values, unit, "down").tolist() == [math.floor(one) for one in wanted]
    assert total_from(values, unit, "up").tolist() == [math.ceil(one) for one in wanted]
    assert total_from(values, unit, "nearest").tolist() == [math.floor(one + Fraction(1, 2)) for one in wanted]
    for value, one in zip(values, wanted):
        if one.denominator == 1:
            assert total_from(np.array([value]), unit).tolist() == [one]
        else:
            with pytest.raises(ValueError, match="no whole number"):
                total_from(np.array([value]), unit)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(strategies.floats(0, 4294967))
def test_to_the_nearest_is_what_the_library_does(value: float) -> None:
    convert, found = _LIBRARY.citygate_flow_from_m3_per_h, ctypes.c_uint32()
    convert.argtypes, convert.restype = [ctypes.c_double, ctypes.c_void_p], ctypes.c_int32
    assert convert(value, ctypes.byref(found)) == 0
    # The library rounds the product of floats, this package the decimal: at a half they may differ.
    exactly = Fraction(repr(value)) * 1000
    if abs(exactly - math.floor(exactly) - Fraction(1, 2)) > Fraction(1, 10**6):
        assert flow_from(value, "m3/h", "nearest") == found.value


@settings(derandomize=True, max_examples=300, deadline=None)
@given(strategies.integers(0, 2**53 - 1), strategies.sampled_from(["m3/h", "m3/d", "1e4 m3/d", "亿m3/d"]))
def test_there_and_back(dm3_per_h: int, unit: str) -> None:
    there = flow_to(dm3_per_h, unit)
    assert there == float(dm3_per_h / Fraction(UNITS.get(unit, Fraction(10**11, 24))))
    assert flow_to(np.array([dm3_per_h], np.uint64), unit).tolist() == [there]
    if dm3_per_h < 2**48:
        assert total_from(there, unit, "nearest") == dm3_per_h


def test_large_numbers_and_back() -> None:
    assert flow_to([2**64 - 1, 0], "m3/h").tolist() == [float(Fraction(2**64 - 1, 1000)), 0.0]
    assert total_from(Fraction(2**64 - 1, 1000), "m3/h") == 2**64 - 1
    assert total_from(np.array([2**64 - 1], np.uint64), "dm3/h").tolist() == [2**64 - 1]
    with pytest.raises(CitygateError, match="too large"):
        total_from(2**64, "dm3/h")
    with pytest.raises(ValueError, match="values is -1"):
        flow_to(-1, "m3/h")
    assert citygate.flow_to(np.uint32(1500), "m3/h") == 1.5
