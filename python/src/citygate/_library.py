"""The shared library: found beside this file, its functions declared, its errors turned into exceptions."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any, Callable, Optional

from . import _abi
from ._errors import CitygateError

# A row that was not named. No row has this number.
_NO_ROW = 0xFFFFFFFF


def _load(folder: Path) -> ctypes.CDLL:
    path = folder / "libcitygate.so"
    if not path.exists():
        raise ImportError(f"citygate: the shared library is missing: {path}; pip install ./python builds it")
    library = ctypes.CDLL(str(path))
    library.citygate_abi_version.restype, library.citygate_abi_version.argtypes = ctypes.c_uint32, []
    version = library.citygate_abi_version()
    # Of the same major version, and the same or a later minor one.
    if version >> 16 != _abi.ABI_VERSION >> 16 or version < _abi.ABI_VERSION:
        raise ImportError(
            f"citygate: {path} has the C interface {version >> 16}.{version & 0xFFFF}; "
            f"this package needs {_abi.ABI_VERSION >> 16}.{_abi.ABI_VERSION & 0xFFFF}"
        )
    for name, (result, arguments) in _abi.FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


if sys.byteorder != "little":
    raise ImportError("citygate: only little-endian processors are supported")
_LIBRARY = _load(Path(__file__).parent)


def text(name: str, *arguments: int) -> str:
    """A text of the library."""
    found: bytes = getattr(_LIBRARY, name)(*arguments)
    return found.decode("utf-8")


def call(name: str, *arguments: Any) -> None:
    """Calls a function that tells no row; an error becomes an exception."""
    status = getattr(_LIBRARY, name)(*arguments)
    if status != 0:
        raise error(status)


# Names the row of an error, from its status and index.
Where = Callable[[int, Optional[int]], Optional[str]]


def call_with_row(name: str, *arguments: Any, where: Optional[Where] = None) -> None:
    """Calls a function whose last parameter receives the row that is wrong.

    ``where`` may give a row another name than its status does.
    """
    row = ctypes.c_uint32(_NO_ROW)
    status = getattr(_LIBRARY, name)(*arguments, ctypes.byref(row))
    if status != 0:
        index = None if row.value == _NO_ROW else row.value
        raise error(status, index, None if where is None else where(status, index))


def error(status: int, index: Optional[int] = None, where: Optional[str] = None) -> CitygateError:
    """The exception for a status, with the library's text in English and Chinese."""
    texts = text("citygate_status_text", status), text("citygate_status_text_zh", status)
    return CitygateError(status, *texts, index, where)


def version() -> str:
    """The version of the library, for example "0.1.0"."""
    return text("citygate_version_text")
