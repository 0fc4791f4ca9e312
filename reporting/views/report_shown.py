"""A report on the screen, whole or in parts; the same for what is published and for what would be."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reporting.models import StatusQuery
from reporting.report_charts import timeline_chart
from reporting.report_page import FieldPart, PageAddress, ReportPage
from reporting.report_page.layout import (
    COMPARED,
    FIELD,
    LIST,
    MEASURE,
    PAGE,
    UNFOLDED,
    charts_of,
)
from reporting.results import FieldResult, Results

ROWS_PER_PAGE = 50


def show_report(
    request: HttpRequest, *, query: StatusQuery, results: Results, more: Mapping[str, Any]
) -> HttpResponse:
    """The report, one of its Handlungsfelder, or one of its lists, as the address asks."""
    kept = {name: request.GET[name] for name in (COMPARED, UNFOLDED) if request.GET.get(name)}
    page = ReportPage(results, PageAddress(request.path, kept))
    context = {"query": query, "results": results, "page": page, "unfolded": UNFOLDED in kept, **more}
    if MEASURE in request.GET:
        return _to_measure(page, request.GET[MEASURE])
    if LIST in request.GET:
        return _list(request, page, context)
    if FIELD in request.GET:
        return _field(request, page, context)
    unfold = PageAddress(request.path, {**kept, UNFOLDED: "1"}).of()
    return render(request, "reporting/reports/report.html", {**context, "unfold": unfold})


def _to_measure(page: ReportPage, uuid: str) -> HttpResponse:
    """To the place where a measure is told, wherever that is in this report."""
    if uuid not in page.places:
        raise Http404
    return redirect(page.places[uuid])


def _list(request: HttpRequest, page: ReportPage, context: dict[str, Any]) -> HttpResponse:
    part = page.find_list(request.GET[LIST])
    if part is None:
        raise Http404
    rows = Paginator(part.rows, ROWS_PER_PAGE).get_page(request.GET.get(PAGE))
    chosen = {**context, "part": part, "rows": rows, "kept": page.address.parameters(**{LIST: part.key})}
    if part.key == "teilziele":
        chosen["charts"] = charts_of(list(rows.object_list))
    return render(request, "reporting/reports/list_page.html", chosen)


def _field(request: HttpRequest, page: ReportPage, context: dict[str, Any]) -> HttpResponse:
    """All measures of one Handlungsfeld; a large report shows them in pages."""
    field = page.find_field(request.GET[FIELD])
    if field is None:
        raise Http404
    rows = Paginator(field.measures, page.measures_per_page).get_page(request.GET.get(PAGE))
    measures = list(rows.object_list)
    chosen = {
        **context,
        "part": FieldPart(field, measures, page.field_address(field)),
        "rows": rows,
        "kept": page.address.parameters(**{FIELD: field.number}),
        "timeline": timeline_chart(page.results, measures, name="diagramm-laufzeiten"),
        "neighbours": _neighbours(page, field),
    }
    return render(request, "reporting/reports/field_page.html", chosen)


def _neighbours(page: ReportPage, field: FieldResult) -> list[tuple[FieldResult, str]]:
    return [
        (each, page.field_address(each)) for each in page.results.fields if each.measures or each is field
    ]
