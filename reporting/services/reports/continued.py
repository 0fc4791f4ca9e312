"""Reports that are older than the query they answer: begun or returned before, never approved, and now gone on with."""

from collections.abc import Iterable

from reporting.models import ProgressReport, StatusQuery


def continued_in(query: StatusQuery, reports: Iterable[ProgressReport]) -> set[int]:
    """Primary keys of those that stood there before the query was opened; one statement."""
    if query.opened_at is None:
        return set()
    keys = [report.pk for report in reports]
    before = ProgressReport.history.filter(id__in=keys, history_date__lt=query.opened_at)
    return set(before.order_by().values_list("id", flat=True))


def is_continued(report: ProgressReport) -> bool:
    return report.request is not None and bool(continued_in(report.request.query, [report]))
