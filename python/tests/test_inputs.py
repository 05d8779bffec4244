"""Hostile input: an exception that names the row, or the right result; never a crash, never a silent change."""

import decimal
import fractions
import pickle
from typing import Any, Callable, List

import numpy as np
import pytest
from hypothesis import given, settings, strategies

import citygate
from citygate import ROOT, UNLIMITED, CitygateError, Policy, Status, Step, SupplyClass
from common import DEFAULT, station

NAN, INF = float("nan"), float("inf")


class Index:
    """A number by __index__ only."""

    def __index__(self) -> int:
        return 7


class Lying:
    """Claims to be an array and is none."""

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.array(["a"])


class Failing:
    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        raise RuntimeError("no array after all")


WRONG_TYPES: List[Any] = [
    None,
    1.0,
    NAN,
    INF,
    -INF,
    True,
    "7",
    b"7",
    7j,
    decimal.Decimal(7),
    fractions.Fraction(7, 2),
    object(),
    [None],
    [1.5],
    [NAN],
    [True],
    ["7"],
    [7j],
    {7: 7},
    {7},
    np.float64(7),
    np.bool_(True),
    np.array([1.0]),
    np.array([NAN]),
    np.array([True]),
    np.array(["7"]),
    np.array([7j]),
    np.array([b"7"]),
    np.array(["2017-12-01"], "M8[s]"),
    np.array([1], "m8[s]"),
    np.array([None]),
    np.array([1.0], object),
    np.array([True], object),
    np.float16([1]),
    np.longdouble([1]),
    np.array([(1, 2)], "u4, u4"),
    np.ma.masked_array([1, 2], [0, 1]),
    Lying(),
    lambda: 7,
    np.array([[1.0]]),
    range,
]
TOO_SMALL: List[Any] = [-1, [-1], [1, -1], np.array([1, -1]), np.int8(-1), np.array([-1], object), -(2**200)]


def demand(value: Any) -> Any:
    return citygate.users(value, 0)["demand_dm3_per_h"].tolist()


@pytest.mark.parametrize("value", WRONG_TYPES, ids=repr)
def test_no_column_takes_a_wrong_type(value: Any) -> None:
    columns: List[Callable[[], Any]] = [
        lambda: citygate.users(value, 0),
        lambda: citygate.users(1, 0, cumulative_curtailment_dm3=value),
        lambda: citygate.users(1, 0, attributes=value),
        lambda: citygate.nodes(value),
        lambda: citygate.nodes([ROOT], capacity_dm3_per_h=value),
        lambda: citygate.periods(value),
        lambda: citygate.periods([1], demand_permille=value),
        lambda: station().allocate_batch(value, [1]),
        lambda: station().allocate_batch([[1, 1]], value),
        lambda: citygate.flow_to(value, "m3/h"),
    ]
    for column in columns:
        with pytest.raises((TypeError, ValueError)) as refused:
            column()
        assert not isinstance(refused.value, UnicodeError) and str(refused.value)


@pytest.mark.parametrize(
    "value", [value for value in WRONG_TYPES if value is not None] + TOO_SMALL + [2**64, "x"], ids=repr
)
def test_no_number_takes_a_wrong_type(value: Any) -> None:
    users = citygate.users([1], 0)
    numbers: List[Callable[[], Any]] = [
        lambda: citygate.allocate(DEFAULT, users, value),
        lambda: citygate.allocate_network(DEFAULT, citygate.nodes([ROOT]), users, value),
        lambda: station().allocate(value),
        lambda: station().set_demand(value, 1),
        lambda: station().set_demand(0, value),
        lambda: citygate.Storage(value),
        lambda: citygate.tallies(value),
        lambda: citygate.add_curtailment(users, citygate.allocate(DEFAULT, users, 0).grants, value),
        lambda: citygate.grade(available_supply_dm3_per_h=value),
        lambda: citygate.grade(available_supply_dm3_per_h=1, normal_supply_dm3_per_h=value),
        lambda: citygate.grade(available_supply_dm3_per_h=1, interruption_min=value),
        lambda: Step("heating", permille=value),
        lambda: Step("heating", attributes_all=value),
        lambda: Policy([Step("heating")], attributes=value),
    ]
    for number in numbers:
        with pytest.raises((TypeError, ValueError, IndexError)):
            number()


