"""What becomes of a report whose request goes elsewhere, or comes back."""

import datetime as dt

from django.utils import timezone

from reporting.models import ProgressReport, QueryRequest, ReportState
from reporting.services.queries.adopting import ADOPTED_STATE


def release_report(request: QueryRequest, *, now: dt.datetime) -> None:
    """Let what the organisation has written go on as a report of its own accord: nothing written is lost."""
    report = ProgressReport.objects.filter(request=request).first()
    if report is None:
        return
    report.request, report.as_of = None, timezone.localdate(now)
    # Whoever saves the report at this moment must not write the request back.
    report.version += 1
    report.save()


def adopt_report(request: QueryRequest) -> None:
    """Let what the organisation is already writing of its own accord count as its answer."""
    theirs = ProgressReport.objects.adoptable(request.query).filter(
        measure=request.measure_id, organisation=request.organisation_id
    )
    report = theirs.select_for_update(of=("self",)).first()
    if report is None:
        return
    report.request = request
    report.version += 1
    if report.is_editable:
        report.as_of = request.query.as_of
    report.save()
    request.state = ADOPTED_STATE[ReportState(report.state)]
    if report.state == ReportState.SUBMITTED:
        request.first_submitted_at = report.submitted_at
