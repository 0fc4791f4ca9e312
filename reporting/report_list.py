"""The list of published reports with what matters of each, read from the frozen heads."""

from dataclasses import dataclass

from reporting.models import Snapshot, StatusQuery
from reporting.older_rows import Part


@dataclass(frozen=True)
class ListedReport:
    """A published query with its frozen figures."""

    query: StatusQuery
    total: Part

    @property
    def occurring(self) -> list[Part]:
        return [status for status in self.total["statuses"] if status["count"]]


def listed_reports() -> list[ListedReport]:
    """The newest first; two statements."""
    queries = list(StatusQuery.objects.published().select_related("concept").order_by("-as_of", "-pk"))
    heads = Snapshot.objects.filter(query_uuid__in=[query.uuid for query in queries]).order_by("round")
    totals = dict(heads.values_list("query_uuid", "public__figures__total"))
    return [ListedReport(query, totals[query.uuid]) for query in queries]