@pytest.mark.parametrize(
    "value, expected",
    [
        (7, [7]),
        ([], []),
        ([7], [7]),
        ((1, 2), [1, 2]),
        (range(3), [0, 1, 2]),
        (np.uint8(7), [7]),
        (Index(), [7]),
        ([Index(), np.int64(2)], [7, 2]),
        (np.array(7), [7]),
        (np.zeros(0), None),
        (np.zeros(0, "i8"), []),
        (np.arange(10, dtype="u4")[::3], [0, 3, 6, 9]),
        (np.arange(3, dtype="u4")[::-1], [2, 1, 0]),
        (np.arange(3, dtype=">u4"), [0, 1, 2]),
        (np.arange(3, dtype="<i2"), [0, 1, 2]),
        (np.arange(3, dtype=">i8"), [0, 1, 2]),
        (np.array([1, 2**32 - 1], object), [1, 2**32 - 1]),
        (np.array([2**32 - 1], "u8"), [2**32 - 1]),
        (np.ma.masked_array([1, 2], [0, 0]), [1, 2]),
        (np.asmatrix([[1]]), None),
        (np.arange(3, dtype="u1").view(np.recarray), [0, 1, 2]),
        (np.frombuffer(b"\0" + np.arange(3, dtype="u4").tobytes(), "u1")[1:].view("u4"), [0, 1, 2]),
        (np.broadcast_to(np.uint32(5), 3), [5, 5, 5]),
    ],
)
def test_whole_numbers_of_every_make(value: Any, expected: Any) -> None:
    if expected is None:
        with pytest.raises((TypeError, ValueError)):
            demand(value)
    else:
        assert demand(value) == expected


@pytest.mark.parametrize(
    "value",
    TOO_SMALL
    + [
        2**32,
        [2**32],
        [0, 2**64],
        [2**63, -1],
        [2**64 - 1, 1],
        np.array([2**32], "u8"),
        np.array([2**40], object),
        np.array([2**63], "u8"),
        2**70,
        np.array([-(2**63)]),
    ],
    ids=repr,
)
def test_what_does_not_fit_is_refused_with_its_row(value: Any) -> None:
    with pytest.raises(ValueError, match=r"demand_dm3_per_h(\[\d+\])? is -?\d+; it is 0 to 4294967295"):
        demand(value)


def test_the_row_is_named() -> None:
    for value in ([5, 6, -7], np.array([5, 6, -7]), np.array([5, 6, -7], object)):
        with pytest.raises(ValueError, match=r"demand_dm3_per_h\[2\] is -7"):
            demand(value)
    with pytest.raises(TypeError, match=r"demand_dm3_per_h\[1\] takes a whole number, not float; citygate.flow_from"):
        demand([5, 6.5])
    with pytest.raises(TypeError, match=r"demand_dm3_per_h\[1\] is masked"):
        demand(np.ma.masked_array([1, 2], [0, 1]))
    with pytest.raises(ValueError, match=r"demands_dm3_per_h\[1, 0\] is -1"):
        station().allocate_batch([[1, 2], [-1, 2]], 1)
    with pytest.raises(ValueError, match=r"demand_permille\[0, 5\] is 65536"):
        citygate.periods([1], demand_permille=[[0, 0, 0, 0, 0, 65536]])
    with pytest.raises((TypeError, ValueError), match="demands_dm3_per_h"):
        station().allocate_batch([[1, 2], [1]], 1)


def test_columns_agree_on_how_many_users_there_are() -> None:
    with pytest.raises(ValueError, match="different lengths: .*'demand_dm3_per_h': 2, 'supply_class': 3"):
        citygate.users([1, 2], [0, 0, 0])
    with pytest.raises(ValueError, match="demand_dm3_per_h has 2 dimensions"):
        citygate.users([[1]], 0)
    assert len(citygate.users(5, 0)) == 1 and len(citygate.users([], [])) == 0
    with pytest.raises(CitygateError, match="a count is zero"):
        citygate.allocate(DEFAULT, citygate.users([], []), 1)
    with pytest.raises(CitygateError, match="a count is zero"):
        citygate.PreparedStation(DEFAULT, citygate.users([], []))
    with pytest.raises(CitygateError, match="a count is zero"):
        citygate.allocate_horizon(DEFAULT, citygate.users([1], 0), citygate.periods([]))
    with pytest.raises(CitygateError, match="a count is zero"):
        citygate.allocate_network(DEFAULT, citygate.nodes([]), citygate.users([1], 0), 1)
    with pytest.raises(CitygateError, match="a count is zero"):
        station().allocate_batch(np.zeros((0, 2), "u4"), np.zeros(0, "u8"))


