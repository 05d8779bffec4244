"""What Python has of numbers, as the arrays that the library takes; and the other way round.

Nothing is rounded, clamped or wrapped here: what does not fit is an exception that names the row. An array that has the
type and the layout already is not copied.
"""

from __future__ import annotations

import operator
from typing import Any, Optional, Tuple, Type

import numpy as np

from . import _arrow

Shape = Tuple[int, ...]
# Rows are counted in 32 bits.
MAX_ROWS = 0xFFFFFFFF


def whole_number(value: Any, highest: int, name: str) -> int:
    """One whole number from 0 to ``highest``."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} is a truth value; it takes a whole number")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} takes a whole number, not {kind_of(value)}{_hint(value)}") from None
    if not 0 <= number <= highest:
        raise ValueError(f"{name} is {number}; it is 0 to {highest}")
    return number


def truth_value(value: Any, name: str) -> bool:
    """True or False, or 1 or 0."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    return whole_number(value, 1, name) == 1


def column(values: Any, dtype: np.dtype[Any], name: str, is_truth: bool = False) -> np.ndarray[Any, Any]:
    """Whole numbers as an array of this type, of any shape; the very same array if it is one already.

    Truth values are numbers only where they are asked for.
    """
    array = as_array(values, name)
    if array.size > MAX_ROWS:
        raise ValueError(f"{name} has {array.size} values; there are at most {MAX_ROWS}")
    if array.dtype == dtype and array.flags.c_contiguous and array.flags.aligned:
        return array
    limits = np.iinfo(dtype)
    if array.dtype.kind == "b" and is_truth:
        return array.astype(dtype, order="C")
    if array.dtype.kind == "O":
        return _from_objects(array, dtype, name, is_truth)
    if array.dtype.kind not in "iu":
        raise TypeError(f"{name} takes whole numbers, not {array.dtype}{_hint(array)}")
    if array.size and (array.min() < 0 or int(array.max()) > limits.max):
        wrong = (array < 0) | (array > limits.max)
        _refuse(array, wrong, limits.max, name)
    # Always a C-ordered copy in the byte order of this machine.
    return array.astype(dtype, order="C")


def as_array(values: Any, name: str, with_floats: bool = False) -> np.ndarray[Any, Any]:
    """What numpy makes of the values; numbers of Python as objects, which are exact."""
    if isinstance(values, np.ma.MaskedArray):
        if np.ma.is_masked(values):
            row = tuple(np.argwhere(np.ma.getmaskarray(values))[0])
            raise TypeError(f"{place(name, row)} is masked; every row needs a value")
        return np.asarray(values.data)
    if isinstance(values, np.ndarray):
        return np.asarray(values)
    if _arrow.speaks(values):
        return _arrow.numbers(values, name, with_floats)
    if hasattr(values, "__array__"):
        return np.asarray(values)
    if isinstance(values, (str, bytes, dict, set, frozenset)):
        raise TypeError(f"{name} takes numbers, not {kind_of(values)}")
    # As objects: numpy would make floating point of large and negative numbers together.
    try:
        array = np.asarray(values, dtype=object)
    except ValueError as ragged:
        raise ValueError(f"{name}: rows are of different lengths") from ragged
    return array


def _from_objects(array: np.ndarray[Any, Any], dtype: np.dtype[Any], name: str, is_truth: bool) -> np.ndarray[Any, Any]:
    highest = int(np.iinfo(dtype).max)
    # One by one only where something may be wrong, which is slow.
    is_plain = set(map(type, array.flat)) <= {int}
    if is_plain and (array.size == 0 or (array.min() >= 0 and array.max() <= highest)):
        return array.astype(dtype, order="C")
    for row, value in np.ndenumerate(array):
        if not (is_truth and isinstance(value, (bool, np.bool_))):
            whole_number(value, highest, place(name, row))
    return array.astype(dtype, order="C")


