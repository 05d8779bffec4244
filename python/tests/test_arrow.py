"""Tables of pyarrow, polars and pandas in and out."""

import gc
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Dict, List

import numpy as np
import pytest

import citygate
from citygate import _arrow
from common import DEFAULT, demands_and_supplies, draw, station

nanoarrow = pytest.importorskip("nanoarrow")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

DEMANDS = [6875000, 1250000, 14375000]
NAMES = ["residential", "vehicles", "industrial fuel"]
COLUMNS: Dict[str, Any] = {
    "demand_dm3_per_h": np.array(DEMANDS, np.uint32),
    "supply_class": np.array([0, 3, 4], np.uint8),
    "on_off": np.array([False, False, True]),
    "rank": np.array([0, 1, 2], np.int64),
}
TABLES: Dict[str, Callable[[Dict[str, Any]], Any]] = {
    "pyarrow": lambda columns: pyarrow.table(columns),
    "pyarrow batch": lambda columns: pyarrow.RecordBatch.from_pydict(columns),
    "pyarrow chunks": lambda columns: pyarrow.concat_tables(
        [pyarrow.table(columns).slice(0, 1), pyarrow.table(columns).slice(1)]
    ),
    "pyarrow slice": lambda columns: pyarrow.table(
        {name: [*list(values)[:1], *values, *list(values)[:1]] for name, values in columns.items()}
    ).slice(1, 3),
    "polars": lambda columns: polars.DataFrame(columns),
    "polars slice": lambda columns: polars.concat([polars.DataFrame(columns)] * 2)[3:],
    "pandas": lambda columns: pandas.DataFrame(columns),
    "pandas with an index": lambda columns: pandas.DataFrame(columns).set_index(pandas.Index([7, 5, 6])),
    "pandas of numpy": lambda columns: pandas.DataFrame(columns).astype({"demand_dm3_per_h": "UInt32"}),
    "pandas of pyarrow": lambda columns: pandas.DataFrame(columns).astype({"demand_dm3_per_h": "uint32[pyarrow]"}),
    "mapping": lambda columns: columns,
    "mapping of polars": lambda columns: {name: polars.Series(values) for name, values in columns.items()},
    "mapping of pandas": lambda columns: {name: pandas.Series(values) for name, values in columns.items()},
    "mapping of pyarrow": lambda columns: {name: pyarrow.array(values) for name, values in columns.items()},
}


@pytest.mark.parametrize("make", TABLES)
@pytest.mark.parametrize("kind", ["codes", "names", "few names", "long names"])
def test_users_from_tables(make: str, kind: str) -> None:
    columns = dict(COLUMNS)
    if kind != "codes":
        columns["supply_class"] = NAMES
    if kind == "few names":
        columns["supply_class"] = {
            "pyarrow": lambda: pyarrow.array(NAMES).dictionary_encode(),
            "polars": lambda: polars.Series(NAMES, dtype=polars.Enum(sorted(NAMES))),
            "pandas": lambda: pandas.Categorical(NAMES, categories=sorted(NAMES)),
        }.get(make, lambda: NAMES)()
    if kind == "long names" and make == "pyarrow":
        columns["supply_class"] = pyarrow.array(NAMES, pyarrow.large_string())
    found = citygate.users_from(TABLES[make](columns))
    expected = citygate.users(DEMANDS, [0, 3, 4], on_off=[0, 0, 1], rank=[0, 1, 2])
    assert found.tobytes() == expected.tobytes()


def test_what_a_table_lacks_or_has_too_much() -> None:
    for table in (polars.DataFrame({"supply_class": [0]}), {"supply_class": [0]}):
        with pytest.raises(ValueError, match=r"lacks the columns \['demand_dm3_per_h'\]"):
            citygate.users_from(table)
    wrong = pyarrow.table({"demand_dm3_per_h": [1], "supply_class": [0], "minimun_dm3_per_h": [1], "name": ["x"]})
    with pytest.raises(ValueError, match=r"do not have: \['minimun_dm3_per_h', 'name'\]; there are demand_dm3_per_h"):
        citygate.users_from(wrong)
    with pytest.raises(ValueError, match=r"\['minimun_dm3_per_h'\]"):
        citygate.users_from(wrong, ignore=["name"])
    assert len(citygate.users_from(wrong, ignore=["name", "minimun_dm3_per_h"])) == 1
    for nothing in (None, 7, [1], "table", np.zeros(1), object()):
        with pytest.raises(TypeError, match="table is a table of Arrow"):
            citygate.users_from(nothing)
    with pytest.raises(TypeError, match="it has to be a table"):
        citygate.users_from(polars.Series([1]))


