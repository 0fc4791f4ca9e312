"""What stands in a calendar, before it is written down."""

import datetime as dt
from dataclasses import dataclass

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
