"""One piece of news, whatever it comes from."""

import datetime as dt
from dataclasses import dataclass

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


def later(published_at: dt.datetime, changed_at: dt.datetime | None) -> dt.datetime:
    return max(published_at, changed_at) if changed_at else published_at
