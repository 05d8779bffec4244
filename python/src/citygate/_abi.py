"""The C interface as ctypes sees it: constants, structures and functions of include/citygate, under C's names.

tests/test_abi.py compares all of it with the headers, so a change there cannot pass unseen.
"""

from __future__ import annotations

from ctypes import POINTER, Structure, c_char_p, c_int32, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64
from ctypes import c_void_p

ABI_VERSION = 65536
CLASS_COUNT = 6
MAX_USERS = 0x7FFFFFFF
MAX_NODES = 1 << 30
MAX_STEPS = 32
CLASSES_ALL = 0x3F
GRANT_NO_NODE = 0xFFFFFFFF
GRANT_NO_STEP = 255
NODE_UNLIMITED = 2**64 - 1
NODE_ROOT = 0xFFFFFFFF
OUTLOOK_NEVER = 0xFFFFFFFF
NONE = 0
ABSENT = 255
MINUTES_NOT_STATED = 0xFFFFFFFF

# Pointers are addresses here: whoever passes one keeps the memory alive.
Pointer = c_void_p


def prepared_words(users: int) -> int:
    """CITYGATE_PREPARED_WORDS."""
    return 64 + 10 * users


def network_scratch_words(nodes: int, users: int) -> int:
    """CITYGATE_NETWORK_SCRATCH_WORDS."""
    return 13 * nodes + 9 * users


def horizon_scratch_words(nodes: int, users: int, periods: int) -> int:
    """CITYGATE_HORIZON_SCRATCH_WORDS."""
    return 19 * (nodes + (2 if nodes == 0 else 1)) * periods + 13 * users * periods + 3 * users


class User(Structure):
    _fields_ = [
        ("demand_dm3_per_h", c_uint32),
        ("minimum_dm3_per_h", c_uint32),
        ("base_dm3_per_h", c_uint32),
        ("node", c_uint32),
        ("supply_class", c_uint8),
        ("on_off", c_uint8),
        ("attributes", c_uint16),
        ("weight", c_uint16),
        ("rank", c_uint16),
        ("cumulative_curtailment_dm3", c_uint64),
    ]


class Step(Structure):
    _fields_ = [
        ("classes", c_uint8),
        ("target", c_uint8),
        ("share", c_uint8),
        ("rotate_by", c_uint8),
        ("permille", c_uint16),
        ("attributes_all", c_uint16),
        ("attributes_none", c_uint16),
        ("longest_outage", c_uint16),
        ("minimum_turn", c_uint16),
    ]


class Grant(Structure):
    _fields_ = [
        ("granted_dm3_per_h", c_uint32),
        ("node", c_uint32),
        ("step", c_uint8),
        ("reason", c_uint8),
        ("reserved", c_uint16),
    ]


class ClassTotal(Structure):
    _fields_ = [("demand_dm3_per_h", c_uint64), ("granted_dm3_per_h", c_uint64)]


class StepTotal(Structure):
    _fields_ = [("asked_dm3_per_h", c_uint64), ("granted_dm3_per_h", c_uint64)]


class Summary(Structure):
    _fields_ = [
        ("demand_dm3_per_h", c_uint64),
        ("supply_dm3_per_h", c_uint64),
        ("served_dm3_per_h", c_uint64),
        ("curtailed_dm3_per_h", c_uint64),
        ("unused_dm3_per_h", c_uint64),
        ("classes", ClassTotal * CLASS_COUNT),
        ("steps", StepTotal * MAX_STEPS),
    ]


class RotationTally(Structure):
    _fields_ = [("amount", c_uint64), ("intervals_in_state", c_uint32), ("is_off", c_uint32)]


class Outages(Structure):
    _fields_ = [("users_off", c_uint32), ("users_off_too_long", c_uint32)]


class Policy(Structure):
    _fields_ = [("steps", Pointer), ("step_count", c_uint32), ("attributes", c_uint16), ("classes", c_uint16)]


class Prepared(Structure):
    _fields_ = [("words", Pointer), ("word_count", c_size_t)]


class Batch(Structure):
    _fields_ = [
        ("demands_dm3_per_h", Pointer),
        ("supplies_dm3_per_h", Pointer),
        ("case_count", c_uint32),
        ("is_in_station_order", c_uint8),
        ("reserved", c_uint8 * 3),
    ]


