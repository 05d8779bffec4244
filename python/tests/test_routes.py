"""The same problem by every route gives the same answer; and what the README of the repository says comes out."""

import copy
import pickle
from typing import Any

import numpy as np
import pytest

import citygate
from citygate import ROOT, UNLIMITED, CitygateError, Policy, Share, Status, Step, SupplyClass, Target
from common import DEFAULT, demands_and_supplies, draw

POLICIES = [
    DEFAULT,
    *(Policy.builtin(name) for name in Policy.names()[1:3]),
    Policy(
        [
            Step(SupplyClass, target="minimum"),
            Step(["residential", "heating"], share="equal"),
            Step(SupplyClass, target="permille of base", permille=400, share="ranked"),
            Step(SupplyClass, share="all-or-nothing"),
        ]
    ),
]


def test_tengzhou() -> None:
    users = citygate.users([6875000, 1250000, 14375000], ["residential", "vehicles", "industrial fuel"])
    allocation = citygate.allocate(DEFAULT, users, 21250000)
    assert allocation.grants["granted_dm3_per_h"].tolist() == [6875000, 1250000, 13125000]
    summary = allocation.summary
    assert (
        summary.demand_dm3_per_h,
        summary.supply_dm3_per_h,
        summary.served_dm3_per_h,
        summary.curtailed_dm3_per_h,
        summary.unused_dm3_per_h,
    ) == (22500000, 21250000, 21250000, 1250000, 0)
    assert summary.classes[SupplyClass.INDUSTRIAL_FUEL].granted_dm3_per_h == 13125000
    assert len(summary.steps) == len(DEFAULT) and sum(step.granted_dm3_per_h for step in summary.steps) == 21250000
    assert len(allocation) == 3 and "21250000" in repr(allocation)


@pytest.mark.parametrize("seed", range(40))
def test_every_route_gives_the_same_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    users = draw(rng, int(rng.integers(1, 40)))
    policy = POLICIES[seed % len(POLICIES)]
    users["supply_class"] = rng.choice([int(one) for one in policy.classes], len(users))
    supply = int(users["demand_dm3_per_h"].sum() * rng.uniform(0, 1.2))
    expected = citygate.allocate(policy, users, supply)
    assert expected.granted_dm3_per_h.sum() == expected.summary.served_dm3_per_h
    assert expected.summary.served_dm3_per_h + expected.summary.unused_dm3_per_h == supply

    station = citygate.PreparedStation(policy, users)
    prepared = station.allocate(supply)
    assert prepared.grants.tobytes() == expected.grants.tobytes() and prepared.summary == expected.summary

    batch = station.allocate_batch([users["demand_dm3_per_h"]], supply, with_grants=True)
    assert batch.grants is not None and batch.grants[0].tobytes() == expected.grants.tobytes()
    assert batch.granted_dm3_per_h is not None
    assert batch.granted_dm3_per_h.tolist() == [expected.granted_dm3_per_h.tolist()]
    assert [tuple(row) for row in batch.classes[0].tolist()] == [
        (total.demand_dm3_per_h, total.granted_dm3_per_h) for total in expected.summary.classes.values()
    ]

    plan = citygate.allocate_horizon(policy, users, citygate.periods([supply]))
    assert plan.granted_dm3_per_h[0].tolist() == expected.granted_dm3_per_h.tolist()
    assert plan.summary == expected.summary and plan.loads is None

    users["node"] = 0
    network = citygate.allocate_network(policy, citygate.nodes([ROOT]), users, supply)
    assert network.granted_dm3_per_h.tolist() == expected.granted_dm3_per_h.tolist()
    assert network.loads["load_dm3_per_h"].tolist() == [expected.summary.served_dm3_per_h]


@pytest.mark.parametrize("seed", range(10))
def test_a_batch_is_its_cases_one_by_one(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    users = draw(rng, 30)
    station = citygate.PreparedStation(DEFAULT, users)
    demands, supplies = demands_and_supplies(rng, users, 25)
    batch = station.allocate_batch(demands, supplies)
    order = station.order()
    in_order = station.allocate_batch(demands[:, order], supplies, in_station_order=True)
    assert batch.granted_dm3_per_h is not None and in_order.granted_dm3_per_h is not None
    assert (in_order.granted_dm3_per_h == batch.granted_dm3_per_h[:, order]).all()
    totals = station.allocate_batch(demands, supplies, with_granted=False)
    assert totals.granted_dm3_per_h is None and totals.grants is None
    assert totals.classes.tobytes() == batch.classes.tobytes()
    for row, (wanted, supply) in enumerate(zip(demands, supplies)):
        one = users.copy()
        one["demand_dm3_per_h"] = wanted
        assert (
            citygate.allocate(DEFAULT, one, supply).granted_dm3_per_h.tolist() == batch.granted_dm3_per_h[row].tolist()
        )


def test_a_prepared_station_follows_its_own_demands_only() -> None:
    users = citygate.users([100, 200], ["residential", "chemical"])
    station = citygate.PreparedStation(DEFAULT, users)
    users[:] = np.zeros(2, citygate.USER)
    users["supply_class"] = 200
    assert station.allocate(150).granted_dm3_per_h.tolist() == [100, 50]
    station.set_demand(0, 20)
    assert station.allocate(150).granted_dm3_per_h.tolist() == [20, 130]
    with pytest.raises(IndexError, match="user 2: .*there are 2 users"):
        station.set_demand(2, 1)
    with pytest.raises(ValueError, match="user is -1"):
        station.set_demand(-1, 1)
    with pytest.raises(ValueError, match="demand_dm3_per_h is 4294967296"):
        station.set_demand(0, 2**32)
    for copied in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="stays where it was made"):
            copied(station)


