"""A query that runs or has ended: how many answered, who did not, and what the report would say."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partners.access import UserRequest, query_reader_required
from reporting.forms.following import MissingFilterForm
from reporting.frozen import FrozenReport, load_report
from reporting.models import StatusQuery
from reporting.response import legend
from reporting.results import results_from
from reporting.services.queries.freezing import compose
from reporting.services.response_rows import response_lines
from reporting.services.responses import figures
from reporting.services.responses.gaps import with_gaps
from reporting.services.responses.missing import (
    missing_participations,
    missing_requests,
    missing_rows,
)
from safety import audit

from .addresses import begun_or_404, post_or_back
from .report_shown import show_report

#: Which grouping of the response the address asks for.
GROUPING = "nach"
GROUPINGS = {
    figures.BY_FIELD: figures.by_field,
    figures.BY_ORGANISATION: figures.by_organisation,
    figures.BY_PERSON: figures.by_person,
}
BARS_PER_PAGE = 30
ROWS_PER_PAGE = 50


def progress(request: HttpRequest, found: StatusQuery) -> HttpResponse:
    """The response of one query; called by the page of the query once it has been opened."""
    today = timezone.localdate()
    grouping = request.GET.get(GROUPING, "")
    grouping = grouping if grouping in GROUPINGS else figures.BY_FIELD
    total = figures.total(found, on=today)
    rows = [replace(row, is_over=found.is_frozen) for row in GROUPINGS[grouping](found, on=today)]
    context = {
        "query": found,
        "total": total,
        "silent": found.participations.missing().count(),
        "legend": legend(is_over=found.is_frozen),
        "timeline": figures.over_time(found, asked=total.figures["asked"], on=today),
        "grouping": grouping,
        "page": _page(request, rows, BARS_PER_PAGE),
        "kept": urlencode({GROUPING: grouping}),
        "today": today,
    }
    return render(request, "reporting/queries/progress.html", context)


@query_reader_required
@require_safe
@never_cache
def missing(request: UserRequest, slug: str) -> HttpResponse:
    found, today = begun_or_404(slug), timezone.localdate()
    form = MissingFilterForm(request.GET, query=found)
    chosen = form.chosen()
    page = _page(request, missing_requests(found, chosen, on=today), ROWS_PER_PAGE)
    context = {
        "query": found,
        "form": form,
        "state": chosen.state,
        "page": page,
        "rows": missing_rows(found, page.object_list, on=today),
        "silent": missing_participations(found, chosen, on=today),
        "kept": _kept(request),
    }
    return render(request, "reporting/queries/missing.html", context)


@query_reader_required
@post_or_back("reporting:query", "slug")
@never_cache
def response_file(request: UserRequest, slug: str) -> Any:
    """By POST, because each export is recorded, and a GET writes nothing."""
    found, now = begun_or_404(slug), timezone.now()
    subject = f"query:{found.uuid}"
    audit.record(action="response.exported", subject=subject, user_id=request.user.pk, now=now)
    lines = response_lines(found, on=timezone.localdate(now))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ruecklauf-{found.slug}.csv"'
    return response


@query_reader_required
@require_safe
@never_cache
def preview(request: UserRequest, slug: str) -> HttpResponse:
    """The report as it would be frozen now, with what is missing in its place; nothing is stored.

    Once the query is closed, an open tab or bookmark leads to the report itself.
    """
    found = begun_or_404(slug)
    if found.is_frozen:
        return redirect(found)
    composed = compose(found, now=timezone.now())
    report = FrozenReport.of(composed.head, with_gaps(composed.entries))
    earlier = StatusQuery.objects.published().before(found).first()
    against = load_report(earlier.uuid) if earlier else None
    results = results_from(report, texts=found.report_texts.all(), against=against)
    return show_report(request, query=found, results=results, more={"is_draft": True})


def _page(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    return Paginator(rows, size).get_page(request.GET.get("seite"))


def _kept(request: HttpRequest) -> str:
    chosen = request.GET.copy()
    chosen.pop("seite", None)
    return chosen.urlencode()
