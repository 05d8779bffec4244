"""What the package says of the C interface is what the headers say: a change there cannot pass unseen."""

import ctypes
import re
from enum import EnumMeta
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest

import citygate
from citygate import _abi, _codes, _library

INCLUDE = Path(__file__).resolve().parents[2] / "include" / "citygate"
HEADERS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(INCLUDE.glob("*.h"))}
CODE = re.sub(r"/\*.*?\*/", "", "\n".join(HEADERS.values()), flags=re.S)
LAYOUT = re.findall(r"^CITYGATE_LAYOUT\((.*) == (.*)\)$", HEADERS["layout"], re.M)


def number(expression: str) -> int:
    """A number in C, which may count in pointers."""
    plain = expression.replace("sizeof(void *)", str(ctypes.sizeof(ctypes.c_void_p)))
    plain = re.sub(r"CITYGATE_UINT64\((\w+)\)", r"\1", plain)
    plain = re.sub(r"\b(0x[0-9a-fA-F]+|\d+)u?\b", r"\1", plain)
    value = eval(plain, {"__builtins__": {}})  # the repository's own header
    return int(value % 2**64 if "~" in plain else value)


def expected_layout() -> Dict[str, Tuple[int, Dict[str, int]]]:
    found: Dict[str, Tuple[int, Dict[str, int]]] = {}
    for what, value in LAYOUT:
        kind, inside = re.fullmatch(r"(sizeof|offsetof)\((.*)\)", what).groups()  # type: ignore[union-attr]
        if kind == "sizeof":
            found[inside] = (number(value), {})
        else:
            name, field = inside.split(", ")
            found[name][1][field] = number(value)
    return found


EXPECTED = expected_layout()


def test_the_table_of_layouts_was_read() -> None:
    assert len(EXPECTED) > 80 and EXPECTED["citygate_user_t"][0] == 32
    assert len(LAYOUT) == HEADERS["layout"].count("\nCITYGATE_LAYOUT(")


@pytest.mark.parametrize("name", _abi.STRUCTURES)
def test_a_structure_lies_as_in_the_librarys_table(name: str) -> None:
    structure = _abi.STRUCTURES[name]
    size, offsets = EXPECTED[name]
    assert ctypes.sizeof(structure) == size
    # The same fields, in the same order, at the same places: none is missing.
    assert {field[0]: getattr(structure, field[0]).offset for field in structure._fields_} == offsets
    assert [field[0] for field in structure._fields_] == list(offsets)


SCALARS = {
    "uint8_t": ctypes.c_uint8,
    "uint16_t": ctypes.c_uint16,
    "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
    "int32_t": ctypes.c_int32,
    "size_t": ctypes.c_size_t,
    "double": ctypes.c_double,
}
ALIASES = {name: kind for kind, name in re.findall(r"^typedef (\w+) (citygate_\w+);", CODE, re.M)}


def as_in_ctypes(c_type: str) -> Any:
    return SCALARS.get(ALIASES.get(c_type, c_type)) or _abi.STRUCTURES[c_type]


@pytest.mark.parametrize("name", _abi.STRUCTURES)
def test_the_fields_of_a_structure_are_of_the_types_in_the_header(name: str) -> None:
    (body,) = re.findall(r"typedef struct \{([^}]*)\} " + name + ";", CODE)
    for declared, field in zip((line.strip(" ;") for line in body.split("\n") if line.strip()), fields(name)):
        c_type, stars, title, length = re.fullmatch(  # type: ignore[union-attr]
            r"(?:const )?(\w+) (\**)(\w+)(?:\[(\w+)\])?", declared
        ).groups()
        assert title == field[0]
        if stars:
            assert field[1] is _abi.Pointer
            continue
        expected = as_in_ctypes(c_type)
        if length:
            expected = expected * constant(length)
        assert field[1] is expected, f"{name}.{title}"


def fields(name: str) -> List[Any]:
    return list(_abi.STRUCTURES[name]._fields_)


def constant(name: str) -> int:
    if name.isdigit():
        return int(name)
    (value,) = re.findall(rf"^#define {name} (.*)$", CODE, re.M)
    return number(value)


def test_constants() -> None:
    for name in (
        "ABI_VERSION",
        "CLASS_COUNT",
        "MAX_USERS",
        "MAX_NODES",
        "MAX_STEPS",
        "CLASSES_ALL",
        "GRANT_NO_NODE",
        "GRANT_NO_STEP",
        "NODE_UNLIMITED",
        "NODE_ROOT",
        "OUTLOOK_NEVER",
        "NONE",
        "ABSENT",
        "MINUTES_NOT_STATED",
    ):
        assert getattr(_abi, name) == constant(f"CITYGATE_{name}"), name


