"""The yearly status query from planning to the published report, a module per step."""

from .asking import Asked, Invitee
from .checking import AlsoAsked, Gap, GapReason, QueryCheck, also_asked, check_query
from .closing import close_query, publish_query
from .opening import open_query
from .planning import plan_query, replan_query
from .refusals import GapsChangedError, NobodyToAskError, QueryError

__all__ = [
    "AlsoAsked",
    "Asked",
    "Gap",
    "GapReason",
    "GapsChangedError",
    "Invitee",
    "NobodyToAskError",
    "QueryCheck",
    "QueryError",
    "also_asked",
    "check_query",
    "close_query",
    "open_query",
    "plan_query",
    "publish_query",
    "replan_query",
]
