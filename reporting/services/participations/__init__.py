"""An organisation's answers to what a query asks it once, from draft to approval."""

from .answering import prepare, save_answers, submit_answers
from .deciding import approve_answers, return_answers
from .previous import last_approved_answers

__all__ = [
    "approve_answers",
    "last_approved_answers",
    "prepare",
    "return_answers",
    "save_answers",
    "submit_answers",
]
