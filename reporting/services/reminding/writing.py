"""The letters of the steps that are due, with a personal link for everybody who has none yet."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from reporting.models import AccessGrant, MailKind, ReminderAudience, StatusQuery
from reporting.services.mails.blocks import Grants, Task, grants_of
from reporting.services.mails.reminders import head_blocks, office_blocks, reminder, reminder_blocks
from reporting.services.mails.rendering import Block
from reporting.services.mails.wordings import wordings_of
from reporting.services.outbox import Letter
from reporting.services.persons import person_key

from .due import Due

KINDS = {
    ReminderAudience.PERSON: MailKind.REMINDER,
    ReminderAudience.HEAD: MailKind.ESCALATION,
    ReminderAudience.OFFICE: MailKind.OFFICE,
}


def write_reminders(
    query: StatusQuery, due: Iterable[Due], *, now: dt.datetime, dry_run: bool
) -> list[Letter]:
    if not dry_run:
        _grant_links(query, due, now=now)
    wordings, grants, today = wordings_of(query), grants_of(query), timezone.localdate(now)
    letters = []
    for each in due:
        person, kind = each.case.person, KINDS[each.case.audience]
        tasks = [debt.task for debt in each.case.debts]
        letters.append(
            reminder(
                query,
                kind=kind,
                occasion=f"reminder:{each.step.uuid}:{person_key(person.email)}",
                email=person.email,
                name=person.name,
                tasks=tasks,
                blocks=_blocks(query, each, tasks, grants, today),
                wording=wordings[kind],
            )
        )
    return letters


def _blocks(query: StatusQuery, due: Due, tasks: list[Task], grants: Grants, today: dt.date) -> list[Block]:
    if due.case.audience == ReminderAudience.PERSON:
        return reminder_blocks(query, tasks, grants, on=today)
    if due.case.audience == ReminderAudience.HEAD:
        return head_blocks(query, tasks, on=today)
    return office_blocks(query, tasks)


def _grant_links(query: StatusQuery, due: Iterable[Due], *, now: dt.datetime) -> None:
    """For whoever is asked since somebody left; a link that was revoked stays dead."""
    known = set(query.grants.values_list("organisation_id", "contact_id"))
    wanted = {
        (debt.task.organisation.pk, debt.task.contact_id)
        for each in due
        if each.case.audience == ReminderAudience.PERSON
        for debt in each.case.debts
        if debt.task.contact_id is not None
    }
    AccessGrant.objects.bulk_create(
        [
            AccessGrant(query=query, organisation_id=organisation, contact_id=contact, created_at=now)
            for organisation, contact in sorted(wanted - known)
        ],
        ignore_conflicts=True,
    )
