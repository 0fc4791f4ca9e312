"""What the timeline shows: saves, the rows that each of them changed, and the fields of those rows."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import Truncator


@dataclass(frozen=True)
class FieldChange:
    name: str
    label: str
    diff: SafeString


@dataclass(frozen=True)
class RowChange:
    """One row in one save; `former_id` is the history row from which its older state can be restored."""

    label: str
    record: Any
    action: str
    changes: list[FieldChange]
    former_id: int | None

    @property
    def kind(self) -> str:
        return str(self.record.instance_type._meta.verbose_name)

    @property
    def title(self) -> str:
        """Read only for the rows that are shown: it may ask the database for the name of another row."""
        return Truncator(str(self.record.instance)).chars(80)

    @property
    def is_deletion(self) -> bool:
        return self.action == "-"

    @property
    def is_addition(self) -> bool:
        return self.action == "+"


@dataclass(frozen=True)
class Entry:
    """One save of one person."""

    at: dt.datetime
    author: str
    reason: str
    rows: list[RowChange] = field(default_factory=list)
