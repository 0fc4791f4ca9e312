"""The steps of a Vorlage, each confirmed on a page of its own: fixing, a new edition, the result, throwing away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.access import UserRequest, query_conductor_required
from reporting.forms.papers import DiscardForm, FinaliseForm, OutcomeForm, ReopenPaperForm
from reporting.forms.papers.outcome import stored_outcome
from reporting.forms.papers.steps import PaperStepForm
from reporting.models import CommitteeReport
from reporting.papers import public_edition_of
from reporting.services.papers import (
    PaperError,
    check_paper,
    discard_paper,
    finalise_paper,
    record_outcome,
    remake_files,
    reopen_paper,
    why_kept,
)
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back
from .papers import paper_of

OUTCOME = "reporting.paper_outcome"


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.finalise_paper")
def finalise(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    paper = paper_of(slug, paper_id)
    if paper.is_final:
        return _not_any_more(request, paper, _("Diese Vorlage ist schon festgelegt."))
    check = check_paper(paper)
    form = FinaliseForm(request.POST or None, paper=paper, doubts=check.doubts)
    step = _with(
        request,
        form,
        lambda known: finalise_paper(
            accepted=form.accepted, seen_texts=form.cleaned_data["seen_texts"], **known
        ),
    )
    if step:
        messages.success(request, _("Die Vorlage ist festgelegt. Ihre Dateien werden jetzt gemacht."))
        return redirect(paper)
    context = {"query": paper.query, "paper": paper, "form": form, "check": check}
    return render(request, "reporting/papers/finalise.html", context)


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.reopen_paper")
def reopen(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    paper = paper_of(slug, paper_id)
    # Whoever has typed a reason keeps it: the service refuses, and the page says why.
    if not paper.is_final and request.method != "POST":
        return redirect(paper)
    form = ReopenPaperForm(request.POST or None, paper=paper)
    step = _with(request, form, lambda known: reopen_paper(reason=form.cleaned_data["reason"], **known))
    if step:
        messages.success(request, _("Sie können die Vorlage jetzt als neue Fassung bearbeiten."))
        return redirect("reporting:edit_paper", slug, paper.uuid)
    return render(
        request, "reporting/papers/reopen.html", {"query": paper.query, "paper": paper, "form": form}
    )


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.discard_paper")
def discard(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    paper = paper_of(slug, paper_id)
    if reason := why_kept(paper):
        return _not_any_more(request, paper, reason)
    form = DiscardForm(request.POST or None, paper=paper)
    if _with(request, form, lambda known: discard_paper(**known)):
        messages.success(request, _("Der Entwurf ist verworfen."))
        return redirect("reporting:papers", slug)
    return render(
        request, "reporting/papers/discard.html", {"query": paper.query, "paper": paper, "form": form}
    )


@query_conductor_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required(OUTCOME)
def outcome(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    """The result of the consultation; the only text that is written into a final paper."""
    paper = paper_of(slug, paper_id)
    if not paper.is_final and request.method != "POST":
        return redirect(paper)
    stations = list(paper.consultations.select_related("committee").order_by("number"))
    form = OutcomeForm(request.POST or None, paper=paper, stations=stations)
    if form.is_valid():
        try:
            record_outcome(
                paper=paper,
                link=form.cleaned_data["link"],
                outcomes=form.outcomes(),
                version=form.expected_version,
                user=request.user,
                now=timezone.now(),
            )
        except StaleVersionError as stale:
            paper.refresh_from_db()
            values = {**dict.fromkeys(form.fields), **stored_outcome(paper, paper.consultations.all())}
            return conflict_response(
                request, form=form, current=stale.current, purpose=OUTCOME, current_values=values
            )
        except PaperError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Das Ergebnis der Beratung ist gespeichert."))
            return redirect(paper)
    context = {"query": paper.query, "paper": paper, "form": form, "public_edition": public_edition_of(paper)}
    return render(request, "reporting/papers/outcome.html", context)


@query_conductor_required
@post_or_back("reporting:paper", "slug", "paper_id")
@form_key_required("reporting.remake_paper_files")
def remake(request: UserRequest, slug: str, paper_id: str) -> HttpResponse:
    """Where the making of the files has failed."""
    paper = paper_of(slug, paper_id)
    try:
        remake_files(paper=paper, now=timezone.now())
    except PaperError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Die Dateien werden noch einmal gemacht."))
    return redirect(paper)


def _with(request: UserRequest, form: PaperStepForm, act: Callable[[dict[str, Any]], object]) -> bool:
    """Take the step; where it is refused, the page shows why, with everything that was typed."""
    if not form.is_valid():
        return False
    known = {
        "paper": form.paper,
        "version": form.expected_version,
        "user": request.user,
        "now": timezone.now(),
    }
    try:
        act(known)
    except StaleVersionError:
        form.paper.refresh_from_db()
        form.ask_again()
        form.add_error(None, form.changed)
    except PaperError as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


def _not_any_more(request: UserRequest, paper: CommitteeReport, reason: str) -> HttpResponse:
    """The paper has moved on; nothing was typed that could be lost."""
    messages.info(request, reason)
    return redirect(paper)
