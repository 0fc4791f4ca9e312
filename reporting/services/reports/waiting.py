"""Reports that wait for a decision, each beside what the organisation last said."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from reporting.comparison import Change, compare
from reporting.models import ProgressReport

#: What a comparison reads of a report.
COMPARED = ("indicator_answers", "step_answers", "question_answers__question")


@dataclass(frozen=True)
class Waiting:
    report: ProgressReport
    last: ProgressReport | None
    changes: list[Change]
    #: Full days since the report was handed in.
    days: int

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.is_changed]

    @property
    def is_late(self) -> bool:
        request = self.report.request
        return request is not None and request.came_late


def with_comparison(reports: QuerySet[ProgressReport], *, on: dt.date) -> list[Waiting]:
    """A constant number of statements, however many reports."""
    found = list(
        reports.select_related("measure__field_of_action", "organisation", "request__query").prefetch_related(
            "measure__indicators", "measure__steps", "request__query__questions", *COMPARED
        )
    )
    last = last_approved_of(found)
    return [_waiting(report, last.get(report.pk), on=on) for report in found]


def last_approved_of(reports: Iterable[ProgressReport]) -> dict[int, ProgressReport]:
    """By report (primary key) what the same organisation last said of the measure, approved by the KI."""
    shown = list(reports)
    before = ProgressReport.objects.published().filter(measure__in={report.measure_id for report in shown})
    newest: dict[tuple[int, int], ProgressReport] = {}
    for report in before.prefetch_related(*COMPARED):
        newest.setdefault((report.measure_id, report.organisation_id), report)
    pairs = {report.pk: (report.measure_id, report.organisation_id) for report in shown}
    return {pk: newest[pair] for pk, pair in pairs.items() if pair in newest}


def _waiting(report: ProgressReport, last: ProgressReport | None, *, on: dt.date) -> Waiting:
    handed_in = timezone.localdate(report.submitted_at) if report.submitted_at else on
    return Waiting(report, last, compare(report, last), (on - handed_in).days)
