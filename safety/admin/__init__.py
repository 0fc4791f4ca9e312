"""The Django admin for aggregates with a version: conflicts, reasons, one timeline, and restoring."""

from .audit import AuditEntryAdmin
from .forms import NumberedForm, NumberedFormSet, ReasonForm
from .inlines import FIELD_OVERRIDES, AggregateInline
from .once import OnceAdmin
from .read_only import ReadOnlyAdmin
from .timeline import Timeline
from .versioned import VersionedAdmin

__all__ = [
    "FIELD_OVERRIDES",
    "AggregateInline",
    "AuditEntryAdmin",
    "NumberedForm",
    "NumberedFormSet",
    "OnceAdmin",
    "ReadOnlyAdmin",
    "ReasonForm",
    "Timeline",
    "VersionedAdmin",
]
