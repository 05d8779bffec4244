"""Supply orders: built-in ones, and tables of one's own."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any, Iterable, Optional, Tuple

import numpy as np

from . import _abi
from ._arrays import address, instance, whole_number
from ._codes import Attribute, RotateBy, Share, SupplyClass, Target, class_bits, classes_of
from ._errors import CitygateError
from ._library import call, call_with_row
from ._status import Status

_STEP: np.dtype[Any] = np.dtype(_abi.Step)


@dataclass(frozen=True)
class Step:
    """One step of a supply order: which users, up to which part of their demand, and how a shortage is shared.

    Args:
        classes: the classes served: one, or several, by code or by name.
        target: up to which part of the demand.
        share: how a step is shared that cannot be served in full.
        permille: thousandths, for the targets that are partial; otherwise 0.
        attributes_all: only users that have all of these.
        attributes_none: only users that have none of these.
        rotate_by: what a rotating step counts.
        longest_outage: of a rotating step, the most intervals in a row without gas; 0 if there is no limit.
        minimum_turn: of a rotating step, how many intervals a turn lasts at least.
    """

    classes: Any
    target: Any = Target.DEMAND
    share: Any = Share.PRO_RATA
    permille: int = 0
    attributes_all: int = Attribute.NONE
    attributes_none: int = Attribute.NONE
    rotate_by: Any = RotateBy.GAS
    longest_outage: int = 0
    minimum_turn: int = 0

    def __post_init__(self) -> None:
        known = {
            "classes": classes_of(class_bits(self.classes, "classes")),
            "target": Target.of(self.target, "target"),
            "share": Share.of(self.share, "share"),
            "rotate_by": RotateBy.of(self.rotate_by, "rotate_by"),
            "attributes_all": Attribute(whole_number(self.attributes_all, Attribute.ALL, "attributes_all")),
            "attributes_none": Attribute(whole_number(self.attributes_none, Attribute.ALL, "attributes_none")),
        }
        for name in ("permille", "longest_outage", "minimum_turn"):
            known[name] = whole_number(getattr(self, name), 0xFFFF, name)
        for name, value in known.items():
            object.__setattr__(self, name, value)

    def _row(self) -> Tuple[int, ...]:
        bits = class_bits(self.classes, "classes")
        return (
            bits,
            self.target,
            self.share,
            self.rotate_by,
            self.permille,
            self.attributes_all,
            self.attributes_none,
            self.longest_outage,
            self.minimum_turn,
        )

    @classmethod
    def _of_row(cls, row: Any) -> Step:
        values: dict[str, Any] = {name: int(row[name]) for name in row.dtype.names}
        values["classes"] = classes_of(values["classes"])
        return cls(**values)


class Policy:
    """A supply order (供气顺序): a table of steps in the order of service, most protected first. It never changes.

    Args:
        steps: 1 to 32 steps.
        classes: the classes that the policy answers for; by default those that the steps serve.
        attributes: the attributes that exist. A step that selects on another is an error.

    Raises:
        CitygateError: the library refuses the table; ``index`` is the step, or the class.

    >>> homes_first = Policy([Step("residential"), Step(["heating", "chemical"], share="equal")])
    >>> [step.share.name for step in homes_first.steps]
    ['PRO_RATA', 'EQUAL']
    """

    def __init__(
        self, steps: Iterable[Step], classes: Optional[Any] = None, attributes: int = Attribute.STANDARD
    ) -> None:
        table = [instance(step, Step, f"steps[{row}]") for row, step in enumerate(steps)]
        served = 0
        for step in table:
            served |= class_bits(step.classes, "classes")
        answers_for = served if classes is None else class_bits(classes, "classes")
        known = whole_number(attributes, Attribute.ALL, "attributes")
        self._keep(np.array([step._row() for step in table], _STEP), answers_for, known)
        call_with_row("citygate_policy_check", self._address(), where=self._where)

    def _keep(self, steps: np.ndarray[Any, Any], classes: int, attributes: int) -> None:
        steps.flags.writeable = False
        self._rows = steps
        self._view = _abi.Policy(address(steps), len(steps), attributes, classes)

    def _where(self, status: int, row: Optional[int]) -> Optional[str]:
        if row is None:
            return None
        if status == Status.POLICY_CLASS_NEVER_SERVED:
            return f"classes: {SupplyClass(row).name.lower()}"
        is_a_step = status != Status.POLICY_UNKNOWN_CLASS or row < len(self._rows)
        return None if is_a_step else "classes"

    def _address(self) -> Any:
        return ctypes.byref(self._view)

    @classmethod
    def builtin(cls, name: str = "jilin-2024") -> Policy:
        """A built-in supply order by name; :meth:`names` lists them. The default is Jilin Province's of 2024, §1.7.

        Raises:
            CitygateError: there is none of this name.
        """
        instance(name, str, "name")
        view, written = _abi.Policy(), name.encode("utf-8", "surrogatepass")
        try:
            call("citygate_policy_find", written, len(written), ctypes.byref(view))
        except CitygateError as refused:
            raise CitygateError(
                refused.status,
                f"{refused.text}; there are {', '.join(cls.names())}",
                refused.text_zh,
                where=f"policy {name!r}",
            ) from None
        made = cls.__new__(cls)
        # Constant data of the library, which stays.
        rows = np.ctypeslib.as_array((_abi.Step * view.step_count).from_address(view.steps)).view(_STEP)
        made._keep(rows, view.classes, view.attributes)
        # The library knows its own table by its place, and is quicker with it.
        return made

    @classmethod
    def names(cls) -> Tuple[str, ...]:
        """The names of the built-in supply orders, the default first."""
        found: list[str] = []
        while True:
            name, length = ctypes.c_void_p(), ctypes.c_uint32()
            try:
                call("citygate_policy_get_name", len(found), ctypes.byref(name), ctypes.byref(length))
            except CitygateError as end:
                if end.status != Status.UNKNOWN:
                    raise
                return tuple(found)
            found.append(ctypes.string_at(name.value or 0, length.value).decode("utf-8"))

    @property
    def steps(self) -> Tuple[Step, ...]:
        """The steps, most protected first."""
        return tuple(Step._of_row(row) for row in self._rows)

    @property
    def classes(self) -> Tuple[SupplyClass, ...]:
        """The classes that it answers for."""
        return classes_of(self._view.classes)

    @property
    def attributes(self) -> Attribute:
        """The attributes that exist."""
        return Attribute(self._view.attributes)

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Policy):
            return NotImplemented
        return self._table() == other._table()

    def __hash__(self) -> int:
        return hash(self._table())

    def _table(self) -> Tuple[Any, ...]:
        return self._rows.tobytes(), self._view.classes, self._view.attributes

    def __reduce__(self) -> Tuple[Any, ...]:
        return Policy, (self.steps, self.classes, self.attributes)

    def __repr__(self) -> str:
        return f"<Policy of {len(self)} steps for {', '.join(one.name.lower() for one in self.classes)}>"
