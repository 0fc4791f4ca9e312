"""Saving while somebody types: a short message instead of a page, and never anything overwritten.

Each autosave is an ordinary saving of the draft: its version counts, and the history has a row.
"""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.answerer import answerer_of, open_to_personal_links
from reporting.errors import ReportError
from reporting.forms.answering.own import OwnAnswersForm
from reporting.forms.answering.page import OWN, is_own_locked, key_of
from reporting.forms.report import ReportForm
from reporting.models import Participation, ProgressReport
from reporting.services.participations import save_answers
from reporting.services.reports import Answers, save_draft, save_section
from reporting.services.reports.answers import (
    entries_digest,
    entries_of,
    fingerprint,
    says_the_same,
)
from safety.models import StaleVersionError

from .addresses import post_or_back
from .partner import find_report

Save = Callable[[], ProgressReport | Participation]


@open_to_personal_links
@post_or_back("reporting:report", "report_id")
def autosave(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """From the page of one measure."""
    report, who = find_report(request, report_id), answerer_of(request)
    form = ReportForm.of(report, last=None, data=request.POST)
    return _saved(
        request,
        form,
        lambda: save_draft(
            report=report,
            answers=form.answers(),
            expected_version=form.cleaned_data["version"],
            user=who.user,
        ),
    )


@open_to_personal_links
@post_or_back("reporting:my_area")
def autosave_request(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """From the page with all measures; there need not be a report yet."""
    who = answerer_of(request)
    asked = get_object_or_404(who.requests().with_names(), uuid=request_id)
    form = ReportForm(
        request.POST,
        measure=asked.measure,
        answers=Answers(),
        version=0,
        last=None,
        questions=asked.query.questions.per_measure(),
        prefix=key_of(asked),
    )
    return _saved(
        request,
        form,
        lambda: save_section(
            request=asked,
            answers=form.answers(),
            expected_version=form.cleaned_data["version"],
            user=who.user,
            now=timezone.now(),
        ),
    )


@open_to_personal_links
@post_or_back("reporting:my_area")
def autosave_own(request: HttpRequest, part_id: uuid.UUID) -> HttpResponse:
    """The answers to what is asked once per organisation."""
    part = get_object_or_404(answerer_of(request).participations().with_names(), uuid=part_id)
    questions = list(part.query.questions.per_organisation())
    form = OwnAnswersForm(request.POST, entries={}, version=part.version, questions=questions, prefix=OWN)
    if is_own_locked(part):
        return _answer(request, form, refusal=part.query.lock_reason or _("Schon abgesendet."))
    return _saved(
        request,
        form,
        lambda: save_answers(
            participation=part,
            entries=form.entries(),
            expected_version=form.cleaned_data["version"],
            user=answerer_of(request).user,
        ),
    )


def _saved(request: HttpRequest, form: ReportForm | OwnAnswersForm, save: Save) -> HttpResponse:
    if not form.is_valid():
        reasons = [
            f"{form.fields[name].label}: {texts[0]}"
            for name, texts in form.errors.items()
            if name in form.fields
        ]
        return _answer(request, form, refusal=" ".join(reasons))
    try:
        current = save()
    except StaleVersionError as stale:
        if not isinstance(stale.current, ProgressReport | Participation):
            raise
        current = stale.current
        if not _is_saved(current, form):
            return _answer(request, form, is_stale=True)
    except ReportError as error:
        return _answer(request, form, refusal=str(error))
    seen = fingerprint(form.answers()) if isinstance(form, ReportForm) else entries_digest(form.entries())
    return _answer(request, form, version=current.version, seen=seen)


def _is_saved(current: ProgressReport | Participation, form: ReportForm | OwnAnswersForm) -> bool:
    """Found saved already: the answer to the first attempt got lost on its way."""
    if isinstance(form, ReportForm):
        return isinstance(current, ProgressReport) and says_the_same(current, form.answers())
    stored = entries_of(current.question_answers.all())
    return entries_digest(stored) == entries_digest(form.entries())


def _answer(request: HttpRequest, form: ReportForm | OwnAnswersForm, **context: object) -> HttpResponse:
    """With the new version beside the message: the page goes on from there."""
    shown = {"form": form, "now": timezone.now(), **context}
    return render(request, "reporting/answering/_autosaved.html", shown)
