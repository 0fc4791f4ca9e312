"""The Django admin for aggregates with a version: conflicts, reasons, one timeline, and restoring."""

from .forms import AggregateFormSet, NumberedForm, NumberedFormSet, ReasonForm
from .inlines import AggregateInline, TabularInline
from .timeline import Timeline
from .versioned import VersionedAdmin

__all__ = [
    "AggregateFormSet",
    "AggregateInline",
    "NumberedForm",
    "NumberedFormSet",
    "ReasonForm",
    "TabularInline",
    "Timeline",
    "VersionedAdmin",
]
