"""The exception of the package."""

from __future__ import annotations

from typing import Any, Optional

from ._status import Status

# What the row of an error is a row of.
_ROWS: dict[int, str] = {
    Status.POLICY_CLASS_NEVER_SERVED: "classes",
    Status.NODE_SECOND_ROOT: "nodes",
    Status.NODE_UNKNOWN_PARENT: "nodes",
    Status.NODE_CYCLE: "nodes",
    Status.NODE_RESERVED: "nodes",
    Status.NODE_SUPPLY_TOO_LARGE: "nodes",
    Status.PERIOD_RESERVED: "periods",
    Status.PERIOD_SUPPLY_TOO_LARGE: "periods",
    Status.PERIOD_DEMAND_TOO_LARGE: "grants",
}


def _rows(status: int) -> Optional[str]:
    if Status.POLICY_CLASS_NEVER_SERVED < status <= Status.POLICY_NO_STEPS:
        return "steps"
    if Status.USER_UNKNOWN_NODE <= status <= Status.USER_UNKNOWN_CLASS:
        return "users"
    return _ROWS.get(_known(status))


def _known(status: int) -> int:
    """The status by name, if this package knows it."""
    try:
        return Status(status)
    except ValueError:
        return status


class CitygateError(ValueError):
    """The library refused something; nothing was changed.

    Attributes:
        status: the number, a :class:`Status` if this package knows it.
        text: what it means, in English.
        text_zh: the same in Chinese.
        index: the row that is wrong, counted from 0; None if no single row is.
        where: the row as a text, for example ``users[3]``; None if no single row is.
    """

    def __init__(
        self, status: int, text: str, text_zh: str, index: Optional[int] = None, where: Optional[str] = None
    ) -> None:
        self.status = _known(status)
        self.text, self.text_zh, self.index = text, text_zh, index
        rows = None if index is None else _rows(status)
        self.where = where if where is not None or rows is None else f"{rows}[{index}]"
        super().__init__(f"{self.where}: {text}" if self.where else text)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.status, self.text, self.text_zh, self.index, self.where)
