"""The files of a Vorlage: drafts and all editions for staff, the last edition for everybody once it is public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.pdf import NoPlaceError, PdfError
from partners.access import UserRequest, query_reader_required
from reporting.models import CommitteeReport, PaperFile, PaperFileKind, SnapshotEntry
from reporting.papers import paper_content, public_edition_of
from reporting.services.paper_files import draft_file
from reporting.services.papers import job_of

from .papers import paper_of

CONTENT_TYPES = {
    PaperFileKind.PDF: "application/pdf",
    PaperFileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: The PDF of so many measures is made while somebody waits; for more, the page shows the paper, and the files are
#: made when it is fixed.
LARGEST_DRAFT = 40
COME_BACK_SECONDS = "30"


@query_reader_required
@require_safe
@never_cache
def draft(request: UserRequest, slug: str, paper_id: str, kind: str) -> HttpResponse:
    """Made anew each time and not kept: the next minute may change the text."""
    paper = paper_of(slug, paper_id)
    if paper.is_final or not paper.query.is_frozen:
        raise Http404
    if SnapshotEntry.objects.latest_of(paper.query.uuid).count() > LARGEST_DRAFT:
        return _too_large(request, paper)
    try:
        content = draft_file(PaperFileKind(kind), paper_content(paper))
    except NoPlaceError:
        messages.error(
            request,
            _("Gerade wird schon eine andere Datei erstellt. Bitte versuchen Sie es gleich noch einmal."),
        )
        return redirect(paper)
    except PdfError:
        messages.error(
            request, _("Der Entwurf ließ sich nicht als PDF erstellen. Bitte versuchen Sie es später.")
        )
        return redirect(paper)
    return _answer(content, kind, f"entwurf-vorlage-{slug}")


@query_reader_required
@require_safe
def edition(request: UserRequest, slug: str, paper_id: str, number: str, kind: str) -> HttpResponse:
    """Any edition as it was fixed, also one that was replaced since."""
    paper = paper_of(slug, paper_id)
    file = PaperFile.objects.filter(paper_uuid=paper.uuid, edition=number, kind=kind).first()
    if file is None and paper.is_final and paper.edition == int(number):
        return _pending(request, paper)
    return _kept(file, f"vorlage-{slug}-fassung-{number}")


@login_not_required
@require_safe
def public_file(request: HttpRequest, slug: str, paper_id: str, kind: str) -> HttpResponse:
    """The file of a public paper; until the job is done, an answer that asks to come back.

    Until the next edition has its files, the file of the last one, for which no job waits any more.
    """
    found = CommitteeReport.objects.public().select_related("query")
    paper = get_object_or_404(found, query__slug=slug, uuid=paper_id)
    number = public_edition_of(paper)
    file = PaperFile.objects.filter(paper_uuid=paper.uuid, edition=number, kind=kind).first()
    if file is None and paper.is_final and number == paper.edition:
        return _pending(request, paper)
    return _kept(file, f"vorlage-{slug}")


def _kept(file: PaperFile | None, name: str) -> HttpResponse:
    if file is None:
        raise Http404
    return _answer(bytes(file.content), file.kind, name)


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPES[PaperFileKind(kind)])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _pending(request: HttpRequest, paper: CommitteeReport) -> HttpResponse:
    job = job_of(paper)
    context = {"paper": paper, "query": paper.query, "job": job}
    pending = render(request, "reporting/papers/pending.html", context, status=503)
    if job is not None and job.is_pending:
        pending["Retry-After"] = COME_BACK_SECONDS
    return pending


def _too_large(request: HttpRequest, paper: CommitteeReport) -> HttpResponse:
    messages.info(
        request,
        _(
            "Der Bericht hat mehr als %(number)d Maßnahmen. Die Dateien werden deshalb erst gemacht, wenn Sie die "
            "Vorlage festlegen. Auf dieser Seite lesen Sie schon alles, was darin stehen wird."
        )
        % {"number": LARGEST_DRAFT},
    )
    return redirect(paper)
