"""Users as an array of structures, which the library reads as it is."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Dict, Iterable, Mapping

import numpy as np

from . import _abi, _arrow
from ._arrays import MAX_ROWS, as_array, column, kind_of, place
from ._codes import SupplyClass

USER: np.dtype[Any] = np.dtype(_abi.User)
"""One user. Quantities are in dm³/h; fields that are 0 say nothing."""

MADE_BY = "citygate.users(...)"


def users(
    demand_dm3_per_h: Any,
    supply_class: Any,
    *,
    minimum_dm3_per_h: Any = 0,
    base_dm3_per_h: Any = 0,
    node: Any = 0,
    on_off: Any = False,
    attributes: Any = 0,
    weight: Any = 0,
    rank: Any = 0,
    cumulative_curtailment_dm3: Any = 0,
) -> np.ndarray[Any, Any]:
    """Users from columns: each is an array, a list or a column of a table; one number stands for all users.

    Args:
        demand_dm3_per_h: what each wants, whole dm³/h, 0 to 4 294 967 295. :func:`flow_from` converts m³/h.
        supply_class: the class of each, as :class:`SupplyClass`, number or name.
        minimum_dm3_per_h: technical minimum (最低用气量, 保炉用气): this much or nothing.
        base_dm3_per_h: stated base for pro rata shares and partial targets; 0: none.
        node: index of the node of a network.
        on_off: whether the user takes its whole demand, its minimum, or nothing.
        attributes: bits of :class:`Attribute`.
        weight: for equal shares, 1 to 65535; 0 stands for 1.
        rank: order within a step that goes by rank; 0 is served first.
        cumulative_curtailment_dm3: what was curtailed so far, in dm³, for rotation.

    Returns:
        an array of :data:`USER`, to be read and changed field by field.

    Raises:
        TypeError, ValueError: a value is no whole number or does not fit; the message names the row.

    >>> users([6875000, 14375000], ["residential", "industrial fuel"])["supply_class"].tolist()
    [0, 4]
    """
    given = dict(locals())
    return _from_columns({name: given[name] for name in USER.names or ()})


def users_from(table: Any, *, ignore: Iterable[str] = ()) -> np.ndarray[Any, Any]:
    """Users from a table of pyarrow, polars, pandas or others that speak Arrow, or from a mapping of columns.

    Args:
        table: its columns are called like the fields of :data:`USER`; two of them, ``demand_dm3_per_h`` and
            ``supply_class``, have to be there.
        ignore: columns that it may have besides. Others are an error, so that none is overlooked for its spelling.

    Raises:
        TypeError, ValueError: as :func:`users`; a column is missing or not known; a row is null.
        ImportError: the package nanoarrow is needed, and is not there.
    """
    found = _columns_of(table)
    for name in ignore:
        found.pop(name, None)
    unknown = [name for name in found if name not in (USER.names or ())]
    missing = [name for name in ("demand_dm3_per_h", "supply_class") if name not in found]
    if unknown or missing:
        wrong = f"has columns that users do not have: {unknown}" if unknown else f"lacks the columns {missing}"
        raise ValueError(f"table {wrong}; there are {', '.join(USER.names or ())}; ignore=[...] passes others over")
    return _from_columns(found)


def _columns_of(table: Any) -> Dict[str, Any]:
    if isinstance(table, Mapping):
        return dict(table)
    if _arrow.is_pandas(table) and hasattr(table, "columns"):
        return {name: table[name] for name in table.columns}
    if not hasattr(table, "__arrow_c_stream__") and not hasattr(table, "__arrow_c_array__"):
        raise TypeError(f"table is a table of Arrow, or a mapping of columns, not {kind_of(table)}")
    return _arrow.columns(table, "table")


def _from_columns(given: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    columns = {name: _field(name, values) for name, values in given.items()}
    lengths = {name: len(values) for name, values in columns.items() if values.ndim == 1}
    wrong = [name for name, values in columns.items() if values.ndim > 1]
    if wrong:
        raise ValueError(f"{wrong[0]} has {columns[wrong[0]].ndim} dimensions; it has one, with a row for each user")
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns are of different lengths: {lengths}")
    count = next(iter(lengths.values()), 1)
    if count > MAX_ROWS:
        raise ValueError(f"there are {count} users; there are at most {MAX_ROWS}")
    made = np.zeros(count, USER)
    for name, values in columns.items():
        made[name] = values
    return made


def _field(name: str, values: Any) -> np.ndarray[Any, Any]:
    kind = USER[name]
    if name == "supply_class":
        values = _classes(values, name)
    return column(values, kind, name, is_truth=name == "on_off")


def _classes(values: Any, name: str) -> Any:
    """Codes, where there are names."""
    if isinstance(values, (str, IntEnum)):
        return int(SupplyClass.of(values, name))
    array = _arrow.numbers_or_text(values, name) if _arrow.speaks(values) else as_array(values, name)
    if array.dtype.kind not in "OUT":
        return array
    # Names are few, and looked up once each.
    named: Dict[Any, int] = {}
    codes = np.empty(array.shape, object)
    flat = codes.reshape(-1)
    for row, value in enumerate(array.flat):
        if isinstance(value, (str, IntEnum)):
            key = (type(value), value)
            if key not in named:
                named[key] = int(
                    SupplyClass.of(value, place(name, tuple(map(int, np.unravel_index(row, array.shape)))))
                )
            value = named[key]
        flat[row] = value
    return codes
