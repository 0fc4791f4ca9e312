"""Approving several reports at once: a page that says what would happen, the step, and a page that says what did."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from partners.access import UserRequest, reviewer_required
from reporting.forms.review_queue import CHOSEN, read_chosen
from reporting.models import ProgressReport
from reporting.services.reports.approving_several import Outcome, approve_several, propose
from safety.formkeys import form_key_required

#: Where the session keeps what was done last, for the page after it.
RESULT = "approved_several"


@reviewer_required
@require_http_methods(["GET", "HEAD", "POST"])
@form_key_required("reporting.approve_several")
def several(request: UserRequest) -> HttpResponse:
    chosen = read_chosen(request.POST if request.method == "POST" else request.GET)
    if not chosen:
        messages.info(request, _("Bitte wählen Sie zuerst Meldungen aus."))
        return redirect("reporting:review")
    if request.method == "POST":
        outcomes = approve_several(chosen, user=request.user, now=timezone.now())
        request.session[RESULT] = [_kept(outcome) for outcome in outcomes]
        return redirect(reverse("reporting:approved_several"))
    proposals = propose(chosen, user=request.user)
    possible = sum(not proposal.refusal for proposal in proposals)
    context = {"proposals": proposals, "possible": possible, "name": CHOSEN}
    return render(request, "reporting/review/several.html", context)


@reviewer_required
@require_GET
def several_done(request: UserRequest) -> HttpResponse:
    kept: list[dict[str, str]] = request.session.get(RESULT, [])
    reasons = {row["uuid"]: row["refusal"] for row in kept}
    reports = ProgressReport.objects.filter(uuid__in=reasons).with_names().order_by("measure", "organisation")
    outcomes = [Outcome(report, reasons[str(report.uuid)]) for report in reports]
    context = {
        "done": [outcome for outcome in outcomes if not outcome.refusal],
        "left": [outcome for outcome in outcomes if outcome.refusal],
    }
    return render(request, "reporting/review/several_done.html", context)


def _kept(outcome: Outcome) -> dict[str, str]:
    return {"uuid": str(outcome.report.uuid), "refusal": outcome.refusal}