@pytest.mark.parametrize(
    "values, error",
    [
        (pyarrow.array([1, None], pyarrow.uint32()), r"demand_dm3_per_h\[1\] is null"),
        (pyarrow.array([0, 1, None], pyarrow.uint32())[1:], r"demand_dm3_per_h\[1\] is null"),
        (polars.Series([1, None], dtype=polars.UInt32), r"demand_dm3_per_h\[1\] is null"),
        (pandas.Series([1, None], dtype="UInt32"), "takes (a whole number|whole numbers), not (NAType|float64)"),
        (pandas.Series([1, None]), "takes whole numbers, not float64; citygate.flow_from"),
        (polars.Series([1.5, 2]), "takes whole numbers, not double of Arrow; citygate.flow_from"),
        (polars.Series(["1", "2"]), "takes whole numbers, not string_view"),
        (polars.Series([True, False]), "takes whole numbers, not bool"),
        (polars.Series([-1, 2]), r"demand_dm3_per_h\[0\] is -1"),
        (polars.Series([1, 2**32]), r"demand_dm3_per_h\[1\] is 4294967296"),
        (pyarrow.array([[1], [2]]), "takes whole numbers, not list"),
        (pyarrow.nulls(2), "takes whole numbers, not null"),
        (pyarrow.array([1, 2], pyarrow.decimal128(5)), "takes whole numbers, not decimal128"),
        (pyarrow.array([1, 2], pyarrow.timestamp("s")), "takes whole numbers, not timestamp"),
        (pyarrow.array([5, 6]).dictionary_encode(), "takes whole numbers"),
    ],
    ids=str,
)
def test_columns_of_arrow_that_are_refused(values: Any, error: str) -> None:
    with pytest.raises((TypeError, ValueError), match=error):
        citygate.users(values, 0)


class Wrong:
    """Says that it speaks Arrow."""

    def __init__(self, given: Any) -> None:
        self.given = given

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        if isinstance(self.given, Exception):
            raise self.given
        return self.given


@pytest.mark.parametrize(
    "given",
    [
        None,
        7,
        "capsule",
        b"arrow_array_stream",
        object(),
        RuntimeError("no"),
        pyarrow.array([1]).__arrow_c_array__()[0],
        pyarrow.array([1]).__arrow_c_array__(),
    ],
    ids=repr,
)
def test_what_only_says_that_it_speaks_arrow(given: Any) -> None:
    for call in (
        lambda: citygate.users(Wrong(given), 0),
        lambda: citygate.users_from(Wrong(given)),
        lambda: citygate.users(1, Wrong(given)),
        lambda: citygate.flow_from(Wrong(given), "m3/h"),
    ):
        with pytest.raises(Exception) as refused:
            call()
        assert not isinstance(refused.value, SystemError)


def test_the_row_of_a_null_is_that_of_the_whole_column() -> None:
    chunks = pyarrow.chunked_array([[1, 2], [3], [4, None]], pyarrow.uint32())
    with pytest.raises(TypeError, match=r"demand_dm3_per_h\[4\] is null"):
        citygate.users(chunks, 0)
    table = pyarrow.table({"demand_dm3_per_h": chunks, "supply_class": [0] * 5})
    with pytest.raises(TypeError, match=r"table.demand_dm3_per_h\[4\] is null"):
        citygate.users_from(table)
    assert len(citygate.users_from(table.slice(0, 4))) == 4
    text = pyarrow.chunked_array([["heating"], ["heating", None]])
    with pytest.raises(TypeError, match=r"supply_class\[2\] is null"):
        citygate.users(1, text)


def test_nulls_that_are_sliced_away_do_not_matter() -> None:
    assert citygate.users(pyarrow.array([None, 1, 2, None], pyarrow.uint32())[1:3], 0)["demand_dm3_per_h"].tolist() == [
        1,
        2,
    ]
    lists = pyarrow.array([[None, 1], [2, 3], [4, 5]], pyarrow.list_(pyarrow.uint32(), 2))[1:]
    granted = station().allocate_batch(lists, 100).granted_dm3_per_h
    assert granted is not None and granted.tolist() == [[2, 3], [4, 5]]
    structures = pyarrow.array([{"a": None, "b": 1}, {"a": 2, "b": 3}])[1:]
    assert _arrow.numbers(structures, "structures").tolist() == [[2, 3]]
    with pytest.raises(TypeError, match=r"demands_dm3_per_h\[3\] is null"):
        station().allocate_batch(pyarrow.array([[1, 2], [3, None]], pyarrow.list_(pyarrow.uint32(), 2)), 1)


def test_columns_of_the_same_name_are_refused() -> None:
    twice = pyarrow.table([[1], [2], [0]], names=["demand_dm3_per_h", "demand_dm3_per_h", "supply_class"])
    with pytest.raises(ValueError, match="columns of the same name"):
        citygate.users_from(twice)
    with pytest.raises(ValueError, match="2 dimensions"):
        citygate.users_from(pandas.DataFrame([[1, 2, 0]], columns=twice.column_names))