class BatchOutput(Structure):
    _fields_ = [("classes", Pointer), ("granted_dm3_per_h", Pointer), ("grants", Pointer)]


class Node(Structure):
    _fields_ = [
        ("capacity_dm3_per_h", c_uint64),
        ("source_dm3_per_h", c_uint64),
        ("parent", c_uint32),
        ("reserved", c_uint32),
    ]


class NodeLoad(Structure):
    _fields_ = [
        ("load_dm3_per_h", c_uint64),
        ("source_used_dm3_per_h", c_uint64),
        ("binding", c_uint32),
        ("reserved", c_uint32),
    ]


class Network(Structure):
    _fields_ = [("nodes", Pointer), ("users", Pointer), ("node_count", c_uint32), ("user_count", c_uint32)]


class Scratch(Structure):
    _fields_ = [("words", Pointer), ("word_count", c_size_t)]


class NetworkOutput(Structure):
    _fields_ = [("grants", Pointer), ("loads", Pointer), ("summary", Pointer)]


class Period(Structure):
    _fields_ = [
        ("supply_dm3", c_uint64),
        ("delivery_dm3", c_uint64),
        ("demand_permille", c_uint16 * CLASS_COUNT),
        ("reserved", c_uint32),
    ]


class Storage(Structure):
    _fields_ = [
        ("stock_dm3", c_uint64),
        ("reserve_dm3", c_uint64),
        ("withdrawal_dm3", c_uint64),
        ("reserved", c_uint32 * 2),
    ]


class PeriodTotal(Structure):
    _fields_ = [
        ("supply_dm3", c_uint64),
        ("withdrawn_dm3", c_uint64),
        ("stock_dm3", c_uint64),
        ("classes", ClassTotal * CLASS_COUNT),
    ]


class Outlook(Structure):
    _fields_ = [("first_touched_period", c_uint32), ("cut_off_period", c_uint32)]


class Horizon(Structure):
    _fields_ = [
        ("periods", Pointer),
        ("storage", Pointer),
        ("period_count", c_uint32),
        ("spread", c_uint8),
        ("reserved", c_uint8 * 3),
    ]


class HorizonOutput(Structure):
    _fields_ = [
        ("grants", Pointer),
        ("totals", Pointer),
        ("loads", Pointer),
        ("outlook", Pointer),
        ("summary", Pointer),
    ]


class GradeRow(Structure):
    _fields_ = [
        ("interruption_min", c_uint32),
        ("imbalance_permille", c_uint16),
        ("imbalance_above", c_uint8),
        ("network", c_uint8),
    ]


class LevelRow(Structure):
    _fields_ = [("leads", c_uint8), ("proposer", c_uint8), ("starter", c_uint8), ("when_exceeded", c_uint8)]


class PlanTable(Structure):
    _fields_ = [
        ("number", c_uint32),
        ("first_report_min", c_uint16),
        ("prompt_min", c_uint16),
        ("scope", c_uint8),
        ("needs_widening", c_uint8),
        ("reserved", c_uint8 * 2),
        ("grades", GradeRow * 4),
        ("levels", LevelRow * 4),
    ]


class Situation(Structure):
    _fields_ = [
        ("normal_supply_dm3_per_h", c_uint64),
        ("demand_dm3_per_h", c_uint64),
        ("available_supply_dm3_per_h", c_uint64),
        ("interruption_min", c_uint32),
        ("trend", c_uint8),
        ("network", c_uint8),
        ("planned", c_uint8),
        ("reserved", c_uint8),
    ]


class Grading(Structure):
    _fields_ = [
        ("imbalance_ppm", c_uint32),
        ("imbalance_permille", c_uint16),
        ("missing_permille", c_uint16),
        ("grade", c_uint8),
        ("criterion", c_uint8),
        ("by_imbalance", c_uint8),
        ("by_interruption", c_uint8),
        ("next", c_uint8),
        ("unmet", c_uint8),
        ("evaluator", c_uint8),
        ("reserved", c_uint8),
    ]