def _refuse(array: np.ndarray[Any, Any], wrong: np.ndarray[Any, Any], highest: int, name: str) -> None:
    row = tuple(np.argwhere(wrong)[0])
    raise ValueError(f"{place(name, row)} is {array[row]}; it is 0 to {highest}")


def records(values: Any, dtype: np.dtype[Any], name: str, made_by: str) -> np.ndarray[Any, Any]:
    """A column of structures; the very same array if it has the type and the layout already."""
    if not isinstance(values, np.ndarray) or isinstance(values, np.ma.MaskedArray) or values.dtype.names is None:
        raise TypeError(f"{name} is an array of structures, made by {made_by}, not {kind_of(values)}")
    if values.ndim != 1:
        raise ValueError(f"{name} has {values.ndim} dimensions; it has one")
    if len(values) > MAX_ROWS:
        raise ValueError(f"{name} has {len(values)} rows; there are at most {MAX_ROWS}")
    if values.dtype == dtype and values.flags.c_contiguous and values.flags.aligned:
        return np.asarray(values)
    if set(values.dtype.names) != set(dtype.names or ()):
        raise TypeError(f"{name} has the fields {values.dtype.names}; made by {made_by} it has {dtype.names}")
    made = np.zeros(len(values), dtype)
    for field in dtype.names or ():
        if values[field].shape != made[field].shape:
            raise TypeError(f"{name}.{field} has the shape {values[field].shape}; it has to be {made[field].shape}")
        made[field] = column(values[field], made[field].dtype, f"{name}.{field}")
    return made


def to_change(values: Any, dtype: np.dtype[Any], name: str, made_by: str) -> np.ndarray[Any, Any]:
    """As :func:`records`, for what is changed in place: a copy would be changed instead, so there is none."""
    array = records(values, dtype, name, made_by)
    if values.dtype != dtype or not (values.flags.c_contiguous and values.flags.aligned):
        raise ValueError(f"{name} is changed in place, so it has to be contiguous and as {made_by} makes it")
    if not array.flags.writeable:
        raise ValueError(f"{name} is changed in place, and is read-only")
    return array


def output(given: Optional[Any], shape: Shape, dtype: np.dtype[Any], name: str) -> np.ndarray[Any, Any]:
    """Where results are written: what was given, if it fits exactly, or a new array."""
    if given is None:
        return np.empty(shape, dtype)
    if not isinstance(given, np.ndarray) or isinstance(given, np.ma.MaskedArray):
        raise TypeError(f"{name} is a numpy array, not {kind_of(given)}")
    if given.dtype != dtype:
        raise TypeError(f"{name} is of type {given.dtype}; it has to be {dtype}")
    if given.shape != shape:
        raise ValueError(f"{name} has the shape {given.shape}; it has to be {shape}")
    if not (given.flags.c_contiguous and given.flags.aligned and given.flags.writeable):
        raise ValueError(f"{name} has to be contiguous, aligned and writeable")
    return given


def instance(value: Any, kind: Type[Any], name: str) -> Any:
    """The value, if it is one of this type."""
    if not isinstance(value, kind):
        known = kind.__name__ if kind.__module__ == "builtins" else f"citygate.{kind.__name__}"
        raise TypeError(f"{name} is a {known}, not {kind_of(value)}")
    return value


def address(array: Optional[np.ndarray[Any, Any]]) -> Optional[int]:
    """Where an array begins. Whoever passes it on keeps the array."""
    return None if array is None else array.ctypes.data


def place(name: str, row: Shape) -> str:
    """A row, for people."""
    return f"{name}[{', '.join(str(index) for index in row)}]" if row else name


def kind_of(value: Any) -> str:
    """A type, for people."""
    return "None" if value is None else type(value).__name__


def _hint(value: Any) -> str:
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if kind == "f" or isinstance(value, float):
        return "; citygate.flow_from converts m³/h and other units"
    return ""
