"""Opening: from now on the organisations are asked.

The number of statements does not grow with the number of measures: a query over a whole state opens in one go.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from partners.models import User
from reporting.models import (
    AccessGrant,
    Participation,
    QueryRequest,
    QueryState,
    RequestState,
    StatusQuery,
)
from reporting.services.mails import write_invitations
from reporting.services.outbox import enqueue_all
from safety.audit import record

from .adopting import Adoption
from .asking import Asked
from .checking import QueryCheck, check_query
from .histories import note_history
from .inserting import insert_like
from .obstacles import obstacles, with_unanswerable
from .refusals import GapsChangedError, NobodyToAskError, QueryError, claim


@transaction.atomic
def open_query(
    *,
    query: StatusQuery,
    version: int,
    waived: Iterable[int],
    user: User | None,
    now: dt.datetime,
    shown: Collection[str] | None = None,
) -> StatusQuery:
    """Make one request per measure and answering organisation, and queue one invitation per person.

    `waived` names the measures (primary keys) that are knowingly left without an answer, `shown` the keys of all gaps
    that the person saw when deciding so; None where the decision was not made on a page.
    """
    opening = claim(query, expected=QueryState.PLANNED, version=version, rows=with_unanswerable())
    accepted = set(waived)
    check = _ready(opening, accepted, shown, on=timezone.localdate(now))
    opening.state, opening.opened_at = QueryState.OPEN, now
    opening.save()
    adoption = Adoption.of(opening)
    requests = _make_requests(opening, check.asked, adoption, user=user)
    adoption.complete(requests, user=user)
    _make_participations(opening, check.asked, user=user)
    grants = _grant_access(opening, check.asked, now=now)
    enqueue_all(write_invitations(opening, check.invitees, grants), now=now)
    record(
        action="query.opened",
        subject=opening.slug,
        user_id=user.pk if user else None,
        now=now,
        requests=len(requests),
        invited=len(check.invitees),
        waived=[str(gap.measure.uuid) for gap in check.gaps],
    )
    return opening


def _ready(
    query: StatusQuery, waived: Collection[int], shown: Collection[str] | None, *, on: dt.date
) -> QueryCheck:
    """Whom the query asks, unless something is unresolved."""
    check = check_query(query)
    if found := obstacles(query, check, on=on):
        raise QueryError(found[0])
    if shown is not None and check.has_changed(shown):
        raise GapsChangedError
    if missing := check.not_waived(waived):
        raise NobodyToAskError(missing)
    return check


def _make_requests(
    query: StatusQuery, asked: Iterable[Asked], adoption: Adoption, *, user: User | None
) -> set[tuple[int, int]]:
    """Each with the state of the report that is already under way; the query is locked, so nobody made any before."""
    contacts = {(one.measure.pk, one.organisation.pk): one.contact for one in asked}
    rows = [
        {
            "uuid": uuid4(),
            "measure_id": measure,
            "organisation_id": organisation,
            "contact_id": contact.pk if contact else None,
            "state": RequestState.OPEN,
            "first_submitted_at": None,
            **adoption.values_for(measure, organisation),
        }
        for (measure, organisation), contact in contacts.items()
    ]
    insert_like(QueryRequest(query=query), rows)
    note_history(query.requests.all(), change="+", user=user)
    return set(contacts)


def _make_participations(query: StatusQuery, asked: Iterable[Asked], *, user: User | None) -> None:
    organisations = {one.organisation.pk for one in asked}
    insert_like(
        Participation(query=query),
        [{"uuid": uuid4(), "organisation_id": organisation} for organisation in organisations],
    )
    note_history(query.participations.all(), change="+", user=user)


def _grant_access(
    query: StatusQuery, asked: Iterable[Asked], *, now: dt.datetime
) -> dict[tuple[int, int], AccessGrant]:
    """A personal link for every Ansprechperson who is asked; accounts log in."""
    persons = {
        (one.organisation.pk, one.contact.pk): (one.organisation, one.contact) for one in asked if one.contact
    }
    grants = {
        key: AccessGrant(query=query, organisation=organisation, contact=contact, created_at=now)
        for key, (organisation, contact) in persons.items()
    }
    AccessGrant.objects.bulk_create(grants.values())
    return grants
