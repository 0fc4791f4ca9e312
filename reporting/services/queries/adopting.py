"""What an organisation is already writing becomes its answer, instead of a second report beside it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Case, F, OuterRef, Subquery, Value, When

from partners.models import User
from reporting.models import ProgressReport, ReportState, RequestState, StatusQuery

from .histories import note_history

#: What an unfinished report says about the request that adopts it.
ADOPTED_STATE = {
    ReportState.DRAFT: RequestState.IN_PROGRESS,
    ReportState.SUBMITTED: RequestState.SUBMITTED,
    ReportState.RETURNED: RequestState.RETURNED,
}


@dataclass(frozen=True)
class Adoption:
    """Unfinished reports on the measures of a query, by measure and organisation."""

    query: StatusQuery
    reports: dict[tuple[int, int], ProgressReport]

    @classmethod
    def of(cls, query: StatusQuery) -> Self:
        """Locks the reports: they are not sent or changed before the requests exist."""
        told = ["measure", "organisation", "state", "submitted_at"]
        found = ProgressReport.objects.adoptable(query).only(*told)
        found = found.select_for_update(of=("self",)).order_by("measure_id", "pk")
        return cls(query, {(report.measure_id, report.organisation_id): report for report in found})

    def values_for(self, measure: int, organisation: int) -> dict[str, Any]:
        """What the report that is under way, if there is one, says about its request."""
        report = self.reports.get((measure, organisation))
        if report is None:
            return {}
        state = ReportState(report.state)
        values: dict[str, Any] = {"state": ADOPTED_STATE[state]}
        if state == ReportState.SUBMITTED:
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
        ProgressReport.objects.filter(pk__in=adopted).update(
            request=Subquery(request.order_by().values("pk")[:1]),
            # What is submitted already keeps the day on which it was said.
            as_of=Case(editable, default=F("as_of")),
            # Whoever saves the report at this moment must not write the old request back.
            version=F("version") + 1,
        )
        note_history(ProgressReport.objects.filter(request__query=self.query), change="~", user=user)
