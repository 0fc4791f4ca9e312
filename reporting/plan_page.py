"""The plan of a query in words: on which day each reminder is due, and what was sent."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import ReminderAnchor, ReminderStep, StatusQuery


@dataclass(frozen=True)
class ReminderRow:
    """One step of the plan; `day` is open where it counts from a Beginn that nobody has set."""

    words: str
    audience: str
    day: dt.date | None
    sent: int
    last_sent: dt.datetime | None


def reminder_rows(query: StatusQuery) -> list[ReminderRow]:
    """In the order of their days, for the Frist of the query; one statement."""
    sent = Count("sent", filter=Q(sent__was_skipped=False))
    last = Max("sent__queued_at", filter=Q(sent__was_skipped=False))
    begins = timezone.localdate(query.opened_at) if query.opened_at else query.opens_on
    steps = query.reminder_steps.annotate(number_sent=sent, last_sent=last)
    rows = [
        ReminderRow(
            words_of(step),
            step.get_audience_display(),
            _day(step, begins, query.due_on),
            step.number_sent,
            step.last_sent,
        )
        for step in steps
    ]
    return sorted(rows, key=lambda row: row.day or dt.date.min)


def words_of(step: ReminderStep) -> str:
    if step.anchor == ReminderAnchor.THIRD:
        return str(ReminderAnchor.THIRD.label)
    if not step.days:
        return _("am Tag der Frist")
    if step.anchor == ReminderAnchor.BEFORE:
        return ngettext("%d Tag vor der Frist", "%d Tage vor der Frist", step.days) % step.days
    return ngettext("%d Tag nach der Frist", "%d Tage nach der Frist", step.days) % step.days


def _day(step: ReminderStep, begins: dt.date | None, due_on: dt.date) -> dt.date | None:
    if step.anchor == ReminderAnchor.THIRD and begins is None:
        return None
    return step.due_day(opened_on=begins or due_on, deadline=due_on)
