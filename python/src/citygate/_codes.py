"""Codes of the library, with its texts. The numbers never change."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Any, Iterable, Type, TypeVar, Union

from ._library import text as _text

_Code = TypeVar("_Code", bound="_Named")
_Set = TypeVar("_Set", bound=IntFlag)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_").replace("/", "_")


class _Named(IntEnum):
    """A code that may be given by its name as well."""

    @classmethod
    def of(cls: Type[_Code], value: Union[int, str, _Code], what: str) -> _Code:
        """The code of a number or a name; an error says which there are."""
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            for code in cls:
                if _plain(value) == code.name.lower() or value in code._other_names():
                    return code
        elif isinstance(value, int) and not isinstance(value, (bool, IntEnum)) and value in list(cls):
            return cls(value)
        kind = TypeError if not isinstance(value, (str, int)) or isinstance(value, (bool, IntEnum)) else ValueError
        raise kind(f"{what}: {value!r} is no {cls.__name__}; there are {', '.join(code.name.lower() for code in cls)}")

    def _other_names(self) -> tuple[str, ...]:
        return ()


class SupplyClass(_Named):
    """A supply class (用户类别), most protected first, as the plan lists them (§1.7)."""

    RESIDENTIAL = 0
    HEATING = 1
    PUBLIC_SERVICE = 2
    VEHICLES = 3
    INDUSTRIAL_FUEL = 4
    CHEMICAL = 5

    @property
    def text(self) -> str:
        """The name in English."""
        return _text("citygate_class_text", self)

    @property
    def text_zh(self) -> str:
        """The name in the plan's Chinese terms."""
        return _text("citygate_class_text_zh", self)

    def _other_names(self) -> tuple[str, ...]:
        return self.text, self.text_zh


class Attribute(IntFlag):
    """Facts about a user that a policy may select on. Bits 13 to 15 are free for a policy of one's own."""

    NONE = 0
    INTERRUPTIBLE = 0x0001
    ALTERNATIVE_FUEL = 0x0002
    AGRICULTURAL = 0x0004
    PROCESS_OR_FEEDSTOCK = 0x0008
    PLANT_PROTECTION = 0x0010
    HIGH_PRIORITY = 0x0020
    COMMERCIAL = 0x0040
    SMALL = 0x0080
    GENERATION = 0x0100
    RUNNING = 0x0200
    PRIORITY_SITE = 0x0400
    PROTECTED_CONTRACT = 0x0800
    PUBLIC_TRANSPORT = 0x1000
    STANDARD = 0x1FFF
    ALL = 0xFFFF


class Target(_Named):
    """Up to which part of a user's demand a step serves it."""

    MINIMUM = 0
    DEMAND = 1
    PERMILLE_OF_DEMAND = 2
    PERMILLE_OF_BASE = 3


class Share(_Named):
    """How a step that cannot be served in full is shared."""

    PRO_RATA = 0
    EQUAL = 1
    RANKED = 2
    ALL_OR_NOTHING = 3
    ROTATING = 4


class RotateBy(_Named):
    """What a rotating step counts (轮换依据)."""

    GAS = 0
    TURNS = 1
    HOURS = 2


class Reason(_Named):
    """Why a user got what it got."""

    SATISFIED = 0
    SHORT_IN_STEP = 1
    HELD_BY_NODE = 2
    MINIMUM_DID_NOT_FIT = 3
    NOT_ELIGIBLE = 4
    HELD_BY_NETWORK = 5

    @property
    def text(self) -> str:
        """What it says, in English."""
        return _text("citygate_reason_text", self)

    @property
    def text_zh(self) -> str:
        """What it says, in Chinese."""
        return _text("citygate_reason_text_zh", self)


class Spread(_Named):
    """How a step that is short is shared out over the periods."""

    EVEN = 0
    EARLIEST = 1


# Numbers of citygate_event_text, one for each kind of code: CITYGATE_TEXT_….
_TEXT_TABLES = {"Grade": 0, "Criterion": 1, "Evaluator": 2, "Trend": 3, "NetworkCondition": 5}


class _OfAnEvent(_Named):
    @property
    def text(self) -> str:
        """What it is called, in English."""
        return _text("citygate_event_text", _TEXT_TABLES[type(self).__name__], self)

    @property
    def text_zh(self) -> str:
        """What it is called, in Chinese."""
        return _text("citygate_event_text_zh", _TEXT_TABLES[type(self).__name__], self)


class Grade(_OfAnEvent):
    """The grade of an event (事件分级), the most serious first (§1.5.1)."""

    I = 1  # noqa: E741  as the plan calls it
    II = 2
    III = 3
    IV = 4


class Criterion(_OfAnEvent):
    """Which criterion gave the grade."""

    IMBALANCE = 1
    INTERRUPTION = 2
    BOTH = 3


class Evaluator(_OfAnEvent):
    """Who evaluates an event afterwards (§5.3)."""

    CITY = 0
    PROVINCE = 1
    NATIONAL_RULES = 2
    COUNTY = 3


class Trend(_OfAnEvent):
    """Where the imbalance is going."""

    NARROWING = 0
    STEADY = 1
    WIDENING = 2


class NetworkCondition(_OfAnEvent):
    """The state of the pipeline network (管网运行状态, §1.5.1)."""

    NORMAL = 0
    AFFECTED = 1
    AT_RISK = 2


class Unmet(IntFlag):
    """Conditions of the next more serious grade that are not met."""

    NONE = 0
    NORMAL_SUPPLY_MISSING = 0x01
    IMBALANCE_TOO_SMALL = 0x02
    NOT_WIDENING = 0x04
    NETWORK_NOT_BAD_ENOUGH = 0x08
    INTERRUPTION_TOO_SHORT = 0x10
    PLANNED = 0x20


def class_bits(classes: Any, what: str) -> int:
    """A set of classes as bits: from one class, or several, by code or by name."""
    if isinstance(classes, (str, SupplyClass)):
        classes = (classes,)
    if isinstance(classes, int) or not isinstance(classes, Iterable):
        raise TypeError(f"{what}: {classes!r} is no set of classes; name some, as in [SupplyClass.HEATING, 'chemical']")
    bits = 0
    for one in classes:
        bits |= 1 << SupplyClass.of(one, what)
    return bits


def classes_of(bits: int) -> tuple[SupplyClass, ...]:
    """The classes of a set of bits, in their order."""
    return tuple(one for one in SupplyClass if bits >> one & 1)
