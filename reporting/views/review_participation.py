"""What an organisation answers once in a query, before the KI: approved or returned."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partners.access import UserRequest, reviewer_required
from reporting.comparison import compare_answers, question_answers
from reporting.errors import ReportError
from reporting.forms.review import ApproveAnswersForm, ReturnForm, ReviewStepForm
from reporting.models import Participation
from reporting.services.participations import approve_answers, last_approved_answers, return_answers
from reporting.services.reports import is_own_report
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back


@reviewer_required
@require_GET
def review_participation(request: UserRequest, participation_id: uuid.UUID) -> HttpResponse:
    return _page(request, _find(participation_id))


@reviewer_required
@post_or_back("reporting:review_participation", "participation_id")
@form_key_required("reporting.approve_participation")
def approve_participation(request: UserRequest, participation_id: uuid.UUID) -> HttpResponse:
    shown = _find(participation_id)
    form = ApproveAnswersForm(request.POST, report=shown, is_own=is_own_report(shown, request.user))

    def act() -> None:
        approve_answers(
            participation=shown,
            expected_version=form.expected_version,
            user=request.user,
            now=timezone.now(),
            self_approval_reason=form.cleaned_data.get("self_approval_reason", ""),
        )

    return _decide(request, shown, form, act, _("Die Antworten sind freigegeben."), name="approve_form")


@reviewer_required
@post_or_back("reporting:review_participation", "participation_id")
@form_key_required("reporting.return_participation")
def return_participation(request: UserRequest, participation_id: uuid.UUID) -> HttpResponse:
    shown = _find(participation_id)
    form = ReturnForm(request.POST, report=shown, prefix="return")

    def act() -> None:
        return_answers(
            participation=shown,
            expected_version=form.expected_version,
            remark=form.cleaned_data["remark"],
            user=request.user,
            now=timezone.now(),
        )

    return _decide(request, shown, form, act, _("Die Antworten sind zurückgegeben."), name="return_form")


def _decide(
    request: UserRequest,
    shown: Participation,
    form: ReviewStepForm,
    act: Callable[[], None],
    done: str,
    *,
    name: str,
) -> HttpResponse:
    """Take the step, or say why not on the page that keeps what was typed."""
    if not form.is_valid():
        return _page(request, shown, **{name: form})
    try:
        act()
    except StaleVersionError:
        reason = _(
            "Jemand hat die Antworten inzwischen geändert oder entschieden. Bitte sehen Sie sie noch einmal an."
        )
        return _refused(request, shown, form, reason)
    except ReportError as error:
        return _refused(request, shown, form, str(error))
    messages.success(request, done)
    return redirect("reporting:review")


def _refused(request: UserRequest, shown: Participation, form: ReviewStepForm, reason: str) -> HttpResponse:
    """As it stands now, with the typed texts in the fresh forms' stead or beside them."""
    context = {**_context(request, _find(shown.uuid)), "reason": reason, "texts": form.texts()}
    return render(request, "reporting/review/participation.html", context, status=409)


def _page(request: UserRequest, shown: Participation, **forms: ReviewStepForm) -> HttpResponse:
    return render(request, "reporting/review/participation.html", {**_context(request, shown), **forms})


def _context(request: UserRequest, shown: Participation) -> dict[str, object]:
    answers = shown.question_answers.select_related("question")
    last = last_approved_answers(shown)
    return {
        "participation": shown,
        "last": last,
        "changes": compare_answers(answers, question_answers(last)),
        "approve_form": ApproveAnswersForm(report=shown, is_own=is_own_report(shown, request.user)),
        "return_form": ReturnForm(report=shown, prefix="return"),
    }


def _find(participation_id: uuid.UUID) -> Participation:
    found = Participation.objects.with_names().select_related("submitted_contact")
    return get_object_or_404(found, uuid=participation_id)