def test_a_network_keeps_to_its_capacities() -> None:
    users = citygate.users([100, 100, 100], "heating", node=[1, 2, 2])
    tree = citygate.nodes([ROOT, 0, 0], capacity_dm3_per_h=[UNLIMITED, 60, 90], source_dm3_per_h=[0, 0, 10])
    allocation = citygate.allocate_network(DEFAULT, tree, users, 1000)
    assert allocation.granted_dm3_per_h.tolist() == [60, 50, 50]
    assert allocation.loads["load_dm3_per_h"].tolist() == [150, 60, 90]
    assert allocation.loads["source_used_dm3_per_h"].tolist() == [0, 0, 10]
    assert allocation.loads["binding"].tolist() == [0, 1, 1]
    assert allocation.grants["node"].tolist() == [1, 2, 2]
    assert set(allocation.reasons()) == {"held back by node"}


def test_a_plan_draws_on_its_storage() -> None:
    users = citygate.users([100, 100], ["residential", "chemical"])
    hours = citygate.periods(
        [150, 50, 50], delivery_dm3=[0, 0, 30], demand_permille=[[1000] * 6, [1000, 0, 0, 0, 0, 500], [1000] * 6]
    )
    plan = citygate.allocate_horizon(DEFAULT, users, hours, storage=citygate.Storage(100, 10, 60), spread="earliest")
    assert plan.grants.shape == (3, 2)
    assert plan.grants["granted_dm3_per_h"][:, 0].tolist() == [100, 100, 100]
    assert plan.totals["withdrawn_dm3"].max() <= 60 and plan.totals["stock_dm3"].min() >= 10
    assert plan.outlook[SupplyClass.RESIDENTIAL] == citygate.Outlook(None, None)
    assert plan.outlook[SupplyClass.CHEMICAL].first_touched_period is not None
    network = citygate.allocate_horizon(DEFAULT, users, hours, nodes=citygate.nodes([ROOT]))
    assert network.loads is not None and network.loads.shape == (3, 1)


def test_users_take_turns() -> None:
    policy = Policy([Step(SupplyClass, share=Share.ROTATING, rotate_by="turns")])
    users, tallies = citygate.users([100] * 3, "chemical"), citygate.tallies(3)
    served = []
    for _ in range(6):
        citygate.rotate(policy, tallies, users)
        allocation = citygate.allocate(policy, users, 200)
        outages = citygate.add_interval(policy, users, allocation.grants, tallies)
        assert outages == citygate.Outages(1, 0)
        served.append(allocation.granted_dm3_per_h.copy())
    assert sum(served).tolist() == [400] * 3  # type: ignore[union-attr]

    users = citygate.users([100, 50], "chemical", cumulative_curtailment_dm3=[0, 7])
    citygate.add_curtailment(users, citygate.allocate(DEFAULT, users, 0).grants, 3)
    assert users["cumulative_curtailment_dm3"].tolist() == [300, 157]
    users["cumulative_curtailment_dm3"][1] = 2**64 - 1
    before = users.copy()
    with pytest.raises(CitygateError, match=r"users\[1\]") as refused:
        citygate.add_curtailment(users, citygate.allocate(DEFAULT, users, 0).grants)
    assert refused.value.status == Status.USER_CURTAILMENT_OVERFLOW and users.tobytes() == before.tobytes()


