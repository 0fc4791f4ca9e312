"""A running query with the standard plan of reminders, and a short way to let the timer run."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from partners.models import Contact
from reporting.models import OutboxMail, QueryRequest, StatusQuery
from reporting.services.outbox import Letter
from reporting.services.queries.planning import STANDARD_REMINDERS, Reminder
from reporting.services.reminding import remind
from tests.reporting.rounds import make_open

BERLIN = ZoneInfo("Europe/Berlin")
#: The query of `rounds` opens on 1 October and is due on 31 October 2026.
THIRD, WEEK, TWO, AFTER = (10, 11), (10, 24), (10, 29), (11, 1)


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> dt.datetime:
    """A moment by the clock on the wall."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=BERLIN)


def make_running(
    measures: int = 1, plan: tuple[Reminder, ...] = STANDARD_REMINDERS, **fields: Any
) -> StatusQuery:
    query = make_open(measures, **fields)
    for step in plan:
        query.reminder_steps.create(anchor=step.anchor, days=step.days, audience=step.audience)
    OutboxMail.objects.filter(kind="invitation").update(queued_at=query.opened_at)
    return query


def contact_of(request: QueryRequest) -> Contact:
    assert request.contact is not None
    return request.contact


def run(query: StatusQuery, now: dt.datetime) -> list[Letter]:
    return remind(query=query, now=now)
