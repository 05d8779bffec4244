"""Sharing out gas on a tree of capacities: province, gate, district."""

from __future__ import annotations

import ctypes
from typing import Any, Optional

import numpy as np

from . import _abi
from ._allocation import GRANT, HIGHEST_TOTAL, Allocation, Summary
from ._arrays import address, column, instance, records, whole_number
from ._library import call_with_row
from ._policy import Policy
from ._users import MADE_BY, USER

NODE: np.dtype[Any] = np.dtype(_abi.Node)
"""A node of a network. Node 0 is the root, where the supply enters."""

NODE_LOAD: np.dtype[Any] = np.dtype(_abi.NodeLoad)
"""What a node carries after an allocation, in dm³/h."""

ROOT = _abi.NODE_ROOT
"""The parent of the root."""

UNLIMITED = _abi.NODE_UNLIMITED
"""A capacity that limits nothing."""

NODES_MADE_BY = "citygate.nodes(...)"


def nodes(parent: Any, *, capacity_dm3_per_h: Any = UNLIMITED, source_dm3_per_h: Any = 0) -> np.ndarray[Any, Any]:
    """Nodes of a network from columns; one number stands for all nodes.

    Args:
        parent: index of the node above each; :data:`ROOT` for node 0, the root.
        capacity_dm3_per_h: the most that can enter each from above; :data:`UNLIMITED` if nothing limits it.
        source_dm3_per_h: gas that enters at each itself, for its own subtree: an LNG tank, a local field.

    >>> nodes([ROOT, 0, 0], capacity_dm3_per_h=[UNLIMITED, 5000000, 3000000])["parent"][1:].tolist()
    [0, 0]
    """
    rows = column(parent, NODE["parent"], "parent")
    if rows.ndim != 1:
        raise ValueError(f"parent has {rows.ndim} dimensions; it has one, with a row for each node")
    made = np.zeros(len(rows), NODE)
    made["parent"] = rows
    for name, values in (("capacity_dm3_per_h", capacity_dm3_per_h), ("source_dm3_per_h", source_dm3_per_h)):
        fill(made, name, values)
    return made


def fill(made: np.ndarray[Any, Any], name: str, values: Any) -> None:
    """One column of an array of structures: as many rows as it has, or one for all."""
    field = made[name]
    rows = column(values, field.dtype, name)
    if rows.shape not in (field.shape, field.shape[1:], ()):
        raise ValueError(f"{name} has the shape {rows.shape}; it has to be {field.shape}, or one for all")
    made[name] = rows


class NetworkAllocation(Allocation):
    """Who gets how much on a network, and why.

    Attributes:
        loads: an array of :data:`NODE_LOAD`, one for each node.
    """

    def __init__(self, grants: np.ndarray[Any, Any], summary: Summary, loads: np.ndarray[Any, Any]) -> None:
        super().__init__(grants, summary)
        self.loads = loads


def allocate_network(policy: Policy, nodes: Any, users: Any, supply_dm3_per_h: int) -> NetworkAllocation:
    """Shares out a supply on a network and says why each user got what it got.

    No node passes on more than its capacity, to the unit; shares are the fairest that the capacities allow.

    Args:
        policy: the supply order.
        nodes: an array of :data:`NODE`, made by :func:`nodes`.
        users: an array of :data:`USER`; ``node`` says where each is.
        supply_dm3_per_h: what enters at node 0. With all sources at most 2⁶³ − 1.

    Raises:
        CitygateError: the library refuses something; ``where`` names the row.
        TypeError, ValueError: an argument is of a wrong type or does not fit.
    """
    instance(policy, Policy, "policy")
    tree = records(nodes, NODE, "nodes", NODES_MADE_BY)
    rows = records(users, USER, "users", MADE_BY)
    supply = whole_number(supply_dm3_per_h, HIGHEST_TOTAL, "supply_dm3_per_h")
    words = np.empty(_abi.network_scratch_words(len(tree), len(rows)), np.uint64)
    grants, loads, view = np.empty(len(rows), GRANT), np.empty(len(tree), NODE_LOAD), _abi.Summary()
    network = network_of(tree, rows)
    scratch = _abi.Scratch(address(words), len(words))
    result = _abi.NetworkOutput(address(grants), address(loads), ctypes.addressof(view))
    call_with_row(
        "citygate_network_allocate",
        policy._address(),
        ctypes.byref(network),
        supply,
        ctypes.byref(scratch),
        ctypes.byref(result),
        where=policy._where,
    )
    return NetworkAllocation(grants, Summary._of(view, len(policy)), loads)


def network_of(tree: Optional[np.ndarray[Any, Any]], users: np.ndarray[Any, Any]) -> _abi.Network:
    """Nodes, if there are any, and users as the library takes them."""
    return _abi.Network(address(tree), address(users), 0 if tree is None else len(tree), len(users))
