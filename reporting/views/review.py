"""The KI reviews what came in: approve with the proposed Umsetzungsstand, or return with a remark."""

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
from reporting.forms.review import ApproveForm, OnBehalfForm, ReturnForm, ReviewStepForm
from reporting.models import ProgressReport, ReportState
from reporting.services.reports import approve, is_own_report, last_approved, return_report, start_report
from safety.conflict import conflict_response
from safety.formkeys import form_key_required
from safety.models import StaleVersionError

from .addresses import post_or_back


@reviewer_required
@require_GET
def review(request: UserRequest) -> HttpResponse:
    context = {"reports": ProgressReport.objects.to_review().with_names(), "form": OnBehalfForm()}
    return render(request, "reporting/review/queue.html", context)


@reviewer_required
@post_or_back("reporting:review")
@form_key_required("reporting.on_behalf")
def on_behalf(request: UserRequest) -> HttpResponse:
    form = OnBehalfForm(request.POST)
    if not form.is_valid():
        reports = ProgressReport.objects.to_review().with_names()
        return render(request, "reporting/review/queue.html", {"reports": reports, "form": form})
    pair = form.cleaned_data["responsibility"]
    report = start_report(
        measure=pair.measure, organisation=pair.organisation, user=request.user, now=timezone.now()
    )
    return redirect(report)


@reviewer_required
@require_GET
def review_report(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    return _page(request, shown, _approve_form(request, shown), ReturnForm(report=shown, prefix="return"))


@reviewer_required
@post_or_back("reporting:review_report", "report_id")
@form_key_required("reporting.approve")
def approve_report(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    form = _approve_form(request, shown)
    return_form = ReturnForm(report=shown, prefix="return")
    if not form.is_valid():
        return _page(request, shown, form, return_form)
    try:
        approve(
            report=shown,
            expected_version=form.expected_version,
            decision=form.decision(),
            user=request.user,
            now=timezone.now(),
            self_approval_reason=form.cleaned_data.get("self_approval_reason", ""),
        )
    except StaleVersionError:
        # What to do is no part of the report, so there is no other version of it.
        kept = {"effect": form.cleaned_data["effect"]}
        return _conflict(request, _find(report_id), form, purpose="reporting.approve", current_values=kept)
    except ReportError as error:
        form.add_error(None, str(error))
        return _page(request, shown, form, return_form)
    messages.success(request, _("Die Meldung ist freigegeben und jetzt öffentlich."))
    return redirect("reporting:review")


@reviewer_required
@post_or_back("reporting:review_report", "report_id")
@form_key_required("reporting.return_report")
def return_(request: UserRequest, report_id: uuid.UUID) -> HttpResponse:
    shown = _find(report_id)
    form = ReturnForm(request.POST, report=shown, prefix="return")
    approve_form = _approve_form(request, shown, bind=False)
    if not form.is_valid():
        return _page(request, shown, approve_form, form)
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
        return _page(request, shown, approve_form, form)
    messages.success(request, _("Die Meldung ist zurückgegeben. Die Organisation bekommt Ihre Bemerkung."))
    return redirect("reporting:review")


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
    too_late = WrongStateError(current.get_state_display())
    context = {"report": current, "reason": too_late, "texts": form.texts()}
    return render(request, "reporting/review/too_late.html", context, status=409)


def _find(report_id: uuid.UUID) -> ProgressReport:
    return get_object_or_404(ProgressReport.objects.with_names(), uuid=report_id)


def _approve_form(request: UserRequest, shown: ProgressReport, *, bind: bool = True) -> ApproveForm:
    data = request.POST if bind and request.method == "POST" else None
    return ApproveForm(data, report=shown, is_own=is_own_report(shown, request.user))


def _page(
    request: UserRequest, shown: ProgressReport, approve_form: ApproveForm, return_form: ReturnForm
) -> HttpResponse:
    last, current = last_approved(shown), shown.measure.statuses.newest_first().first()
    others = shown.measure.reports.published().exclude(organisation_id=shown.organisation_id)
    context = {
        "report": shown,
        "changes": compare(shown, last),
        "last": last,
        "current": current,
        "is_older": current is not None and current.as_of > shown.as_of,
        "others": others.select_related("organisation")[:5],
        "approve_form": approve_form,
        "return_form": return_form,
    }
    return render(request, "reporting/review/report.html", context)