@pytest.mark.parametrize(
    "value, code",
    [
        ("residential", 0),
        (SupplyClass.HEATING, 1),
        ("public service", 2),
        ("PUBLIC_SERVICE", 2),
        ("public-service", 2),
        (" Vehicles ", 3),
        ("工业燃料用户", None),
        (4, 4),
        (np.uint8(5), 5),
    ],
)
def test_classes_by_name_and_number(value: Any, code: Any) -> None:
    expected = SupplyClass.INDUSTRIAL_FUEL if code is None else code
    if code is None:
        value = SupplyClass.INDUSTRIAL_FUEL.text_zh
    assert citygate.users(1, value)["supply_class"].tolist() == [expected]
    assert citygate.users([1], [value])["supply_class"].tolist() == [expected]
    assert citygate.users([1], np.array([value]))["supply_class"].tolist() == [expected]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "resident",
        "0",
        ["heating", "heat"],
        [None],
        [1.0],
        -1,
        256,
        True,
        [True],
        b"heating",
        citygate.Grade.I,
        [citygate.Reason.SATISFIED],
        np.array(["x"]),
        np.array([1.5]),
    ],
    ids=repr,
)
def test_classes_that_are_none(value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="supply_class"):
        citygate.users([1, 1] if isinstance(value, list) and len(value) > 1 else [1], value)


def test_a_code_that_the_library_does_not_know_is_refused_by_the_library() -> None:
    users = citygate.users([1, 1], [0, 6])
    for route in (lambda: citygate.allocate(DEFAULT, users, 1), lambda: citygate.PreparedStation(DEFAULT, users)):
        with pytest.raises(CitygateError, match=r"^users\[1\]: a user has an unknown class$") as refused:
            route()
        error = refused.value
        assert (error.status, error.index, error.where) == (Status.USER_UNKNOWN_CLASS, 1, "users[1]")
        assert error.text_zh == "用户类别未知"
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), vars(again)) == (str(error), vars(error))
    users = citygate.users([1, 1], 0, on_off=[1, 2])
    with pytest.raises(CitygateError, match=r"^users\[1\]: .*on/off"):
        citygate.allocate(DEFAULT, users, 1)
    with pytest.raises(CitygateError, match=r"^users\[0\]: the policy does not answer"):
        citygate.allocate(Policy([Step("heating")]), citygate.users(1, "chemical"), 1)


@pytest.mark.parametrize(
    "tree, where, status",
    [
        ([0], None, Status.NODE_FIRST_IS_NOT_ROOT),
        ([ROOT, ROOT], "nodes[1]", Status.NODE_SECOND_ROOT),
        ([ROOT, 2], "nodes[1]", Status.NODE_UNKNOWN_PARENT),
        ([ROOT, 2, 1], None, Status.NODE_CYCLE),
        ([ROOT, 1], "nodes[1]", Status.NODE_CYCLE),
    ],
)
def test_networks_that_are_none(tree: Any, where: Any, status: Status) -> None:
    with pytest.raises(CitygateError) as refused:
        citygate.allocate_network(DEFAULT, citygate.nodes(tree), citygate.users(1, 0), 1)
    assert refused.value.status == status
    assert where is None or refused.value.where == where


def test_other_errors_of_networks_and_horizons_name_their_row() -> None:
    users, tree = citygate.users([1, 1], 0, node=[0, 9]), citygate.nodes([ROOT, 0], source_dm3_per_h=[0, 2**63])
    with pytest.raises(CitygateError, match=r"^users\[1\]: a user is at a node that does not exist"):
        citygate.allocate_network(DEFAULT, citygate.nodes([ROOT, 0]), users, 1)
    with pytest.raises(CitygateError, match=r"^nodes\[\d\]: supply and sources exceed"):
        citygate.allocate_network(DEFAULT, tree, citygate.users(1, 0), 2**63)
    with pytest.raises(CitygateError, match=r"^periods\[1\]: the gas of all periods exceeds"):
        citygate.allocate_horizon(DEFAULT, citygate.users(1, 0), citygate.periods([1, 2**63]))
    with pytest.raises(CitygateError, match=r"^periods\[1\], users\[2\]: what a user wants in a period exceeds"):
        citygate.allocate_horizon(
            DEFAULT,
            citygate.users([1, 2, 2**32 - 1], 0),
            citygate.periods([1, 1], demand_permille=[[1000] * 6, [2000] * 6]),
        )
    with pytest.raises(CitygateError, match="the stock of the storage exceeds"):
        citygate.allocate_horizon(DEFAULT, citygate.users(1, 0), citygate.periods([1]), storage=citygate.Storage(2**63))
    with pytest.raises(ValueError, match="spread: 'late' is no Spread; there are even, earliest"):
        citygate.allocate_horizon(DEFAULT, citygate.users(1, 0), citygate.periods([1]), spread="late")
    with pytest.raises(ValueError, match="nodes is empty"):
        citygate.allocate_horizon(DEFAULT, citygate.users(1, 0), citygate.periods([1]), nodes=citygate.nodes([]))
    with pytest.raises(ValueError, match="are too many"):
        citygate.allocate_horizon(DEFAULT, np.zeros(70000, citygate.USER), np.zeros(70000, citygate.PERIOD))


