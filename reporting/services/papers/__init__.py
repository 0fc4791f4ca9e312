"""The Vorlage from the first draft to the result of the consultation, a module per step."""

from .checking import Doubt, PaperCheck, check_paper
from .finalising import finalise_paper, reopen_paper
from .outcome import Outcome, record_outcome
from .queueing import job_of, remake_files
from .refusals import PaperError, WarningsChangedError
from .suggesting import suggested_words, words_again
from .words import Stop, Words, words_of
from .writing import discard_paper, rewrite_paper, why_kept, write_paper

__all__ = [
    "Doubt",
    "Outcome",
    "PaperCheck",
    "PaperError",
    "Stop",
    "WarningsChangedError",
    "Words",
    "check_paper",
    "discard_paper",
    "finalise_paper",
    "job_of",
    "record_outcome",
    "remake_files",
    "reopen_paper",
    "rewrite_paper",
    "suggested_words",
    "why_kept",
    "words_again",
    "words_of",
    "write_paper",
]