def test_a_stream_that_is_read_is_empty() -> None:
    reader = pyarrow.RecordBatchReader.from_batches(
        pyarrow.schema([("demand_dm3_per_h", pyarrow.int64()), ("supply_class", pyarrow.int64())]),
        [pyarrow.record_batch({"demand_dm3_per_h": [1, 2], "supply_class": [0, 5]})],
    )
    assert len(citygate.users_from(reader)) == 2
    assert len(citygate.users_from(reader)) == 0
    assert len(citygate.users_from(reader.schema.empty_table())) == 0


def test_empty_tables_and_columns() -> None:
    for empty in (
        polars.Series([], dtype=polars.UInt32),
        pyarrow.array([], pyarrow.uint32()),
        pyarrow.chunked_array([], pyarrow.uint32()),
    ):
        assert len(citygate.users(empty, empty)) == 0
    assert (
        len(
            citygate.users_from(
                polars.DataFrame(
                    {"demand_dm3_per_h": [], "supply_class": []},
                    schema={"demand_dm3_per_h": polars.UInt32, "supply_class": polars.UInt8},
                )
            )
        )
        == 0
    )


@pytest.mark.parametrize(
    "kind",
    [
        pyarrow.uint8(),
        pyarrow.int16(),
        pyarrow.uint16(),
        pyarrow.int32(),
        pyarrow.uint32(),
        pyarrow.int64(),
        pyarrow.uint64(),
        pyarrow.int8(),
    ],
    ids=str,
)
def test_whole_numbers_of_every_width(kind: Any) -> None:
    assert citygate.users(pyarrow.array([0, 9, 127], kind)[1:], 0)["demand_dm3_per_h"].tolist() == [9, 127]


def test_flows_in_other_units() -> None:
    for values in (polars.Series([6875.1, 2]), pyarrow.array([6875.1, 2]), pandas.Series([6875.1, 2])):
        assert citygate.flow_from(values, "m3/h").tolist() == [6875100, 2000]
    with pytest.raises((TypeError, citygate.CitygateError), match=r"values\[1\]"):
        citygate.flow_from(polars.Series([1.5, None]), "m3/h")


def test_a_batch_of_tables() -> None:
    rng = np.random.default_rng(1)
    users = draw(rng, 7)
    station, (demands, supplies) = citygate.PreparedStation(DEFAULT, users), demands_and_supplies(rng, users, 11)
    expected = station.allocate_batch(demands, supplies).granted_dm3_per_h
    titles = [f"user {row}" for row in range(7)]
    flat = pyarrow.array(demands.ravel())
    lists = pyarrow.FixedSizeListArray.from_arrays(flat, 7)
    padded = pyarrow.FixedSizeListArray.from_arrays(pyarrow.concat_arrays([flat[:14], flat]), 7)[2:]
    for table in (
        polars.DataFrame(demands, schema=titles),
        pandas.DataFrame(demands, columns=titles, index=range(7, 18)),
        pandas.DataFrame(demands, columns=titles).sample(frac=1, random_state=1).sort_index(),
        pyarrow.table(dict(zip(titles, demands.T))),
        lists,
        padded,
        pyarrow.chunked_array([lists[:5], lists[5:]]),
        polars.Series(demands.tolist(), dtype=polars.Array(polars.UInt32, 7)),
    ):
        found = station.allocate_batch(table, polars.Series(supplies)).granted_dm3_per_h
        assert found is not None and expected is not None and (found == expected).all()
    with pytest.raises(TypeError, match="null"):
        station.allocate_batch(pyarrow.array([[1] * 7, None], pyarrow.list_(pyarrow.uint32(), 7)), 1)
    with pytest.raises(TypeError, match=r"demands_dm3_per_h.user 1\[0\] is null"):
        station.allocate_batch(pyarrow.table({"user 1": pyarrow.array([None], pyarrow.uint32())}), 1)


def test_lists_of_a_fixed_size_are_not_copied() -> None:
    demands = np.arange(20, dtype=np.uint32)
    lists = pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(demands), 2)
    found = _arrow.numbers(lists, "lists")
    assert found.shape == (10, 2) and found.ctypes.data == lists.flatten().buffers()[1].address
    # It outlives the array that it came from, and cannot be written to.
    del lists
    gc.collect()
    assert found.ravel().tolist() == demands.tolist() and not found.flags.writeable


READ: Dict[str, Callable[[Any], Dict[str, List[Any]]]] = {
    "pyarrow batch": lambda result: pyarrow.record_batch(result).to_pydict(),
    "pyarrow": lambda result: pyarrow.table(result).to_pydict(),
    "polars": lambda result: polars.DataFrame(result).to_dict(as_series=False),
    "pandas": lambda result: pyarrow.table(result).to_pandas().to_dict("list"),
}


