"""What is missing, row by row, with what the KI has to know before it asks again."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Lower

from reporting.models import (
    MailKind,
    MailState,
    OutboxMail,
    Participation,
    QueryRequest,
    ReminderOptOut,
    StatusQuery,
)
from reporting.models.request_set import QueryRequestSet
from reporting.services.recipients import Person, people_for

from .people import NO_CONTACT, contacts_of_person

#: The list then shows every request, also what is answered or withdrawn.
EVERY_STATE = "alle"


@dataclass(frozen=True)
class MissingFilter:
    """What the page was asked for; empty values choose nothing."""

    organisation: str = ""
    field: str = ""
    person: str = ""
    is_overdue: bool = False
    #: Owed answers unless another state is named, or all.
    state: str = ""


@dataclass(frozen=True)
class MissingRow:
    request: QueryRequest
    #: Whom a mail reaches now.
    person: Person | None
    is_overdue: bool
    reminded_at: dt.datetime | None
    wants_no_reminders: bool
    has_failed_mail: bool

    @property
    def stands_in(self) -> bool:
        """The person whom the request names is out of reach, and mails go to somebody else."""
        named = self.request.contact
        return named is not None and (self.person is None or self.person.contact != named)


def missing_requests(query: StatusQuery, chosen: MissingFilter, *, on: dt.date) -> QueryRequestSet:
    found = query.requests.of(organisation=chosen.organisation, field=chosen.field)
    if not chosen.state:
        found = found.missing()
    elif chosen.state != EVERY_STATE:
        found = found.filter(state=chosen.state)
    if chosen.is_overdue:
        found = found.overdue(on=on)
    if chosen.person == NO_CONTACT:
        return found.filter(contact=None)
    if chosen.person:
        return found.filter(contact__in=contacts_of_person(chosen.person) if _is_uuid(chosen.person) else [])
    return found


def missing_participations(query: StatusQuery, chosen: MissingFilter, *, on: dt.date) -> list[Participation]:
    """Answers to the questions to an organisation; they belong to no Handlungsfeld and to no one person."""
    if chosen.state or chosen.field or chosen.person or (chosen.is_overdue and on <= query.due_on):
        return []
    found = query.participations.missing().select_related("organisation")
    if chosen.organisation:
        found = found.filter(organisation__slug=chosen.organisation)
    return list(found.order_by("organisation__name", "pk"))


def missing_rows(query: StatusQuery, shown: Iterable[QueryRequest], *, on: dt.date) -> list[MissingRow]:
    """Four statements for all rows of a page."""
    requests = list(shown)
    people = people_for(requests)
    emails = {person.email.lower() for person in people.values() if person}
    mails = {row["address"]: row for row in _mails(query, emails)}
    opted_out = ReminderOptOut.objects.annotate(address=Lower("email")).filter(address__in=emails)
    silent = set(opted_out.values_list("address", flat=True))
    found = []
    for request in requests:
        person = people[request.pk]
        email = person.email.lower() if person else ""
        mail = mails.get(email, {})
        found.append(
            MissingRow(
                request=request,
                person=person,
                is_overdue=request.is_overdue(on=on),
                reminded_at=mail.get("reminded_at"),
                wants_no_reminders=email in silent,
                has_failed_mail=bool(mail.get("failed")),
            )
        )
    return found


def _mails(query: StatusQuery, emails: set[str]) -> Iterable[Mapping[str, Any]]:
    """The last reminder to each address, and how many mails of the query did not surely arrive there."""
    failed = Q(state__in=[MailState.FAILED, MailState.DOUBTFUL])
    addresses = OutboxMail.objects.filter(query=query).annotate(address=Lower("recipient"))
    rows: Iterable[Any] = (
        addresses.filter(address__in=emails)
        .values("address")
        .annotate(
            reminded_at=Max("queued_at", filter=Q(kind=MailKind.REMINDER) & ~Q(state=MailState.WITHDRAWN)),
            failed=Count("pk", filter=failed),
        )
    )
    return rows


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
