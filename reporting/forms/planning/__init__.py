"""What the Integrationsbeauftragte decides about a query before it begins, a form per page of the plan."""

from .basics import BasicsForm, NewQueryForm
from .part import PartForm
from .questions import QuestionsForm
from .reminders import RemindersForm
from .scope import ScopeForm
from .texts import TextsForm

__all__ = [
    "BasicsForm",
    "NewQueryForm",
    "PartForm",
    "QuestionsForm",
    "RemindersForm",
    "ScopeForm",
    "TextsForm",
]
