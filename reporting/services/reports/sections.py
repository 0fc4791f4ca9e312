"""Saving the answer to one request from a page that shows many: begun, adopted or continued, and never twice."""

import datetime as dt

from django.db import transaction

from partners.models import User
from reporting.errors import FrozenQueryError, OtherQueryFirstError, WrongRequestStateError
from reporting.models import ProgressReport, QueryRequest, QueryState, RequestState, StatusQuery
from reporting.services.gate import pass_gate
from safety.models import StaleVersionError

from .answers import Answers, says_the_same
from .drafting import confirm_unchanged, save_draft
from .starting import start_report


@transaction.atomic
def save_section(
    *,
    request: QueryRequest,
    answers: Answers,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
) -> ProgressReport:
    """Keep what was written to `request`; the report is made on the first saving.

    `expected_version` is that of the report the person had before them, 0 where there was none yet. The same text
    posted once more is found saved already; another text on top of a newer version raises StaleVersionError.
    """
    asked, existing = _claim_section(request)
    report, known = _report_of(asked, existing, expected_version, user=user, now=now)
    if report.version != known:
        if says_the_same(report, answers):
            return report
        raise StaleVersionError(report)
    return save_draft(report=report, answers=answers, expected_version=known, user=user)


def _claim_section(request: QueryRequest) -> tuple[QueryRequest, ProgressReport | None]:
    """Lock the request and its report, as they stand now; the query too where the report is still to be begun.

    No report of its own accord is begun where the request does not wait any more.
    """
    pass_gate(request.query_id)
    reports = ProgressReport.objects.filter(request=request).select_for_update(of=("self",))
    existing = reports.first()
    if existing is None:
        # Two who begin at once: the second finds what the first has begun.
        StatusQuery.objects.select_for_update(no_key=True).get(pk=request.query_id)
        existing = reports.first()
    asked = QueryRequest.objects.select_for_update().get(pk=request.pk)
    if asked.query.is_frozen:
        raise FrozenQueryError(asked.query)
    if asked.state == RequestState.NOT_REQUIRED:
        raise WrongRequestStateError(asked.get_state_display())
    return asked, existing


def _report_of(
    request: QueryRequest,
    existing: ProgressReport | None,
    expected_version: int,
    *,
    user: User | None,
    now: dt.datetime,
) -> tuple[ProgressReport, int]:
    """The report that answers, and its version whose answers the person had before them."""
    if existing is not None:
        # Begun meanwhile, but nothing written: it holds what the page offered.
        is_just_begun = expected_version == 0 and existing.version == 1
        return existing, 1 if is_just_begun else expected_version
    before = ProgressReport.objects.unfinished().filter(
        measure=request.measure_id, organisation=request.organisation_id
    )
    adopted = before.exclude(request__query__state=QueryState.OPEN).first()
    if adopted is not None and adopted.version != expected_version:
        return adopted, expected_version
    started = start_report(measure=request.measure, organisation=request.organisation, user=user, now=now)
    if started.request_id != request.pk:
        raise OtherQueryFirstError(started)
    return started, started.version if adopted is not None else 1


@transaction.atomic
def confirm_section(*, request: QueryRequest, user: User | None, now: dt.datetime) -> ProgressReport:
    """Answer `request` with what was last approved; refused where somebody wrote something new."""
    asked, existing = _claim_section(request)
    report = existing or start_report(
        measure=asked.measure, organisation=asked.organisation, user=user, now=now
    )
    if report.request_id != asked.pk:
        raise OtherQueryFirstError(report)
    return confirm_unchanged(report=report, expected_version=report.version, user=user)
