"""Where one report stands among all that its query asks the organisation."""

from dataclasses import dataclass

from django.urls import reverse

from .models import ProgressReport, QueryRequest, RequestState


@dataclass(frozen=True)
class Position:
    number: int
    total: int
    all: str
    previous: str
    next: str


def position_of(report: ProgressReport) -> Position | None:
    """None where the report answers no query; neighbours that nobody has begun stand on the page with all."""
    if report.request is None:
        return None
    asked = QueryRequest.objects.filter(query=report.request.query_id, organisation=report.organisation_id)
    rows = list(
        asked.exclude(state=RequestState.NOT_REQUIRED)
        .order_by("measure__field_of_action__number", "measure__number")
        .values_list("pk", "report__uuid")
    )
    keys = [key for key, _uuid in rows]
    if report.request_id not in keys:
        return None
    page = reverse("reporting:answer_all", args=[report.request.query.slug, report.organisation.slug])
    here = keys.index(report.request_id)
    links = [
        reverse("reporting:report", args=[uuid]) if uuid else f"{page}#m{key}-titel" for key, uuid in rows
    ]
    return Position(
        number=here + 1,
        total=len(rows),
        all=f"{page}#m{report.request_id}-titel",
        previous=links[here - 1] if here else "",
        next=links[here + 1] if here + 1 < len(rows) else "",
    )
