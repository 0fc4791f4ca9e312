"""The Abschlussevaluation: every measure's way through all published queries of the concept in force."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fields.models import Concept
from reporting.report_charts import evaluation_chart, movement_chart
from reporting.report_page import EvaluationPage, charts_of
from reporting.report_page.layout import PAGE
from reporting.results import EvaluationResults, paths_of

PATHS_PER_PAGE = 100
INDICATORS_PER_PAGE = 30
INDICATORS = "teilziele"


@login_not_required
@require_safe
def evaluation(request: HttpRequest) -> HttpResponse:
    """Built from frozen rows alone, so that it says what the reports say."""
    concept = Concept.objects.in_force().first()
    found = paths_of(concept) if concept else None
    context = _context(request, found) if found and found.queries else {}
    return render(request, "reporting/reports/evaluation.html", context)


def _context(request: HttpRequest, found: EvaluationResults) -> dict[str, Any]:
    paths = _page(request, found.paths, PATHS_PER_PAGE, PAGE)
    indicators = _page(request, found.indicators, INDICATORS_PER_PAGE, INDICATORS)
    moved = found.movement
    last = found.queries[-1]
    return {
        "evaluation": found,
        "page": EvaluationPage(found),
        "paths": paths,
        "columns": len(found.queries) + 1,
        "indicators": indicators,
        "charts": charts_of(list(indicators.object_list)),
        "years": evaluation_chart(found),
        "movement": movement_chart(moved, after=last.title) if moved and moved.moves else None,
        "kept_paths": _other(indicators, INDICATORS),
        "kept_indicators": _other(paths, PAGE),
    }


def _page(request: HttpRequest, rows: Sequence[Any], size: int, name: str) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get(name))


def _other(page: Page[Any], name: str) -> str:
    """Where the reader is in the other list of the page."""
    return f"{name}={page.number}" if page.number > 1 else ""
