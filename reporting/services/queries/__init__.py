"""The yearly status query from planning to the published report, a module per step."""

from .addenda import add_addendum
from .asking import Asked, Invitee
from .checking import AlsoAsked, Gap, GapReason, QueryCheck, also_asked, check_query
from .closing import close_query, publish_query
from .files import files_job_of, remake_report_files
from .opening import open_query
from .planning import plan_query, replan_query
from .prolonging import prolong_query
from .refusals import GapsChangedError, NobodyToAskError, QueryError
from .reopening import reopen_query

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
    "add_addendum",
    "also_asked",
    "check_query",
    "close_query",
    "files_job_of",
    "open_query",
    "plan_query",
    "prolong_query",
    "publish_query",
    "remake_report_files",
    "reopen_query",
    "replan_query",
]
