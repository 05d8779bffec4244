"""Arrow's arrays and tables, in and out, by Arrow's PyCapsule protocol: pyarrow, polars, DuckDB and others.

The package nanoarrow does the work (``pip install citygate[arrow]``); without it everything else works all the same.
"""

from __future__ import annotations

from typing import Any, Callable, Iterator, List, Mapping, Optional, Tuple

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
Column = Tuple[str, np.ndarray]


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


def _chunks(values: Any) -> List[Array]:
    return list(nanoarrow.c_array_stream(values))


# --- In ------------------------------------------------------------------------------------------------------------


def numbers(values: Any, name: str, with_floats: bool = False) -> np.ndarray[Any, Any]:
    """An array of whole numbers or truth values, or of floats if they are asked for.

    It has one dimension; two, if it is of lists of a fixed size, or a table. It is not copied if it is in one piece.
    """
    forms = {**_WHOLE, **_FLOATS} if with_floats else _WHOLE
    return _whole(values, lambda chunk: _numbers_of(chunk, name, forms))


def numbers_or_text(values: Any, name: str) -> np.ndarray[Any, Any]:
    """The same for a column that may be of text as well, which becomes objects."""
    return _whole(values, lambda chunk: _values_of(chunk, name))


def _whole(values: Any, read: Callable[[Array], np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    parts = [read(chunk) for chunk in _chunks(values)]
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint8)


def _numbers_of(chunk: Array, name: str, forms: Mapping[str, str] = _WHOLE) -> np.ndarray[Any, Any]:
    form = chunk.schema.format
    if form == _STRUCT:
        children = [_numbers_of(child, f"{name}.{child.schema.name}", forms) for child in chunk.children]
        rows = slice(chunk.offset, chunk.offset + chunk.length)
        _refuse_nulls(chunk, name)
        return np.stack([child[rows] for child in children], axis=1) if children else np.zeros((chunk.length, 0), "u4")
    is_list = form.startswith(_FIXED_LIST)
    if not is_list and form not in (*forms, _BOOLEAN) or chunk.dictionary is not None:
        hint = "; citygate.flow_from converts m³/h and other units" if form in _FLOATS else ""
        kind = nanoarrow.Schema(chunk.schema).type.name.lower()
        raise TypeError(f"{name} takes whole numbers, not {kind} of Arrow{hint}")
    _refuse_nulls(chunk, name)
    rows = slice(chunk.offset, chunk.offset + chunk.length)
    if is_list:
        width = int(form[len(_FIXED_LIST) :])
        (child,) = chunk.children
        flat = _numbers_of(child, name, forms)[chunk.offset * width : (chunk.offset + chunk.length) * width]
        return flat.reshape(chunk.length, width)
    if form == _BOOLEAN:
        return _bits(chunk, 1)[rows]
    return np.frombuffer(chunk.view().buffer(1), forms[form])[rows]


def _bits(chunk: Array, buffer: int) -> np.ndarray[Any, Any]:
    """Bits as truth values, from the beginning of the buffer."""
    packed = np.frombuffer(chunk.view().buffer(buffer), np.uint8)
    return np.unpackbits(packed, bitorder="little")[: chunk.offset + chunk.length].astype(bool)


def _refuse_nulls(chunk: Array, name: str) -> None:
    if chunk.view().null_count:
        missing = np.flatnonzero(~_bits(chunk, 0)[chunk.offset :])
        raise TypeError(f"{name}[{missing[0]}] is null; every row needs a value")


def columns(table: Any, name: str) -> Iterator[Column]:
    """The columns of a table, by name; of text as objects."""
    chunks = _chunks(table) if _needed() else []
    found: dict[str, List[np.ndarray[Any, Any]]] = {}
    for chunk in chunks:
        if chunk.schema.format != _STRUCT:
            raise TypeError(f"{name} is an array of Arrow; it has to be a table")
        _refuse_nulls(chunk, name)
        rows = slice(chunk.offset, chunk.offset + chunk.length)
        for child in chunk.children:
            title = child.schema.name
            found.setdefault(title, []).append(_values_of(child, f"{name}.{title}")[rows])
    for title, parts in found.items():
        yield title, parts[0] if len(parts) == 1 else np.concatenate(parts)


def _values_of(chunk: Array, name: str) -> np.ndarray[Any, Any]:
    if chunk.dictionary is not None:
        _refuse_nulls(chunk, name)
        codes = np.frombuffer(chunk.view().buffer(1), _WHOLE[chunk.schema.format])
        words = _values_of(chunk.dictionary, name)
        return np.take(words, codes[chunk.offset : chunk.offset + chunk.length])
    if chunk.schema.format in _TEXTS:
        _refuse_nulls(chunk, name)
        return np.array(_texts(chunk), dtype=object)
    return _numbers_of(chunk, name)


def _texts(chunk: Array) -> List[str]:
    view, rows = chunk.view(), range(chunk.offset, chunk.offset + chunk.length)
    width = _TEXTS[chunk.schema.format]
    if width is not None:
        ends, data = np.frombuffer(view.buffer(1), width), bytes(view.buffer(2))
        return [data[ends[row] : ends[row + 1]].decode() for row in rows]
    # Views: a length, then either the text itself, or its beginning, in which buffer the whole is, and where.
    views = np.frombuffer(view.buffer(1), np.dtype([("length", "i4"), ("start", "V4"), ("buffer", "i4"), ("at", "i4")]))
    pieces = [bytes(view.buffer(2 + index)) for index in range(chunk.n_buffers - 3)]
    inline = views.tobytes()
    texts = []
    for row in rows:
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
