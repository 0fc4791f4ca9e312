"""Published reports for everybody, made from what was frozen alone; staff see them before, as a preview."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partners.access import READ_QUERIES
from reporting.frozen import load_report
from reporting.models import FileKind, ReportFile, StatusQuery

CONTENT_TYPES = {
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    published = StatusQuery.objects.published().order_by("-as_of")
    return render(request, "reporting/reports/list.html", {"queries": published})


@login_not_required
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    query = _readable_query(request, slug)
    context = {
        "query": query,
        "report": load_report(query.uuid),
        "files": list(ReportFile.objects.filter(query_uuid=query.uuid).values_list("kind", flat=True)),
    }
    return render(request, "reporting/reports/report.html", context)


@login_not_required
@require_safe
def report_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The file as it was made once; until the job is done, an answer that asks to come back."""
    query = _readable_query(request, slug)
    file = ReportFile.objects.filter(query_uuid=query.uuid, kind=kind).first()
    if file is None:
        pending = render(request, "reporting/reports/files_pending.html", {"query": query}, status=503)
        pending["Retry-After"] = "60"
        return pending
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[FileKind(file.kind)])
    response["Content-Disposition"] = f'attachment; filename="bericht-{query.slug}.{file.kind}"'
    return response


def _readable_query(request: HttpRequest, slug: str) -> StatusQuery:
    """Not published is 404 for the public; who may read queries sees it from the closing on."""
    queries = StatusQuery.objects.published()
    if request.user.has_perm(READ_QUERIES):
        queries = StatusQuery.objects.frozen()
    return get_object_or_404(queries.select_related("concept"), slug=slug)