STRUCTURES: dict[str, type[Structure]] = {
    "citygate_user_t": User,
    "citygate_step_t": Step,
    "citygate_grant_t": Grant,
    "citygate_class_total_t": ClassTotal,
    "citygate_step_total_t": StepTotal,
    "citygate_summary_t": Summary,
    "citygate_rotation_tally_t": RotationTally,
    "citygate_outages_t": Outages,
    "citygate_policy_t": Policy,
    "citygate_prepared_t": Prepared,
    "citygate_batch_t": Batch,
    "citygate_batch_output_t": BatchOutput,
    "citygate_node_t": Node,
    "citygate_node_load_t": NodeLoad,
    "citygate_network_t": Network,
    "citygate_scratch_t": Scratch,
    "citygate_network_output_t": NetworkOutput,
    "citygate_period_t": Period,
    "citygate_storage_t": Storage,
    "citygate_period_total_t": PeriodTotal,
    "citygate_outlook_t": Outlook,
    "citygate_horizon_t": Horizon,
    "citygate_horizon_output_t": HorizonOutput,
    "citygate_grade_row_t": GradeRow,
    "citygate_level_row_t": LevelRow,
    "citygate_plan_table_t": PlanTable,
    "citygate_situation_t": Situation,
    "citygate_grading_t": Grading,
}

_STATUS = c_int32
_INDEX = POINTER(c_uint32)

# What a function returns, and its parameters.
FUNCTIONS: dict[str, tuple[type, list[type]]] = {
    "citygate_abi_version": (c_uint32, []),
    "citygate_version_text": (c_char_p, []),
    "citygate_status_text": (c_char_p, [c_int32]),
    "citygate_status_text_zh": (c_char_p, [c_int32]),
    "citygate_class_text": (c_char_p, [c_uint8]),
    "citygate_class_text_zh": (c_char_p, [c_uint8]),
    "citygate_reason_text": (c_char_p, [c_uint8]),
    "citygate_reason_text_zh": (c_char_p, [c_uint8]),
    "citygate_policy_get_name": (_STATUS, [c_uint32, Pointer, Pointer]),
    "citygate_policy_find": (_STATUS, [c_char_p, c_uint32, Pointer]),
    "citygate_policy_check": (_STATUS, [Pointer, _INDEX]),
    "citygate_allocate": (_STATUS, [Pointer, Pointer, c_uint32, c_uint64, Pointer, Pointer, _INDEX]),
    "citygate_users_add_curtailment": (_STATUS, [Pointer, Pointer, c_uint32, c_uint32, _INDEX]),
    "citygate_prepared_words": (c_uint64, [c_uint32]),
    "citygate_prepared_open": (_STATUS, [Pointer, Pointer, Pointer, c_uint32, _INDEX]),
    "citygate_prepared_set_demand": (_STATUS, [Pointer, c_uint32, c_uint32]),
    "citygate_prepared_allocate": (_STATUS, [Pointer, c_uint64, Pointer]),
    "citygate_prepared_get_grants": (_STATUS, [Pointer, Pointer, c_uint32]),
    "citygate_prepared_get_order": (_STATUS, [Pointer, Pointer, c_uint32]),
    "citygate_prepared_allocate_batch": (_STATUS, [Pointer, Pointer, Pointer]),
    "citygate_users_rotate": (_STATUS, [Pointer, Pointer, Pointer, c_uint32, _INDEX]),
    "citygate_tallies_add_interval": (_STATUS, [Pointer, Pointer, Pointer, Pointer, c_uint32, Pointer, _INDEX]),
    "citygate_network_allocate": (_STATUS, [Pointer, Pointer, c_uint64, Pointer, Pointer, _INDEX]),
    "citygate_horizon_allocate": (_STATUS, [Pointer, Pointer, Pointer, Pointer, Pointer, _INDEX]),
    "citygate_plan_table_get_jilin_2024": (_STATUS, [Pointer]),
    "citygate_situation_grade": (_STATUS, [Pointer, Pointer, Pointer, _INDEX]),
    "citygate_event_text": (c_char_p, [c_uint8, c_uint8]),
    "citygate_event_text_zh": (c_char_p, [c_uint8, c_uint8]),
}
