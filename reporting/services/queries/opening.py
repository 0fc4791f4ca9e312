"""Opening: from now on the organisations are asked."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import (
    ProgressReport,
    QueryRequest,
    QueryState,
    ReportState,
    RequestState,
    StatusQuery,
)
from reporting.services.outbox import enqueue_all

from .asking import Asked, check_query
from .invitations import write_invitations
from .refusals import NobodyToAskError, QueryError, claim

#: What an unfinished report says about the request that adopts it.
ADOPTED_STATE = {
    ReportState.DRAFT: RequestState.IN_PROGRESS,
    ReportState.SUBMITTED: RequestState.SUBMITTED,
    ReportState.RETURNED: RequestState.RETURNED,
}


@transaction.atomic
def open_query(
    *, query: StatusQuery, version: int, waived: Iterable[int], user: User | None, now: dt.datetime
) -> StatusQuery:
    """Make one request per measure and responsible organisation, and queue one invitation per person.

    `waived` names the measures (primary keys) that are knowingly left without anybody to ask. The number of
    statements does not grow with the number of measures.
    """
    opening = claim(query, expected=QueryState.PLANNED, version=version)
    if opening.due_on < timezone.localdate(now):
        raise QueryError(_("Die Frist ist schon vorbei. Bitte ändern Sie zuerst die Planung."))
    check = check_query(opening)
    if not check.measures:
        raise QueryError(_("Die Abfrage enthält noch keine Maßnahme. Bitte wählen Sie zuerst Maßnahmen aus."))
    if missing := check.not_waived(waived):
        raise NobodyToAskError(missing)
    opening.state, opening.opened_at = QueryState.OPEN, now
    opening.save()
    requests = _make_requests(opening, check.asked, user=user)
    _adopt_reports(opening, requests, user=user)
    enqueue_all(write_invitations(opening, check.invitees), now=now)
    return opening


def _make_requests(query: StatusQuery, asked: Iterable[Asked], *, user: User | None) -> list[QueryRequest]:
    rows = [
        QueryRequest(query=query, measure=a.measure, organisation=a.organisation, contact=a.contact)
        for a in asked
    ]
    QueryRequest.objects.bulk_create(rows, ignore_conflicts=True)
    # Read back: rows that were ignored as known have no key in `rows`.
    requests = list(query.requests.order_by("pk"))
    QueryRequest.history.bulk_history_create(requests, default_user=user)
    return requests


def _adopt_reports(query: StatusQuery, requests: Iterable[QueryRequest], *, user: User | None) -> None:
    """Let what an organisation is already writing count as its answer, instead of a second report."""
    by_pair = {(row.measure_id, row.organisation_id): row for row in requests}
    adopted = []
    for report in ProgressReport.objects.adoptable(query).select_for_update(of=("self",)):
        request = by_pair.get((report.measure_id, report.organisation_id))
        if request is None:
            continue
        report.request, request.state = request, ADOPTED_STATE[ReportState(report.state)]
        if report.is_editable:
            report.as_of = query.as_of
        # Whoever saves the report at this moment must not write the old request back.
        report.version += 1
        adopted.append(report)
    if not adopted:
        return
    changed = [report.request for report in adopted if report.request]
    ProgressReport.objects.bulk_update(adopted, ["request", "version", "as_of"])
    ProgressReport.history.bulk_history_create(adopted, update=True, default_user=user)
    QueryRequest.objects.bulk_update(changed, ["state"])
    QueryRequest.history.bulk_history_create(changed, update=True, default_user=user)
