"""What an organisation is already writing becomes its answer, instead of a second report beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from partners.models import User
from reporting.models import ProgressReport, QueryRequest, ReportState, RequestState, StatusQuery

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
        found = ProgressReport.objects.adoptable(query).select_for_update(of=("self",))
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

    def complete(self, requests: Iterable[QueryRequest], *, user: User | None) -> None:
        adopted = []
        for request in requests:
            report = self.reports.get((request.measure_id, request.organisation_id))
            if report is None:
                continue
            report.request = request
            if report.is_editable:
                report.as_of = self.query.as_of
            # Whoever saves the report at this moment must not write the old request back.
            report.version += 1
            adopted.append(report)
        if adopted:
            ProgressReport.objects.bulk_update(adopted, ["request", "version", "as_of"])
            ProgressReport.history.bulk_history_create(adopted, update=True, default_user=user)
