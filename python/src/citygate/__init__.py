"""citygate: who keeps how much natural gas when it runs short at a city gate station (城市门站).

All flows are whole dm³/h (0.001 m³/h at 20 °C and 101.325 kPa); :func:`flow_from` and :func:`total_from` convert other
units at the edge. The tutorial is python/tutorial.md of the repository.
"""

from ._allocation import GRANT, NO_NODE, NO_STEP, Allocation, ClassTotal, StepTotal, Summary, allocate
from ._codes import Attribute, Criterion, Evaluator, Grade, NetworkCondition, Reason, RotateBy, Share, Spread
from ._codes import SupplyClass, Target, Trend, Unmet
from ._errors import CitygateError
from ._grade import GradeRow, Grading, LevelRow, PlanTable, grade
from ._horizon import PERIOD, PERIOD_TOTAL, HorizonPlan, Outlook, Storage, allocate_horizon, periods
from ._library import version
from ._network import NODE, NODE_LOAD, ROOT, UNLIMITED, NetworkAllocation, allocate_network, nodes
from ._policy import Policy, Step
from ._prepared import CLASS_TOTAL, Batch, PreparedStation
from ._rotation import TALLY, Outages, add_curtailment, add_interval, rotate, tallies
from ._status import Status
from ._units import flow_from, flow_to, total_from
from ._users import USER, users, users_from

__version__ = version()

__all__ = [
    "Allocation",
    "Attribute",
    "Batch",
    "CLASS_TOTAL",
    "CitygateError",
    "ClassTotal",
    "Criterion",
    "Evaluator",
    "GRANT",
    "Grade",
    "GradeRow",
    "Grading",
    "HorizonPlan",
    "LevelRow",
    "NODE",
    "NODE_LOAD",
    "NO_NODE",
    "NO_STEP",
    "NetworkAllocation",
    "NetworkCondition",
    "Outages",
    "Outlook",
    "PERIOD",
    "PERIOD_TOTAL",
    "PlanTable",
    "Policy",
    "PreparedStation",
    "ROOT",
    "Reason",
    "RotateBy",
    "Share",
    "Spread",
    "Status",
    "Step",
    "StepTotal",
    "Storage",
    "Summary",
    "SupplyClass",
    "TALLY",
    "Target",
    "Trend",
    "UNLIMITED",
    "USER",
    "Unmet",
    "add_curtailment",
    "add_interval",
    "allocate",
    "allocate_horizon",
    "allocate_network",
    "flow_from",
    "flow_to",
    "grade",
    "nodes",
    "periods",
    "rotate",
    "tallies",
    "total_from",
    "users",
    "users_from",
    "version",
]
