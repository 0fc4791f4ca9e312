"""What an organisation is already writing becomes its answer, instead of a second report beside it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Case, F, OuterRef, Subquery, Value, When

from partners.models import User
from reporting.models import ProgressReport, ReportState, RequestState, StatusQuery

from .histories import note_history

#: What a report says about the request that adopts it.
ADOPTED_STATE = {
    ReportState.DRAFT: RequestState.IN_PROGRESS,
    ReportState.SUBMITTED: RequestState.SUBMITTED,
    ReportState.RETURNED: RequestState.RETURNED,
    ReportState.APPROVED: RequestState.APPROVED,
}


@dataclass(frozen=True)
class Adoption:
    """Reports on the measures of a query that may become its answers, by measure and organisation."""

    query: StatusQuery
    reports: dict[tuple[int, int], ProgressReport]

    @classmethod
    def of(cls, query: StatusQuery, *, approved_since: dt.datetime | None = None) -> Self:
        """Locks the reports: they are not sent or changed before the requests exist.

        With `approved_since`, an answer approved from then on goes before one still under way.
        """
        told = ["measure", "organisation", "state", "submitted_at"]
        found = ProgressReport.objects.adoptable(query, approved_since=approved_since).only(*told)
        found = found.select_for_update(of=("self",)).order_by("measure_id", "pk")
        ordered = sorted(found, key=lambda report: report.state == ReportState.APPROVED)
        return cls(query, {(report.measure_id, report.organisation_id): report for report in ordered})

    def values_for(self, measure: int, organisation: int) -> dict[str, Any]:
        """What the report that is under way, if there is one, says about its request."""
        report = self.reports.get((measure, organisation))
        if report is None:
            return {}
        state = ReportState(report.state)
        values: dict[str, Any] = {"state": ADOPTED_STATE[state]}
        if state in {ReportState.SUBMITTED, ReportState.APPROVED}:
            values["first_submitted_at"] = report.submitted_at
        return values

    def complete(self, asked: Collection[tuple[int, int]], *, user: User | None) -> None:
        """Lead the reports to the requests that were made for these measures and organisations, in one statement."""
        adopted = [report.pk for pair, report in self.reports.items() if pair in asked]
        if not adopted:
            return
        request = self.query.requests.filter(
            measure=OuterRef("measure"), organisation=OuterRef("organisation")
        )
        editable = When(state__in=[ReportState.DRAFT, ReportState.RETURNED], then=Value(self.query.as_of))
        rows = ProgressReport.objects.filter(pk__in=adopted)
        rows.update(
            request=Subquery(request.order_by().values("pk")[:1]),
            # What is submitted already keeps the day on which it was said.
            as_of=Case(editable, default=F("as_of")),
            # Whoever saves the report at this moment must not write the old request back.
            version=F("version") + 1,
        )
        note_history(rows, change="~", user=user)
