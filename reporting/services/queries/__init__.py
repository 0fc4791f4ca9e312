"""The yearly status query from planning to the published report, a module per step."""

from .asking import Asked, Gap, GapReason, Invitee, QueryCheck, check_query
from .closing import close_query, publish_query
from .opening import open_query
from .planning import plan_query, replan_query
from .refusals import NobodyToAskError, QueryError

__all__ = [
    "Asked",
    "Gap",
    "GapReason",
    "Invitee",
    "NobodyToAskError",
    "QueryCheck",
    "QueryError",
    "check_query",
    "close_query",
    "open_query",
    "plan_query",
    "publish_query",
    "replan_query",
]
