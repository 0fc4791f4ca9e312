"""Links and marks in the tables of a report."""

import re

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reporting.report_page import ListPart, ReportPage
from reporting.results import MeasurePath, MeasureRef, PathStation, QueryStation

register = template.Library()

#: The rich text knows the levels 2 to 4; what people typed stands there escaped.
HEADING = re.compile(r"(</?h)([2-4])(?=>)")


@register.simple_tag(takes_context=True)
def measure_link(context: Context, measure: MeasureRef) -> SafeString:
    """Lead to the place of a measure in this report; one that is not in it stands as plain text."""
    place = context["page"].places.get(measure.uuid)
    if place is None:
        return format_html("<bdi>{} {}</bdi>", measure.code, measure.title)
    return format_html(
        '<a class="kern-link" href="{}"><bdi>{} {}</bdi></a>', place, measure.code, measure.title
    )


@register.simple_tag(takes_context=True)
def list_address(context: Context, part: ListPart) -> str:
    return _page(context).list_address(part)


@register.simple_tag(takes_context=True)
def status_before(context: Context, measure: MeasureRef) -> str:
    """How the measure stood in the query that is compared with; empty where it was not in it."""
    return _page(context).before.get(measure.uuid, "")


@register.filter
def stations(path: MeasurePath, queries: list[QueryStation]) -> list[tuple[QueryStation, PathStation]]:
    """Each station of a measure beside its query."""
    return list(zip(queries, path.stations, strict=True))


@register.filter
def headings_from(html: str, level: int) -> SafeString:
    """Cleaned rich text whose highest headings get this level, so that they stand below those of the page."""
    return mark_safe(  # noqa: S308 -- only the digit of a tag changes
        HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) - 2 + level}", html)
    )


@register.simple_tag
def status_mark(value: str | None, label: str) -> SafeString:
    """A frozen Umsetzungsstand with the sign of its value; None where the measure was not in the query."""
    return format_html('<span class="status status--{}">{}</span>', value or "not_asked", label)


def _page(context: Context) -> ReportPage:
    page: ReportPage = context["page"]
    return page
