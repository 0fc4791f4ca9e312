"""Published reports for everybody, made from what was frozen alone; staff see them before, as a preview."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from fields.models import ConceptState
from partners.access import READ_QUERIES
from reporting.downloads import downloads_of
from reporting.models import FileKind, QueryState, ReportFile, StatusQuery
from reporting.papers import public_papers
from reporting.report_list import listed_reports
from reporting.report_page.layout import COMPARED
from reporting.results import results_of
from reporting.services.queries import files_job_of

from .report_shown import show_report

#: From so many reports on there is something to compare.
QUERIES_TO_COMPARE = 2
COME_BACK_SECONDS = "60"
CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    listed = listed_reports()
    in_force = [each for each in listed if each.query.concept.state == ConceptState.IN_FORCE]
    context = {
        "reports": listed,
        "papers": public_papers(),
        "has_evaluation": len(in_force) >= QUERIES_TO_COMPARE,
    }
    return render(request, "reporting/reports/list.html", context)


@login_not_required
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    query = _readable_query(request, slug)
    earlier = list(StatusQuery.objects.published().before(query))
    results = results_of(query, against=_chosen(request, earlier))
    more: dict[str, Any] = {"earlier": earlier}
    if query.state == QueryState.PUBLISHED:
        more |= {"downloads": downloads_of(query), "papers": public_papers(query)}
    return show_report(request, query=query, results=results, more=more)


@login_not_required
@require_safe
def report_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The file as it was made once; until the job is done, an answer that asks to come back."""
    query = _readable_query(request, slug)
    file = ReportFile.objects.filter(query_uuid=query.uuid, kind=kind).first()
    if file is None:
        return _missing(request, query)
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[FileKind(file.kind)])
    response["Content-Disposition"] = f'attachment; filename="bericht-{query.slug}.{file.kind}"'
    return response


def _missing(request: HttpRequest, query: StatusQuery) -> HttpResponse:
    """Come back where a job makes the file; the publishing queues it, so that before there is nothing to wait for."""
    if query.state != QueryState.PUBLISHED:
        raise Http404
    job = files_job_of(query)
    context = {"query": query, "job": job}
    missing = render(request, "reporting/reports/files_pending.html", context, status=503)
    if job is not None and job.is_pending:
        missing["Retry-After"] = COME_BACK_SECONDS
    return missing


def _chosen(request: HttpRequest, earlier: list[StatusQuery]) -> StatusQuery | None:
    """The query to compare with; without a choice the one before it."""
    slug = request.GET.get(COMPARED)
    if not slug:
        return None
    for query in earlier:
        if query.slug == slug:
            return query
    raise Http404


def _readable_query(request: HttpRequest, slug: str) -> StatusQuery:
    """Not published is 404 for the public; who may read queries sees it from the closing on."""
    queries = StatusQuery.objects.published()
    if request.user.has_perm(READ_QUERIES):
        queries = StatusQuery.objects.frozen()
    return get_object_or_404(queries.select_related("concept"), slug=slug)
