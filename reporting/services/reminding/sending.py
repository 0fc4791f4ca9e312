"""Carrying out what is due: queued and noted in one transaction, so that neither happens without the other."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Lower

from reporting.models import (
    MailKind,
    MailState,
    OutboxMail,
    QueryState,
    ReminderAudience,
    ReminderSent,
    StatusQuery,
)
from reporting.services.mails import person_key
from reporting.services.mails.german import in_german
from reporting.services.outbox import Letter, enqueue_all

from .cases import Owing, opening_day
from .due import Due, find_due, is_far_enough
from .writing import write_reminders

#: Mails between which the query's minimum distance is kept.
COUNTED = [MailKind.INVITATION, MailKind.REMINDER, MailKind.ESCALATION]


@transaction.atomic
@in_german
def remind(*, query: StatusQuery, now: dt.datetime, dry_run: bool = False) -> list[Letter]:
    """Queue what is due by the plan, and return it; with `dry_run` nothing is written.

    May run every minute, twice at once, and after a kill: the lock makes a second run wait, and it then finds noted
    what the first has queued.
    """
    running = StatusQuery.objects.filter(pk=query.pk, state=QueryState.OPEN)
    locked = running.select_for_update(no_key=True).first()
    if locked is None:
        return []
    due = _due_now(locked, now=now)
    if not due:
        return []
    letters = write_reminders(locked, due, now=now, dry_run=dry_run)
    if not dry_run:
        enqueue_all(letters, now=now)
        ReminderSent.objects.bulk_create(_notes(due, now=now), ignore_conflicts=True)
    return letters


def _due_now(query: StatusQuery, *, now: dt.datetime) -> list[Due]:
    """At most one step per person and audience, at the query's minimum distance from the person's last mail."""
    steps = list(query.reminder_steps.order_by("pk"))
    if not steps:
        return []
    last = _last_mails(query, COUNTED)
    owing = Owing.now(query, invited=_last_mails(query, [MailKind.INVITATION]))
    done = set(ReminderSent.objects.filter(step__query=query).values_list("step_id", "person"))
    opened_on, found = opening_day(query), []
    for case in owing.cases(steps):
        due = find_due(case, opened_on=opened_on, done=done, now=now)
        if due is None or not _may_write(due, query, last, now=now):
            continue
        if case.audience != ReminderAudience.OFFICE:
            last[case.person.email] = now
        found.append(due)
    return found


def _may_write(due: Due, query: StatusQuery, last: Mapping[str, dt.datetime], *, now: dt.datetime) -> bool:
    """The office wants to know at once."""
    if due.case.audience == ReminderAudience.OFFICE:
        return True
    return is_far_enough(last.get(due.case.person.email), days=query.reminder_distance, now=now)


def _last_mails(query: StatusQuery, kinds: Iterable[MailKind]) -> dict[str, dt.datetime]:
    """By lower-case address the moment of the last mail of these kinds."""
    rows = OutboxMail.objects.filter(query=query, kind__in=list(kinds)).order_by()
    rows = rows.exclude(state=MailState.WITHDRAWN)
    latest = rows.annotate(address=Lower("recipient")).values("address").annotate(moment=Max("queued_at"))
    return dict(latest.values_list("address", "moment"))


def _notes(due: Iterable[Due], *, now: dt.datetime) -> list[ReminderSent]:
    """What was overtaken counts as done: nobody gets it later."""
    notes = []
    for each in due:
        key = person_key(each.case.person.email)
        notes.append(ReminderSent(step=each.step, person=key, queued_at=now))
        notes += [
            ReminderSent(step=step, person=key, queued_at=now, was_skipped=True) for step in each.skipped
        ]
    return notes
