"""What stands in a calendar, before it is written down."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

#: Stands for „changed when“ where no history tells; an entry must have some time.
LONG_AGO = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Event:
    """A whole day. `key` never changes, `revision` grows with every change of the row behind it."""

    key: str
    day: dt.date
    title: str
    description: str = ""
    url: str = ""
    revision: int = 0
    changed_at: dt.datetime = LONG_AGO


def with_change(rows: QuerySet[Any], *, of: str = "") -> QuerySet[Any]:
    """Annotate `changed_at`, when the row, or the aggregate `of` to which it belongs, was last written."""
    model: Any = rows.model._meta.get_field(of).related_model if of else rows.model
    newest = model.history.filter(id=OuterRef(f"{of}_id" if of else "pk")).order_by().values("id")
    last = newest.annotate(last=Max("history_date")).values("last")[:1]
    found: QuerySet[Any] = rows.annotate(changed_at=Subquery(last))
    return found
