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
        .values_list("pk", "report__uuid", "measure__field_of_action__number")
    )
    keys = [key for key, _uuid, _field in rows]
    if report.request_id not in keys:
        return None
    page = reverse("reporting:answer_all", args=[report.request.query.slug, report.organisation.slug])
    here = keys.index(report.request_id)
    # With many measures the page shows one Handlungsfeld at a time; with few it does not mind.
    sections = [f"{page}?handlungsfeld={field}#m{key}-titel" for key, _uuid, field in rows]
    links = [
        reverse("reporting:report", args=[uuid]) if uuid else section
        for (_key, uuid, _field), section in zip(rows, sections, strict=True)
    ]
    return Position(
        number=here + 1,
        total=len(rows),
        all=sections[here],
        previous=links[here - 1] if here else "",
        next=links[here + 1] if here + 1 < len(rows) else "",
    )