def test_built_in_policies() -> None:
    names = Policy.names()
    assert names[0] == "jilin-2024" and len(names) == len(set(names)) > 5
    for name in names:
        policy = Policy.builtin(name)
        again = Policy(policy.steps, policy.classes, policy.attributes)
        assert again == policy and hash(again) == hash(policy) and len(policy.steps) == len(policy)
        assert pickle.loads(pickle.dumps(policy)) == policy
        assert f"{len(policy)} steps" in repr(policy)
    assert Policy.builtin(names[1]) != DEFAULT
    with pytest.raises(CitygateError, match=r"policy 'jilin-1999'.*there are jilin-2024") as refused:
        Policy.builtin("jilin-1999")
    assert refused.value.status == Status.UNKNOWN
    for name in ("", "\0", "jilin-2024\0", "吉林", "\ud800"):
        with pytest.raises(CitygateError):
            Policy.builtin(name)


@pytest.mark.parametrize(
    "steps, options, where, status",
    [
        ([], {}, None, Status.POLICY_NO_STEPS),
        ([Step("heating")] * 33, {}, "steps[32]", Status.POLICY_TOO_MANY_STEPS),
        ([Step("heating"), Step([])], {}, "steps[1]", Status.POLICY_NO_CLASS),
        ([Step("heating", permille=5)], {}, "steps[0]", Status.POLICY_UNKNOWN_TARGET),
        ([Step("heating", Target.PERMILLE_OF_DEMAND)], {}, "steps[0]", Status.POLICY_UNKNOWN_TARGET),
        ([Step("heating", rotate_by="hours")], {}, "steps[0]", Status.POLICY_UNKNOWN_ROTATION),
        ([Step("heating", attributes_all=0x2000)], {}, "steps[0]", Status.POLICY_UNKNOWN_ATTRIBUTE),
        ([Step("heating", attributes_all=1, attributes_none=1)], {}, "steps[0]", Status.POLICY_CONTRADICTORY),
        ([Step("heating"), Step("heating")], {}, "steps[1]", Status.POLICY_NEVER_ASKS),
        ([Step("heating")], {"classes": []}, None, Status.POLICY_SERVES_NOTHING),
        (
            [Step("heating")],
            {"classes": ["heating", "chemical"]},
            "classes: chemical",
            Status.POLICY_CLASS_NEVER_SERVED,
        ),
    ],
)
def test_policies_that_are_refused(steps: Any, options: Any, where: Any, status: Status) -> None:
    with pytest.raises(CitygateError) as refused:
        Policy(steps, **options)
    assert (refused.value.where, refused.value.status) == (where, status)


def test_a_grade_and_its_reasons() -> None:
    normal = 100_000_000
    given = dict(normal_supply_dm3_per_h=normal, network="at_risk", trend="widening", interruption_min=0)
    grades = [
        citygate.grade(available_supply_dm3_per_h=normal * left // 100, **given).grade  # type: ignore[arg-type]
        for left in (100, 94, 88, 75, 50)
    ]
    assert [None if grade is None else grade.name for grade in grades][0] is None
    assert grades[-1] == citygate.Grade.I
    found = [5 if grade is None else int(grade) for grade in grades]
    assert found == sorted(found, reverse=True) and len(set(found)) > 2
    unknown = citygate.grade(available_supply_dm3_per_h=1)
    assert unknown.grade is None and citygate.Unmet.NORMAL_SUPPLY_MISSING in unknown.unmet
    planned = citygate.grade(available_supply_dm3_per_h=1, planned=True, **given)  # type: ignore[arg-type]
    assert planned.grade is None or citygate.Unmet.PLANNED in planned.unmet
    assert found[1] > int(citygate.grade(available_supply_dm3_per_h=1, **given).grade or 5)  # type: ignore[arg-type]


def test_another_plan_grades_otherwise() -> None:
    import dataclasses

    jilin = citygate.PlanTable.jilin_2024()
    assert jilin.number == 1 and len(jilin.grades) == len(jilin.levels) == 4
    rows = [dataclasses.replace(row, imbalance_permille=1 + index) for index, row in enumerate(jilin.grades[::-1])]
    own = dataclasses.replace(jilin, number=0, grades=tuple(rows[::-1]), needs_widening=False)
    given: Any = dict(normal_supply_dm3_per_h=1000, available_supply_dm3_per_h=990, network="at_risk")
    assert citygate.grade(plan=own, **given).grade == citygate.Grade.I
    assert citygate.grade(**given).grade is None
    with pytest.raises(CitygateError, match="plan: a setting is out of range"):
        citygate.grade(plan=dataclasses.replace(jilin, first_report_min=0), **given)
    with pytest.raises(ValueError, match=r"plan.grades\[0\].imbalance_permille is 65536"):
        rows[0] = dataclasses.replace(rows[0], imbalance_permille=65536)
        citygate.grade(plan=dataclasses.replace(own, grades=tuple(rows)), **given)
    with pytest.raises(ValueError, match="plan.levels has 3 rows"):
        citygate.grade(plan=dataclasses.replace(own, levels=own.levels[:3]), **given)
