"""The dates of one account, looked up anew each time: whoever loses a role or an organisation sees them no more.

No internal note stands here: the file lies in a program outside the portal.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import Measure
from partners.access import READ_QUERIES
from partners.models import Organisation, User
from reporting.models import Participation, QueryRequest
from website.changed import with_change

from .event import LONG_AGO, Event
from .public import end_events, review_events
from .staff import staff_events


def personal_events(user: User, *, on: dt.date) -> list[Event]:
    events = [*request_events(user)]
    if user.has_perm(READ_QUERIES):
        events += staff_events(on=on)
        sheets = Measure.objects.visible_to(user)
    else:
        sheets = Measure.objects.published().reportable_by(Organisation.objects.of_user(user))
    return [*events, *review_events(sheets, on=on), *end_events(sheets)]


def request_events(user: User) -> Iterator[Event]:
    """What the organisations of `user` still owe: one entry per query, and one per deadline of its own."""
    together: dict[tuple[int, int], list[QueryRequest]] = defaultdict(list)
    owed = QueryRequest.objects.for_user(user).owed().with_names()
    rows: QuerySet[QueryRequest] = with_change(with_change(owed, of="query"), name="own_change")
    for request in rows.order_by("pk"):
        if request.extended_to:
            yield _prolonged(request)
        else:
            together[request.query_id, request.organisation_id].append(request)
    parts: QuerySet[Participation] = with_change(
        Participation.objects.for_user(user).owed().with_names(), of="query"
    )
    own = {(part.query_id, part.organisation_id): part for part in parts}
    for key in sorted({*together, *own}):
        requests, part = together[key], own.get(key)
        row = requests[0] if requests else part
        if row is not None:
            yield _asked(row)


def _asked(row: QueryRequest | Participation) -> Event:
    """All that the organisation of `row` is asked in its query, with the same deadline.

    What of it is missing is left out: it changes with every answer, and the version of the query does not.
    """
    names = {"query": row.query.title, "organisation": row.organisation.name}
    return Event(
        key=f"antwort-{row.query.uuid}-{row.organisation.uuid}",
        day=row.query.due_on,
        title=_("Frist: %(query)s (%(organisation)s)") % names,
        description=_("Ihre Organisation hat noch nicht alles beantwortet. Der Link zeigt, was noch fehlt."),
        url=_answers(row),
        revision=row.query.version,
        changed_at=row.changed_at or LONG_AGO,  # type: ignore[union-attr]
    )


def _prolonged(request: QueryRequest) -> Event:
    names = {"measure": f"{request.measure.code} {request.measure.title}"}
    return Event(
        key=f"antwort-{request.uuid}",
        day=request.deadline,
        title=_("Verlängerte Frist: %(measure)s") % names,
        description=f"{request.query.title}, {request.organisation.name}",
        url=_answers(request),
        revision=request.query.version + request.version,
        changed_at=max(request.changed_at or LONG_AGO, request.own_change or LONG_AGO),  # type: ignore[attr-defined]
    )


def _answers(row: QueryRequest | Participation) -> str:
    path = reverse("reporting:answer_all", args=[row.query.slug, row.organisation.slug])
    return f"{settings.SITE_URL}{path}"
