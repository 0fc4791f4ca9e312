"""What a page says about a query beside its own columns."""

from django import template

from reporting.models import StatusQuery
from reporting.services.queries.reported import Part
from reporting.services.queries.trail import reopenings

register = template.Library()


@register.inclusion_tag("reporting/reports/_reopened.html")
def reopened(query: StatusQuery) -> dict[str, list[Part]]:
    """That the query was opened again after its closing, when and why; one statement."""
    return {"reopened": reopenings(query)}
