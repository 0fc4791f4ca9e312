"""One report before the KI: compared, approved, returned, and its published wording edited."""

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partners.access import UserRequest, reviewer_required
from reporting.comparison import compare
from reporting.errors import ReportError, WrongStateError
from reporting.forms.review import ApproveForm, ReturnForm, ReviewStepForm, WordingForm
from reporting.models import ProgressReport, ReportState
from reporting.services.mails.answering import people_who_answer
from reporting.services.reports import (
    approve,
    edit_wording,
    is_own_report,
    last_approved,
    proposed_wording,
    return_report,
)
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back
from .approved import approved_words


@reviewer_required
@require_GET
def review_report(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    return _page(request, shown)


@reviewer_required
@post_or_back("reporting:review_report", "report_id")
@form_key_required("reporting.approve")
def approve_report(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    form = _approve_form(request, shown)
    if not form.is_valid():
        return _invalid(request, shown, form, name="approve_form")
    try:
        approve(
            report=shown,
            expected_version=form.expected_version,
            decision=form.decision(),
            user=request.user,
            now=timezone.now(),
            self_approval_reason=form.cleaned_data.get("self_approval_reason", ""),
            public_text=form.cleaned_data["public_text"],
        )
    except StaleVersionError:
        current = _find(report_id)
        # What to do is no part of the report, so there is no other version of it.
        words = proposed_wording(current, last_approved(current))
        kept = {"effect": form.cleaned_data["effect"], "public_text": words}
        return _conflict(request, current, form, purpose="reporting.approve", current_values=kept)
    except ReportError as error:
        form.add_error(None, str(error))
        return _page(request, shown, approve_form=form)
    messages.success(request, approved_words(shown))
    return redirect("reporting:review")


@reviewer_required
@post_or_back("reporting:review_report", "report_id")
@form_key_required("reporting.return_report")
def return_(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    form = ReturnForm(request.POST, report=shown, prefix="return")
    if not form.is_valid():
        return _invalid(request, shown, form, name="return_form")
    data, now = form.cleaned_data, timezone.now()
    try:
        return_report(
            report=shown,
            expected_version=form.expected_version,
            remark=data["remark"],
            user=request.user,
            now=now,
        )
    except StaleVersionError:
        current = _find(report_id)
        stored = {"remark": current.return_remark}
        return _conflict(request, current, form, purpose="reporting.return_report", current_values=stored)
    except ReportError as error:
        form.add_error(None, str(error))
        return _page(request, shown, return_form=form)
    messages.success(request, _("Die Meldung ist zurückgegeben. Die Organisation bekommt Ihre Bemerkung."))
    return redirect("reporting:review")


@reviewer_required
@post_or_back("reporting:review_report", "report_id")
@form_key_required("reporting.edit_wording")
def wording(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    form = WordingForm(request.POST, report=shown)
    if not form.is_valid():
        return _page(request, shown, wording_form=form)
    try:
        edit_wording(
            report=shown,
            expected_version=form.expected_version,
            public_text=form.cleaned_data["public_text"],
            user=request.user,
            now=timezone.now(),
        )
    except StaleVersionError:
        current = _find(report_id)
        stored = {"public_text": current.shown_text}
        return conflict_response(
            request, form=form, current=current, purpose="reporting.edit_wording", current_values=stored
        )
    except ReportError as error:
        form.add_error(None, str(error))
        return _page(request, shown, wording_form=form)
    messages.success(request, _("Die veröffentlichte Fassung ist gespeichert."))
    return redirect("reporting:review_report", report_id)


def _conflict(
    request: UserRequest,
    current: ProgressReport,
    form: ReviewStepForm,
    *,
    purpose: str,
    current_values: Mapping[str, object],
) -> HttpResponse:
    """Both texts where the decision is still to be made, else what was typed and why it comes too late."""
    if current.state == ReportState.SUBMITTED:
        return conflict_response(
            request, form=form, current=current, purpose=purpose, current_values=current_values
        )
    return _too_late(request, current, form)


def _invalid(request: UserRequest, shown: ProgressReport, form: ReviewStepForm, *, name: str) -> HttpResponse:
    """The form once more; where somebody has decided meanwhile, the page has none, and shows what was typed."""
    if shown.state == ReportState.SUBMITTED:
        return _page(request, shown, **{name: form})
    return _too_late(request, shown, form)


def _too_late(request: UserRequest, current: ProgressReport, form: ReviewStepForm) -> HttpResponse:
    too_late = WrongStateError(current.get_state_display())
    context = {"report": current, "reason": too_late, "texts": form.texts()}
    return render(request, "reporting/review/too_late.html", context, status=409)


def _find(report_id: uuid.UUID) -> ProgressReport:
    reports = ProgressReport.objects.with_names().select_related("resulting_status")
    return get_object_or_404(reports, uuid=report_id)


def _approve_form(request: UserRequest, shown: ProgressReport, *, bind: bool = True) -> ApproveForm:
    data = request.POST if bind else None
    return ApproveForm(data, report=shown, is_own=is_own_report(shown, request.user))


def _page(request: UserRequest, shown: ProgressReport, **forms: ReviewStepForm) -> HttpResponse:
    """With fresh forms beside the one that was refused, if any."""
    last, current = last_approved(shown), shown.measure.statuses.newest_first().first()
    others = shown.measure.reports.published().exclude(organisation_id=shown.organisation_id)
    locked = shown.is_of_closed_query and shown.request
    context = {
        "report": shown,
        "changes": compare(shown, last),
        "last": last,
        "current": current,
        "is_older": current is not None and current.as_of > shown.as_of,
        "others": others.select_related("organisation")[:5],
        "wording_locked": locked.query.lock_reason if locked else "",
        "returns_by_mail": bool(locked) and not any(one.has_account for one in people_who_answer(shown)),
        "approve_form": _approve_form(request, shown, bind=False),
        "return_form": ReturnForm(report=shown, prefix="return"),
        "wording_form": WordingForm(report=shown),
        **forms,
    }
    return render(request, "reporting/review/report.html", context)
