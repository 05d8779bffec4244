"""The edge where flows in other units become whole dm³/h, and become them again.

A float stands for the shortest decimal number that it is the nearest float to: 6875.1 is 6875.1. By default only what
is a whole number of dm³/h is taken; otherwise it is said how to round. m³ are at 20 °C and 101.325 kPa, as everywhere.
"""

from __future__ import annotations

import numbers
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any, Tuple

import numpy as np

from ._arrays import as_array, column, kind_of, place
from ._library import error
from ._status import Status

# What may be written for another.
_ALIKE = (
    ("立方米", "m3"),
    ("³", "3"),
    ("^3", "3"),
    ("10^", "1e"),
    ("百万", "1e6"),
    ("万", "1e4"),
    ("亿", "1e8"),
    ("千", "1e3"),
    ("小时", "h"),
    ("日", "d"),
    ("天", "d"),
    ("hour", "h"),
    ("day", "d"),
)
_UNIT = re.compile(r"(?:1e([3468]))?(d?m3)/([hd])")
_HIGHEST = {np.uint32: 2**32 - 1, np.uint64: 2**64 - 1}
# Up to here floats are whole numbers without a gap.
_EXACT = 2.0**53
# Up to here a half of them has 15 digits at most, and no other decimal of 15 digits has the same float.
_UNIQUE = 2.0e14
_ROUNDING = ("exact", "nearest", "down", "up")


def _dm3_per_h(unit: str) -> Fraction:
    """How many dm³/h are one of a unit."""
    if not isinstance(unit, str):
        raise TypeError(f"unit is a text such as 'm3/h', not {kind_of(unit)}")
    plain = "".join(unit.split())
    for written, meant in _ALIKE:
        plain = plain.replace(written, meant)
    found = _UNIT.fullmatch(plain)
    if found is None:
        raise ValueError(f"unit {unit!r} is not known; there are m3 or dm3 by h or d, such as 'm3/h' or '万m3/d'")
    tens, volume, time = found.groups()
    factor = Fraction(10 ** int(tens or 0) * (1000 if volume == "m3" else 1))
    return factor / (24 if time == "d" else 1)


def flow_from(values: Any, unit: str, rounding: str = "exact") -> Any:
    """Flows of users in another unit, as whole dm³/h: an int of a number, an array of uint32 of many.

    Args:
        values: a number, or an array of any shape; floats, ints, Decimal, Fraction. 0 to 4 294 967.295 m³/h.
        unit: m³/h, m³/d, dm³/h, and thousands, 万 (1e4), 百万 (1e6) and 亿 (1e8) of them: ``"万m3/d"``, ``"1e4 m3/d"``.
        rounding: ``"exact"`` refuses what is no whole number of dm³/h; ``"nearest"`` (halves upwards), ``"down"``,
            ``"up"`` round to one.

    Raises:
        CitygateError: a value is not finite, negative or too large; ``index`` is its row.
        ValueError: a value is no whole number of dm³/h, or the unit is not known.
        TypeError: a value is no number.

    >>> flow_from(6875.1, "m3/h")
    6875100
    >>> flow_from([0.24, 1.2], "万m3/d").tolist()
    [100000, 500000]
    """
    return _from(values, unit, rounding, np.uint32)


def total_from(values: Any, unit: str, rounding: str = "exact") -> Any:
    """As :func:`flow_from`, for supplies, capacities and sums: 64 bits, so an array of uint64."""
    return _from(values, unit, rounding, np.uint64)


def flow_to(values: Any, unit: str) -> Any:
    """Whole dm³/h in another unit, for people: the nearest float to each. Exact decimals below 2⁵³ dm³/h come back.

    >>> flow_to(6875100, "m3/h")
    6875.1
    """
    factor = _dm3_per_h(unit)
    array = column(values, np.dtype(np.uint64), "values")
    if array.ndim == 0:
        return float(int(array) / factor)
    if array.size and int(array.max()) * factor.denominator >= _EXACT:
        return np.array([float(int(value) / factor) for value in array.flat]).reshape(array.shape)
    return array * float(factor.denominator) / float(factor.numerator)


