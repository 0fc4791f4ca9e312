"""One piece of news, whatever it comes from."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

#: How many entries a feed has at most; of each source, so many are looked at.
MOST = 50


@dataclass(frozen=True)
class Entry:
    """`key` is for good: a reader shows an entry with a known key once, however often its text is mended."""

    key: str
    title: str
    text: str
    path: str
    published_at: dt.datetime
    updated_at: dt.datetime


def newest(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.published_at, entry.key), reverse=True)[:MOST]


def with_last_edit(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `edited_at`, when the row was last written; None where no history tells."""
    model: Any = rows.model
    own = model.history.filter(id=OuterRef("pk")).order_by().values("id")
    last = own.annotate(last=Max("history_date")).values("last")[:1]
    found: QuerySet[Any] = rows.annotate(edited_at=Subquery(last))
    return found


def later(published_at: dt.datetime, edited_at: dt.datetime | None) -> dt.datetime:
    return max(published_at, edited_at) if edited_at else published_at
