"""The committee papers of a query: the list, the text, and the whole paper to be read before it is fixed."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import UserRequest, query_conductor_required, query_reader_required
from reporting.forms.papers import PaperForm
from reporting.forms.papers.text import stored_values
from reporting.models import CommitteeReport, PaperFile, StatusQuery
from reporting.papers import paper_content, public_edition_of
from reporting.report_page import PageAddress, ReportPage
from reporting.services.papers import (
    PaperError,
    Words,
    job_of,
    rewrite_paper,
    suggested_words,
    why_kept,
    words_again,
    words_of,
    write_paper,
)
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

WRITE = "reporting.write_paper"


@query_reader_required
@require_safe
@never_cache
def papers(request: UserRequest, slug: str) -> HttpResponse:
    found = _query(slug)
    listed = found.committee_reports.with_stations()
    return render(request, "reporting/papers/list.html", {"query": found, "papers": listed})


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(WRITE)
def write(request: UserRequest, slug: str) -> HttpResponse:
    """A new paper, with suggested words or those of an earlier one."""
    query = _query(slug)
    earlier = CommitteeReport.objects.with_stations().select_related("query__concept")
    source = next((each for each in earlier if str(each.uuid) == request.GET.get("von")), None)
    words = words_again(source, query) if source else suggested_words(query)
    form = PaperForm(request.POST or None, words=words)
    redrawn = form.redrawn(request.POST)
    if redrawn is None and form.is_valid():
        try:
            paper = write_paper(query=query, words=form.said(), user=request.user, now=timezone.now())
        except PaperError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Der Entwurf ist gespeichert."))
            return redirect(paper)
    context = {"query": query, "form": redrawn or form, "source": source, "earlier": earlier}
    return render(request, "reporting/papers/new.html", context)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(WRITE)
def edit(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    """What is posted after the paper was fixed stays on the page, with the reason why it is not stored."""
    if request.method == "POST" and not CommitteeReport.objects.filter(uuid=paper_id).exists():
        return _thrown_away(request, slug)
    paper = paper_of(slug, paper_id)
    if request.method != "POST" and paper.is_final:
        messages.info(request, _("Diese Vorlage ist festgelegt. Ihr Text lässt sich nicht mehr ändern."))
        return redirect(paper)
    form = PaperForm(request.POST or None, words=words_of(paper), paper=paper)
    redrawn = form.redrawn(request.POST)
    if redrawn is None and form.is_valid():
        try:
            rewrite_paper(paper=paper, words=form.said(), version=form.expected_version)
        except StaleVersionError as stale:
            paper.refresh_from_db()
            return _both_versions(request, form, stale.current, words_of(paper))
        except PaperError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Der Entwurf ist gespeichert."))
            return redirect(paper)
    context = {"query": paper.query, "paper": paper, "form": redrawn or form}
    return render(request, "reporting/papers/edit.html", context)


@query_reader_required
@require_safe
@never_cache
def paper(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    """The whole paper as it stands, its files and the next step."""
    found = paper_of(slug, paper_id)
    files = list(PaperFile.objects.filter(paper_uuid=found.uuid).sizes())
    current = [file for file in files if found.is_final and file.edition == found.edition]
    context = {
        **(_whole(found) if found.query.is_frozen else {}),
        "query": found.query,
        "paper": found,
        "stations": found.consultations.select_related("committee").order_by("number"),
        "files": current,
        "older_files": [file for file in files if file not in current],
        "job": job_of(found),
        "may_discard": not why_kept(found),
        "public_edition": public_edition_of(found),
    }
    return render(request, "reporting/papers/paper.html", context)


def _whole(paper: CommitteeReport) -> dict[str, Any]:
    """The paper with its results; links in it lead to the report."""
    content = paper_content(paper)
    page = ReportPage(content.results, PageAddress(paper.query.get_absolute_url()))
    return {"content": content, "results": content.results, "page": page}


def paper_of(slug: str, paper_id: str) -> CommitteeReport:
    """A paper of another query is not found here."""
    found = CommitteeReport.objects.select_related("query__concept")
    return get_object_or_404(found, query__slug=slug, uuid=paper_id)


def _query(slug: str) -> StatusQuery:
    return get_object_or_404(StatusQuery.objects.begun().select_related("concept"), slug=slug)


def _thrown_away(request: UserRequest, slug: str) -> HttpResponse:
    """What was typed into a draft that somebody has discarded can be saved as a new one."""
    query = _query(slug)
    form = PaperForm(request.POST, words=suggested_words(query))
    form.add_error(
        None,
        _("Diese Vorlage wurde inzwischen verworfen. Sie können Ihren Text als neue Vorlage speichern."),
    )
    context = {"query": query, "form": form, "to": reverse("reporting:write_paper", args=[slug])}
    return render(request, "reporting/papers/new.html", context)


def _both_versions(request: UserRequest, form: PaperForm, current: Model, stored: Words) -> HttpResponse:
    """Also where the other person has added stations: a row that one of the two has not is empty there."""
    values = {**form.empty_rows(), **stored_values(stored)}
    return conflict_response(request, form=form, current=current, purpose=WRITE, current_values=values)