RECORDS: List[Any] = [
    None,
    1,
    [1],
    [(1,) * 10],
    np.zeros(1),
    np.zeros(1, "u4, u4"),
    "users",
    np.zeros((1, 1), citygate.USER),
    np.zeros((), citygate.USER),
    np.zeros(1, citygate.GRANT),
    np.ma.zeros(1, citygate.USER),
    {},
]


@pytest.mark.parametrize("value", RECORDS, ids=repr)
def test_what_is_no_array_of_structures(value: Any) -> None:
    users = citygate.users(1, 0)
    grants = citygate.allocate(DEFAULT, users, 1).grants
    tallies, other = citygate.tallies(1), citygate.periods([1])
    calls: List[Callable[[], Any]] = [
        lambda: citygate.allocate(DEFAULT, value, 1),
        lambda: citygate.PreparedStation(DEFAULT, value),
        lambda: citygate.allocate_network(DEFAULT, citygate.nodes([ROOT]), value, 1),
        lambda: citygate.allocate_network(DEFAULT, other if value is None else value, users, 1),
        lambda: citygate.allocate_horizon(DEFAULT, users, value),
        lambda: citygate.allocate_horizon(DEFAULT, users, other, nodes=grants if value is None else value),
        lambda: citygate.rotate(DEFAULT, value, users),
        lambda: citygate.rotate(DEFAULT, tallies, value),
        lambda: citygate.add_interval(DEFAULT, users, other if _is(value, citygate.GRANT) else value, tallies),
        lambda: citygate.add_curtailment(value, grants),
    ]
    for call in calls:
        with pytest.raises((TypeError, ValueError)):
            call()


def _is(value: Any, dtype: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == dtype


def test_what_is_no_policy() -> None:
    users = citygate.users(1, 0)
    for wrong in (None, "jilin-2024", 7, [Step("heating")], Step("heating"), Policy):
        with pytest.raises(TypeError, match="policy is a citygate.Policy"):
            citygate.allocate(wrong, users, 1)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="policy is a citygate.Policy"):
            citygate.PreparedStation(wrong, users)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"steps\[1\] is a citygate.Step, not str"):
        Policy([Step("heating"), "chemical"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="classes: 2 is no set of classes"):
        Step(2)
    with pytest.raises(ValueError, match="target: 'most' is no Target; there are minimum, demand"):
        Step("heating", target="most")
    with pytest.raises(TypeError, match="storage is a citygate.Storage"):
        citygate.allocate_horizon(DEFAULT, users, citygate.periods([1]), storage=7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="plan is a citygate.PlanTable"):
        citygate.grade(available_supply_dm3_per_h=1, plan="jilin-2024")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="0; what is not known is None"):
        citygate.grade(available_supply_dm3_per_h=1, normal_supply_dm3_per_h=0)
    with pytest.raises(TypeError, match="name is a str, not int"):
        Policy.builtin(7)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="language"):
        citygate.allocate(DEFAULT, users, 1).reasons("fr")


def test_numbers_at_their_limits() -> None:
    most = 2**32 - 1
    users = citygate.users([most, most], [0, 5], weight=65535, rank=65535, cumulative_curtailment_dm3=2**64 - 1)
    allocation = citygate.allocate(DEFAULT, users, 2**64 - 1)
    assert allocation.granted_dm3_per_h.tolist() == [most, most]
    assert allocation.summary.unused_dm3_per_h == 2**64 - 1 - 2 * most
    tree = citygate.nodes([ROOT], capacity_dm3_per_h=UNLIMITED)
    assert citygate.allocate_network(DEFAULT, tree, users, 2**63 - 1).granted_dm3_per_h.tolist() == [most, most]
    with pytest.raises(CitygateError, match=r"nodes\[0\]: supply and sources exceed"):
        citygate.allocate_network(DEFAULT, tree, users, 2**64 - 1)


VALUES = strategies.one_of(
    strategies.integers(-(2**70), 2**70),
    strategies.floats(),
    strategies.booleans(),
    strategies.none(),
    strategies.text(max_size=3),
    strategies.integers(0, 2**32 - 1),
    strategies.decimals(),
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    strategies.one_of(VALUES, strategies.lists(VALUES, max_size=4)),
    strategies.one_of(VALUES, strategies.lists(VALUES, max_size=4)),
)
def test_anything_is_taken_exactly_or_refused(wanted: Any, kinds: Any) -> None:
    try:
        users = citygate.users(wanted, kinds)
    except (TypeError, ValueError):
        return
    rows = wanted if isinstance(wanted, list) else [wanted] * len(users)
    assert users["demand_dm3_per_h"].tolist() == rows
    assert all(isinstance(value, int) and not isinstance(value, bool) for value in rows)
