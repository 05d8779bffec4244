"""What several tests use."""

from __future__ import annotations

from typing import Any, Tuple

import numpy as np

import citygate

DEFAULT = citygate.Policy.builtin()


def draw(rng: np.random.Generator, count: int, most: int = 2_000_000) -> Any:
    """Users of every kind."""
    demand = rng.integers(0, most, count, dtype=np.uint32)
    return citygate.users(
        demand,
        rng.integers(0, 6, count),
        minimum_dm3_per_h=demand // rng.integers(2, 9, count),
        base_dm3_per_h=rng.integers(0, 2, count) * demand,
        on_off=rng.integers(0, 2, count),
        weight=rng.integers(0, 5, count),
        rank=rng.integers(0, 3, count),
    )


def demands_and_supplies(rng: np.random.Generator, users: Any, cases: int) -> Tuple[Any, Any]:
    demands = rng.integers(0, 2_000_000, (cases, len(users)), dtype=np.uint32)
    return demands, (demands.sum(axis=1) * rng.uniform(0, 1.1, cases)).astype(np.uint64)


def station() -> citygate.PreparedStation:
    """Of two users who want little."""
    return citygate.PreparedStation(DEFAULT, citygate.users([1, 1], [0, 5]))
