"""What is entered around a Vorlage: its text, the steps that are confirmed, and what the committees said."""

from .outcome import OutcomeForm
from .steps import DiscardForm, FinaliseForm, ReopenPaperForm
from .text import PaperForm

__all__ = ["DiscardForm", "FinaliseForm", "OutcomeForm", "PaperForm", "ReopenPaperForm"]