def _from(values: Any, unit: str, rounding: str, kind: Any) -> Any:
    factor = _dm3_per_h(unit)
    if rounding not in _ROUNDING:
        raise ValueError(f"rounding {rounding!r} is not known; there are {', '.join(_ROUNDING)}")
    array = as_array(values, "values", with_floats=True)
    if array.dtype.kind == "O" and all(type(value) is float for value in array.flat):
        array = array.astype(np.float64)
    if array.dtype.kind in "iu" and array.size and -_EXACT < int(array.min()) and int(array.max()) < _EXACT:
        array = array.astype(np.float64)
    if array.dtype.kind == "f" and array.dtype.itemsize <= 8:
        made = _of_floats(array.astype(np.float64), factor, rounding, _HIGHEST[kind])
    elif array.dtype.kind in "iuO":
        made = np.empty(array.shape, object)
        for row, value in np.ndenumerate(array):
            made[row] = _one(value, factor, rounding, row, _HIGHEST[kind])
    else:
        raise TypeError(f"values are numbers, not {array.dtype}")
    return int(made[()]) if made.ndim == 0 else made.astype(kind)


def _of_floats(array: np.ndarray[Any, Any], factor: Fraction, rounding: str, highest: int) -> np.ndarray[Any, Any]:
    """What is clear at once, all together; the rest one by one."""
    over, under = float(factor.numerator), float(factor.denominator)
    to_whole: Any = {
        "exact": np.floor,
        "nearest": lambda halves: np.floor(halves + 0.5),
        "down": np.floor,
        "up": np.ceil,
    }
    with np.errstate(all="ignore"):
        wanted = array * over / under
        # The float is the nearest to so many halves of a dm³/h in this unit: then these are meant.
        halves = np.rint(wanted * 2)
        is_known = (halves * under < _UNIQUE) & (halves * under / over / 2 == array)
        if rounding == "exact":
            is_known &= halves % 2 == 0
        # Or it is so far from where another whole number begins that the error of the product does not matter.
        begins = wanted + (0.5 if rounding == "nearest" else 0.0)
        is_far = np.abs(begins - np.rint(begins)) > np.abs(wanted) * 2.0**-50 + 2.0**-50
        is_far &= (rounding != "exact") & (wanted < _EXACT / 4)
        rounded = to_whole[rounding](np.where(is_known, halves / 2, wanted))
    is_clear = (is_known | is_far) & (array >= 0) & (rounded <= highest)
    made = np.where(is_clear, rounded, 0.0).astype(np.uint64)
    for row in map(tuple, np.argwhere(~is_clear)):
        made[row] = _one(float(array[row]), factor, rounding, row, highest)
    return made


def _one(value: Any, factor: Fraction, rounding: str, row: Tuple[int, ...], highest: int) -> int:
    wanted = _exactly(value, row) * factor
    if wanted < 0:
        raise _refused(Status.NEGATIVE, value, row)
    below = wanted.numerator // wanted.denominator
    rest = wanted - below
    if rest and rounding == "exact":
        raise ValueError(
            f"{place('values', row)} is {value}, which is no whole number of dm³/h; say how to round it, "
            "for example rounding='nearest'"
        )
    goes_up = (rounding == "nearest" and rest >= Fraction(1, 2)) or (rounding == "up" and rest > 0)
    number = below + goes_up
    if number > highest:
        raise _refused(Status.TOO_LARGE, value, row)
    return number


def _exactly(value: Any, row: Tuple[int, ...]) -> Fraction:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, (numbers.Rational, float, Decimal)):
        raise TypeError(f"{place('values', row)} is no number, but {kind_of(value)}")
    is_finite = not isinstance(value, (float, Decimal)) or Decimal(value).is_finite()
    if not is_finite:
        raise _refused(Status.NOT_FINITE, value, row)
    # A float as the decimal number that it is written as.
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _refused(status: Status, value: Any, row: Tuple[int, ...]) -> Exception:
    return error(status, row[0] if len(row) == 1 else None, f"{place('values', row)} = {value}")