@pytest.mark.parametrize("reader", READ)
def test_results_as_tables(reader: str) -> None:
    read = READ[reader]
    users = citygate.users([100, 100, 100], 1, node=[1, 2, 0])
    tree = citygate.nodes([citygate.ROOT, 0, 0], capacity_dm3_per_h=[2**64 - 1, 60, 90])
    found = read(citygate.allocate_network(DEFAULT, tree, users, 1000))
    assert list(found) == ["granted_dm3_per_h", "node", "step", "reason"]
    assert [none_of(value) for value in found["granted_dm3_per_h"]] == [60, 90, 100]
    assert [none_of(value) for value in found["node"]] == [1, 2, None]
    assert none_of(found["step"][2]) is None and found["reason"] == [2, 2, 0]

    plan = citygate.allocate_horizon(DEFAULT, users, citygate.periods([250, 300]))
    found = read(plan)
    assert found["period"] == [0, 0, 0, 1, 1, 1] and found["user"] == [0, 1, 2] * 2
    assert found["granted_dm3_per_h"] == plan.granted_dm3_per_h.ravel().tolist()

    station = citygate.PreparedStation(DEFAULT, users)
    batch = station.allocate_batch([[1, 2, 3], [4, 5, 6]], 10)
    found = read(batch)
    assert [list(row) for row in found["granted_dm3_per_h"]] == [[1, 2, 3], [3, 3, 4]]
    assert found["heating_granted_dm3_per_h"] == [6, 10] and found["chemical_granted_dm3_per_h"] == [0, 0]
    assert "granted_dm3_per_h" not in read(station.allocate_batch([[1, 2, 3]], 10, with_granted=False))


def none_of(value: Any) -> Any:
    return None if value is None or value != value else value


def test_what_a_batch_granted_is_not_copied_and_outlives_it() -> None:
    station = citygate.PreparedStation(DEFAULT, citygate.users([1, 1], 0))
    batch = station.allocate_batch(np.ones((50, 2), np.uint32), 1)
    granted = batch.granted_dm3_per_h
    assert granted is not None
    before, references = granted.copy(), sys.getrefcount(granted)
    lists = pyarrow.table(batch)["granted_dm3_per_h"].chunk(0)
    assert lists.flatten().buffers()[1].address == granted.ctypes.data
    del batch
    for _ in range(100):
        # A capsule that nobody takes is given back.
        citygate.Batch(np.zeros((50, 6), citygate.CLASS_TOTAL), granted, None).__arrow_c_stream__()
    gc.collect()
    assert lists.flatten().to_pylist() == before.ravel().tolist()
    del lists
    gc.collect()
    assert sys.getrefcount(granted) <= references


def test_tables_are_released_by_other_threads_and_after_an_exception() -> None:
    allocation = citygate.allocate(DEFAULT, citygate.users([5] * 1000, 0), 2500)
    tables = [pyarrow.table(allocation) for _ in range(50)]
    thread = threading.Thread(target=tables.clear)
    thread.start()
    thread.join()
    with pytest.raises(ZeroDivisionError):
        capsule = allocation.__arrow_c_stream__()
        assert capsule is not None and 1 / 0


def test_an_interpreter_ends_with_tables_alive(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import citygate, polars, pyarrow\n"
        "allocation = citygate.allocate(citygate.Policy.builtin(), citygate.users([1, 2], 0), 2)\n"
        "capsule = allocation.__arrow_c_stream__()\n"
        "kept = [polars.DataFrame(allocation), pyarrow.table(allocation), capsule]\n"
        "kept.append(kept)\n"
        "print(kept[0].shape)\n",
        encoding="utf-8",
    )
    path = str(Path(citygate.__file__).parents[1])
    done = subprocess.run([sys.executable, str(script)], env={"PYTHONPATH": path}, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "(2, 4)\n", "")


def test_without_nanoarrow_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_arrow, "nanoarrow", None)
    assert citygate.users(polars.Series([1, 2]), polars.Series(["heating", "chemical"]))["supply_class"].tolist() == [
        1,
        5,
    ]
    assert citygate.users(pyarrow.array([1, 2]), 0)["demand_dm3_per_h"].tolist() == [1, 2]
    with pytest.raises((TypeError, ValueError), match="demand_dm3_per_h"):
        citygate.users(polars.Series([1, None]), 0)
    allocation = citygate.allocate(DEFAULT, citygate.users([1, 2], 0), 2)
    for call in (lambda: polars.DataFrame(allocation), lambda: citygate.users_from(pyarrow.table({"a": [1]}))):
        with pytest.raises(ImportError, match=r"pip install citygate\[arrow\]"):
            call()
