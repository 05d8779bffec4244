"""Nothing is copied that need not be; nothing is kept that is gone; threads do not meet."""

import gc
import subprocess
import sys
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, List

import numpy as np

import citygate
from citygate._arrays import column, records
from citygate._users import MADE_BY
from common import DEFAULT, demands_and_supplies, draw


def test_arrays_of_the_right_make_are_taken_as_they_are() -> None:
    users, flows = draw(np.random.default_rng(1), 9), np.arange(9, dtype=np.uint32)
    assert records(users, citygate.USER, "users", MADE_BY) is users
    assert column(flows, flows.dtype, "flows") is flows


def test_a_batch_takes_no_memory_beyond_its_results() -> None:
    rng = np.random.default_rng(2)
    users = draw(rng, 60)
    station, (demands, supplies) = citygate.PreparedStation(DEFAULT, users), demands_and_supplies(rng, users, 5000)
    out = np.empty_like(demands)
    tracemalloc.start()
    station.allocate_batch(demands, supplies, granted_out=out)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    classes = 5000 * 6 * 16
    assert peak < classes + 100_000 < demands.nbytes


def test_a_single_allocation_takes_no_memory_beyond_its_results() -> None:
    users = draw(np.random.default_rng(3), 50_000)
    tracemalloc.start()
    allocation = citygate.allocate(DEFAULT, users, 10**9)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < allocation.grants.nbytes + 100_000 < users.nbytes


def test_what_a_station_needs_lives_as_long_as_it_does() -> None:
    rng = np.random.default_rng(4)
    stations = []
    for _ in range(200):
        policy = citygate.Policy([citygate.Step(citygate.SupplyClass, share="equal")])
        stations.append((citygate.PreparedStation(policy, users := draw(rng, 30)), users.copy(), policy.steps))
        del policy
    gc.collect()
    junk = [np.full(1000, 255, np.uint8) for _ in range(2000)]
    for station, users, steps in stations:
        again = citygate.allocate(citygate.Policy(steps), users, 10**7)
        assert station.allocate(10**7).grants.tobytes() == again.grants.tobytes()
    assert len(junk) == 2000


def test_results_outlive_what_made_them() -> None:
    station = citygate.PreparedStation(DEFAULT, draw(np.random.default_rng(5), 30))
    allocation, order = station.allocate(10**7), station.order()
    before, ordered = allocation.grants.tobytes(), order.tobytes()
    view = allocation.granted_dm3_per_h
    del station, allocation
    gc.collect()
    assert np.frombuffer(before, citygate.GRANT)["granted_dm3_per_h"].tolist() == view.tolist()
    assert order.tobytes() == ordered


def test_threads_share_a_station_and_have_one_each() -> None:
    rng = np.random.default_rng(6)
    users = draw(rng, 60)
    demands, supplies = demands_and_supplies(rng, users, 3000)
    shared = citygate.PreparedStation(DEFAULT, users)
    expected = shared.allocate_batch(demands, supplies).granted_dm3_per_h
    assert expected is not None

    def work(own: bool) -> bool:
        station = citygate.PreparedStation(DEFAULT, users) if own else shared
        for _ in range(10):
            granted = station.allocate_batch(demands, supplies).granted_dm3_per_h
            if granted is None or not (granted == expected).all():
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, [True, False] * 8))


def test_other_threads_run_meanwhile() -> None:
    """The interpreter is not held: a thread counts while another one is in the library."""
    users = draw(np.random.default_rng(7), 300_000)
    is_over, counted = threading.Event(), [0]

    def count() -> None:
        while not is_over.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        during = []
        for _ in range(20):
            before = counted[0]
            citygate.allocate(DEFAULT, users, 10**11)
            during.append(counted[0] - before)
    finally:
        is_over.set()
        thread.join()
    # If it were held, it would change hands before or after a call at most, now and then.
    assert sum(one > 0 for one in during) > 10


def test_a_new_interpreter_begins_and_ends(tmp_path: Path) -> None:
    """With everything alive at its end."""
    script = tmp_path / "script.py"
    script.write_text(
        "import citygate, numpy\n"
        "users = citygate.users([1, 2], 0)\n"
        "station = citygate.PreparedStation(citygate.Policy.builtin(), users)\n"
        "allocation = station.allocate(2)\n"
        "print(allocation.granted_dm3_per_h.tolist())\n",
        encoding="utf-8",
    )
    paths: List[Any] = [str(Path(citygate.__file__).parents[1])]
    done = subprocess.run([sys.executable, str(script)], env={"PYTHONPATH": paths[0]}, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[1, 1]\n", "")
