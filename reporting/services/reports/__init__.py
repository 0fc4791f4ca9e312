"""A report from its first draft to its approval, a module per step."""

from .answers import Answers, IndicatorEntry, last_approved
from .approving import StatusDecision, approve, is_own_report
from .completeness import problems
from .drafting import confirm_unchanged, save_draft
from .editing import edit_wording, proposed_wording
from .returning import return_report
from .sections import confirm_section, save_section
from .starting import release_from_closed_query, start_report
from .submitting import submit

__all__ = [
    "Answers",
    "IndicatorEntry",
    "StatusDecision",
    "approve",
    "confirm_section",
    "confirm_unchanged",
    "edit_wording",
    "is_own_report",
    "last_approved",
    "problems",
    "proposed_wording",
    "release_from_closed_query",
    "return_report",
    "save_draft",
    "save_section",
    "start_report",
    "submit",
]
