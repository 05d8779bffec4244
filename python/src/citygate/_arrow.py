"""Arrow's arrays and tables, in and out, by Arrow's PyCapsule protocol: pyarrow, polars, DuckDB and others.

The package nanoarrow does the work (``pip install citygate[arrow]``); without it everything else works all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional

import numpy as np

try:
    import nanoarrow
except ImportError:
    nanoarrow = None

# Arrow's letters for whole numbers.
_WHOLE = {"c": "i1", "C": "u1", "s": "i2", "S": "u2", "i": "i4", "I": "u4", "l": "i8", "L": "u8"}
_FLOATS = {"f": "f4", "g": "f8"}
_BOOLEAN, _STRUCT, _FIXED_LIST = "b", "+s", "+w:"
_TEXTS = {"u": np.int32, "U": np.int64, "vu": None}

Array = Any


def speaks(values: Any) -> bool:
    """Whether this is an array or a table of Arrow that can be read.

    What pandas has is not: it is an array of numpy's already, and as Arrow it would bring its index along.
    """
    is_arrow = hasattr(values, "__arrow_c_array__") or hasattr(values, "__arrow_c_stream__")
    return nanoarrow is not None and is_arrow and not is_pandas(values)


def is_pandas(values: Any) -> bool:
    """Whether this is a column or a table of pandas, or something like it."""
    return hasattr(values, "iloc")


def _needed() -> Any:
    if nanoarrow is None:
        raise ImportError("Arrow's arrays and tables need the package nanoarrow: pip install citygate[arrow]")
    return nanoarrow


# --- In ------------------------------------------------------------------------------------------------------------


def numbers(values: Any, name: str, with_floats: bool = False) -> np.ndarray[Any, Any]:
    """An array of whole numbers or truth values, or of floats if they are asked for.

    It has one dimension; two, if it is of lists of a fixed size, or a table. It is not copied if it is in one piece.
    """
    forms = {**_WHOLE, **_FLOATS} if with_floats else _WHOLE
    return _whole(values, lambda rows: _numbers_of(rows, name, forms))


def numbers_or_text(values: Any, name: str) -> np.ndarray[Any, Any]:
    """The same for a column that may be of text as well, which becomes objects."""
    return _whole(values, lambda rows: _values_of(rows, name))


def _whole(values: Any, read: Callable[[_Rows], np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    return _joined([read(rows) for rows in _rows_of(nanoarrow.c_array_stream(values))])


def _joined(parts: List[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint8)


@dataclass(frozen=True)
class _Rows:
    """Some rows of an array in one piece, from ``first`` on; the others are none of ours. ``number`` is the first's."""

    array: Array
    first: int
    count: int
    number: int

    @property
    def form(self) -> str:
        form: str = self.array.schema.format
        return form

    @property
    def place(self) -> slice:
        return slice(self.first, self.first + self.count)

    def buffer(self, index: int, kind: Any) -> np.ndarray[Any, Any]:
        return np.frombuffer(self.array.view().buffer(index), kind)

    def bits(self, index: int) -> np.ndarray[Any, Any]:
        whole = np.unpackbits(self.buffer(index, np.uint8), bitorder="little")
        return whole[self.place].astype(bool)

    def of(self, child: Array, width: int = 1) -> _Rows:
        """The same rows of a child, which has so many for each."""
        return _Rows(child, child.offset + self.first * width, self.count * width, self.number * width)

    def refuse_nulls(self, name: str) -> None:
        if self.array.view().null_count:
            missing = np.flatnonzero(~self.bits(0))
            if len(missing):
                raise TypeError(f"{name}[{self.number + missing[0]}] is null; every row needs a value")


def _rows_of(stream: Any) -> Iterator[_Rows]:
    number = 0
    for array in stream:
        yield _Rows(array, array.offset, array.length, number)
        number += array.length


def _numbers_of(rows: _Rows, name: str, forms: Mapping[str, str] = _WHOLE) -> np.ndarray[Any, Any]:
    form, array = rows.form, rows.array
    is_list = form.startswith(_FIXED_LIST)
    if (not is_list and form not in (*forms, _BOOLEAN, _STRUCT)) or array.dictionary is not None:
        hint = "; citygate.flow_from converts m³/h and other units" if form in _FLOATS else ""
        kind = nanoarrow.Schema(array.schema).type.name.lower()
        raise TypeError(f"{name} takes whole numbers, not {kind} of Arrow{hint}")
    rows.refuse_nulls(name)
    if form == _STRUCT:
        columns = [_numbers_of(rows.of(child), f"{name}.{child.schema.name}", forms) for child in array.children]
        return np.stack(columns, axis=1) if columns else np.zeros((rows.count, 0), "u4")
    if is_list:
        width = int(form[len(_FIXED_LIST) :])
        (child,) = array.children
        return _numbers_of(rows.of(child, width), name, forms).reshape(rows.count, width)
    return rows.bits(1) if form == _BOOLEAN else rows.buffer(1, forms[form])[rows.place]


