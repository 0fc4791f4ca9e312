"""The beginning of a report: found where one is open, else prefilled from what was last approved."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.models import Measure
from partners.models import Organisation, User
from reporting.errors import NotResponsibleError
from reporting.models import OWED, ProgressReport, QueryRequest, QueryState, ReportState, StatusQuery
from reporting.services.gate import pass_gate
from reporting.services.queries.adopting import ADOPTED_STATE

from .answers import Answers, last_approved
from .drafting import is_on_behalf
from .locking import claim_report


@transaction.atomic
def start_report(
    *, measure: Measure, organisation: Organisation, user: User | None, now: dt.datetime
) -> ProgressReport:
    """Find or open the one unfinished report of the organisation on the measure."""
    request = _open_request(measure, organisation)
    if request is None and not _may_report(measure, organisation):
        raise NotResponsibleError
    report, is_new = ProgressReport.objects.unfinished().get_or_create(
        measure=measure,
        organisation=organisation,
        defaults={
            "request": request,
            "as_of": request.query.as_of if request else timezone.localdate(now),
            "on_behalf": is_on_behalf(organisation, user),
        },
    )
    if is_new:
        _prefill(report)
    elif report.state == ReportState.SUBMITTED and report.is_of_closed_query:
        pass  # the answer to a closed query, on which the KI still decides
    elif report.waits_for_nobody and request is not None:
        report = _adopt(report, request)
    elif report.is_of_closed_query:
        report = release_from_closed_query(report=report, expected_version=report.version, now=now)
    return report


@transaction.atomic
def release_from_closed_query(
    *, report: ProgressReport, expected_version: int, now: dt.datetime
) -> ProgressReport:
    """Go on with what was not finished when its query closed, as a report of its own accord.

    The frozen answer stays as it is; only the row leaves the query.
    """
    released = claim_report(report, expected_version=expected_version)
    if not released.is_of_closed_query:
        return released
    released.request = None
    released.as_of = timezone.localdate(now)
    released.save()
    return released


def _open_request(measure: Measure, organisation: Organisation) -> QueryRequest | None:
    """The most urgent request still owed; its query is locked, so that it cannot close meanwhile."""
    waiting = QueryRequest.objects.owed().filter(
        measure=measure, organisation=organisation, report__isnull=True
    )
    first = waiting.order_by("query__due_on", "pk").first()
    if first is None:
        return None
    pass_gate(first.query_id)
    query = StatusQuery.objects.select_for_update(no_key=True).get(pk=first.query_id)
    return (
        QueryRequest.objects.select_related("query").get(pk=first.pk)
        if query.state == QueryState.OPEN
        else None
    )


def _may_report(measure: Measure, organisation: Organisation) -> bool:
    theirs = Organisation.objects.filter(pk=organisation.pk)
    return Measure.objects.reportable_by(theirs).filter(pk=measure.pk).exists()


def _prefill(report: ProgressReport) -> None:
    last = last_approved(report)
    if last is not None:
        Answers.of(last).fitting().without_note().store(report)
        report.save()


def _adopt(report: ProgressReport, request: QueryRequest) -> ProgressReport:
    adopted = claim_report(report, expected_version=report.version)
    adopted.request = request
    if adopted.is_editable:
        # What is submitted already keeps the day on which it was said.
        adopted.as_of = request.query.as_of
    adopted.save()
    if request.state in OWED:
        request.state = ADOPTED_STATE[ReportState(adopted.state)]
        request.save(update_fields=["state"])
    return adopted