@pytest.mark.parametrize(
    "macro, function",
    [
        ("PREPARED_WORDS", _abi.prepared_words),
        ("NETWORK_SCRATCH_WORDS", _abi.network_scratch_words),
        ("HORIZON_SCRATCH_WORDS", _abi.horizon_scratch_words),
    ],
)
def test_sizes_of_memory_that_is_lent(macro: str, function: Any) -> None:
    joined = CODE.replace("\\\n", " ")
    ((parameters, body),) = re.findall(rf"^#define CITYGATE_{macro}\(([\w, ]+)\) +(.*)$", joined, re.M)
    body = re.sub(r"CITYGATE_UINT64\((\w+)\)", r"\1", body)
    body = re.sub(r"\b(\d+)u\b", r"\1", body)
    body = re.sub(r"\((\(\w+\) == 0)\) \? (\d+) : (\d+)", r"\2 if \1 else \3", body)
    for values in [(0, 1, 1), (1, 1, 1), (7, 5, 3), (1000, 2**31 - 1, 24), (2**30, 9, 1)]:
        values = values[-len(parameters.split(", ")) :] if macro != "NETWORK_SCRATCH_WORDS" else values[:2]
        names = dict(zip(parameters.split(", "), values))
        assert function(*values) == eval(body, {"__builtins__": {}}, names), names


def test_the_library_says_the_same_of_prepared_words() -> None:
    for users in (0, 1, 60, 2**31 - 1, 2**32 - 1):
        assert _library._LIBRARY.citygate_prepared_words(users) == _abi.prepared_words(users)


@pytest.mark.parametrize("name", _abi.FUNCTIONS)
def test_functions_are_declared_as_in_the_header(name: str) -> None:
    ((result, parameters),) = re.findall(rf"^([\w ]+[ *]){name}\(([^)]*)\);", CODE, re.M)
    kind, kinds = _abi.FUNCTIONS[name]
    assert kind is declared(result.strip() + " x" if "*" not in result else result + "x")
    listed = [] if parameters.strip() == "void" else [" ".join(one.split()) for one in parameters.split(",")]
    assert len(listed) == len(kinds)
    for one, given in zip(listed, kinds):
        expected = declared(one)
        if expected is _abi.Pointer:
            assert given in (_abi.Pointer, ctypes.c_char_p, ctypes.POINTER(ctypes.c_uint32)), one
            assert (given == ctypes.POINTER(ctypes.c_uint32)) == one.endswith("*error_index"), one
        else:
            assert given is expected, one


def declared(parameter: str) -> Any:
    if "*" in parameter:
        return ctypes.c_char_p if re.match(r"const char \*\w*x$", parameter) else _abi.Pointer
    return as_in_ctypes(parameter.split()[-2])


def test_every_function_is_in_the_library_and_in_use() -> None:
    package = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(citygate.__file__).parent.glob("*.py")
        if path.name != "_abi.py"
    )
    unused = {name for name in _abi.FUNCTIONS if f'"{name}"' not in package and f".{name}" not in package}
    assert unused <= {"citygate_prepared_words"}


PREFIXES = {
    "SupplyClass": "CLASS",
    "Attribute": "ATTRIBUTE",
    "Target": "TARGET",
    "Share": "SHARE",
    "RotateBy": "ROTATE_BY",
    "Reason": "REASON",
    "Spread": "SPREAD",
    "Grade": "GRADE",
    "Criterion": "CRITERION",
    "Evaluator": "EVALUATOR",
    "Trend": "TREND",
    "NetworkCondition": "NETWORK_CONDITION",
    "Unmet": "UNMET",
}
# No codes: counts, sizes, sets and sources of a trend, and members of sets that are several.
BESIDE = re.compile(r"COUNT$|^SOURCE_|^SIZE$|^WINDOW$|^MIN_SAMPLES$|^CONDITIONS_ALL$")


@pytest.mark.parametrize("name", PREFIXES)
def test_codes(name: str) -> None:
    found = re.findall(rf"^#define CITYGATE_{PREFIXES[name]}_(\w+) (0x[0-9a-fA-F]+|\d+)u$", CODE, re.M)
    expected = {title: int(value, 0) for title, value in found if not BESIDE.search(title)}
    assert expected
    kind: EnumMeta = getattr(_codes, name)
    given = {title: int(code) for title, code in kind.__members__.items()}
    assert {title: code for title, code in given.items() if title not in ("NONE", "STANDARD", "ALL")} == expected


def test_statuses() -> None:
    found = re.findall(r"^#define CITYGATE_ERROR_(\w+) \((-\d+)\)$", CODE, re.M)
    expected = {"OK": 0, **{name: int(value) for name, value in found}}
    assert len(expected) > 100
    assert {name: int(code) for name, code in citygate.Status.__members__.items()} == expected


def test_the_codes_that_have_texts_have_them() -> None:
    for kind in (
        _codes.SupplyClass,
        _codes.Reason,
        _codes.Grade,
        _codes.Criterion,
        _codes.Evaluator,
        _codes.Trend,
        _codes.NetworkCondition,
    ):
        texts = {text for code in kind for text in (code.text, code.text_zh)}
        assert len(texts) == 2 * len(kind) and not any("unknown" in text or "未知" in text for text in texts)


def test_a_library_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(citygate.__file__).parent
    for version, is_fine in ((65536, True), (65535, False), (2 * 65536, False), (65537, False)):
        monkeypatch.setattr(_abi, "ABI_VERSION", version)
        if is_fine:
            _library._load(folder)
        else:
            with pytest.raises(ImportError, match="C interface"):
                _library._load(folder)


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportError, match="the shared library is missing"):
        _library._load(tmp_path)