def columns(table: Any, name: str) -> Dict[str, np.ndarray[Any, Any]]:
    """The columns of a table, by name; of text as objects."""
    stream = _needed().c_array_stream(table)
    schema = stream.get_schema()
    if schema.format != _STRUCT:
        raise TypeError(f"{name} is an array of Arrow; it has to be a table")
    titles = [child.name for child in schema.children]
    if len(set(titles)) < len(titles):
        raise ValueError(f"{name} has columns of the same name: {', '.join(titles)}")
    found: Dict[str, List[np.ndarray[Any, Any]]] = {title: [] for title in titles}
    for rows in _rows_of(stream):
        rows.refuse_nulls(name)
        for child in rows.array.children:
            title = child.schema.name
            found[title].append(_values_of(rows.of(child), f"{name}.{title}"))
    return {title: _joined(parts) for title, parts in found.items()}


def _values_of(rows: _Rows, name: str) -> np.ndarray[Any, Any]:
    dictionary = rows.array.dictionary
    if dictionary is None and rows.form not in _TEXTS:
        return _numbers_of(rows, name)
    rows.refuse_nulls(name)
    if dictionary is None:
        return np.array(_texts(rows), dtype=object)
    words = _values_of(_Rows(dictionary, dictionary.offset, dictionary.length, 0), name)
    return np.take(words, rows.buffer(1, _WHOLE[rows.form])[rows.place])


def _texts(rows: _Rows) -> List[str]:
    view, width = rows.array.view(), _TEXTS[rows.form]
    each = range(rows.first, rows.first + rows.count)
    if width is not None:
        ends, data = rows.buffer(1, width), bytes(view.buffer(2))
        return [data[ends[row] : ends[row + 1]].decode() for row in each]
    # Views: a length, then either the text itself, or its beginning, in which buffer the whole is, and where.
    views = rows.buffer(1, np.dtype([("length", "i4"), ("start", "V4"), ("buffer", "i4"), ("at", "i4")]))
    pieces = [bytes(view.buffer(2 + index)) for index in range(rows.array.n_buffers - 3)]
    inline = views.tobytes()
    texts = []
    for row in each:
        length, _, buffer, at = views[row]
        from_bytes, at = (inline, 16 * row + 4) if length <= 12 else (pieces[buffer], at)
        texts.append(from_bytes[at : at + length].decode())
    return texts


# --- Out -----------------------------------------------------------------------------------------------------------


class Table:
    """What speaks Arrow as a table. A column that is contiguous is not copied."""

    # Which value of a column stands for nothing.
    _nulls: Mapping[str, int] = {}

    def _columns(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """Columns of one dimension, or of two as lists of a fixed size."""
        raise NotImplementedError

    def __arrow_c_array__(self, requested_schema: Optional[Any] = None) -> Any:
        """As a record batch. Another schema than its own is not offered."""
        return _table(self._columns(), self._nulls).__arrow_c_array__()

    def __arrow_c_stream__(self, requested_schema: Optional[Any] = None) -> Any:
        """As a stream of one record batch. Another schema than its own is not offered."""
        return _needed().c_array_stream(_table(self._columns(), self._nulls)).__arrow_c_stream__()


def _table(fields: Mapping[str, np.ndarray[Any, Any]], nulls: Mapping[str, int]) -> Array:
    table = _needed()
    children = [_column(values, nulls.get(title)) for title, values in fields.items()]
    schema = table.struct({title: child.schema for title, child in zip(fields, children)})
    rows = len(next(iter(fields.values())))
    return table.c_array_from_buffers(schema, rows, [None], null_count=0, children=children)


def _column(values: np.ndarray[Any, Any], absent: Optional[int]) -> Array:
    if values.ndim == 2:
        flat = _column(values.reshape(-1), None)
        kind = nanoarrow.fixed_size_list(flat.schema, values.shape[1])
        return nanoarrow.c_array_from_buffers(kind, values.shape[0], [None], null_count=0, children=[flat])
    values = np.ascontiguousarray(values)
    schema = getattr(nanoarrow, values.dtype.name)()
    is_there = None if absent is None else values != absent
    if is_there is None or is_there.all():
        return nanoarrow.c_array_from_buffers(schema, len(values), [None, values], null_count=0)
    bits = np.packbits(is_there, bitorder="little")
    return nanoarrow.c_array_from_buffers(schema, len(values), [bits, values], null_count=int((~is_there).sum()))
