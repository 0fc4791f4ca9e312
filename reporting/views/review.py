"""What waits for the KI: the queue of reports, and the beginning of a report in somebody's stead."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from partners.access import UserRequest, reviewer_required
from reporting.forms.on_behalf import OnBehalfForm
from reporting.forms.review_queue import QueueFilterForm
from reporting.models import Participation, ProgressReport
from reporting.services.reports import start_report
from reporting.services.reports.waiting import with_comparison
from safety.formkeys import form_key_required

from .addresses import post_or_back

PER_PAGE = 25
PAGE = "seite"
#: So many decisions are listed below the queue; older ones are found from the request.
APPROVED_SHOWN = 10


@reviewer_required
@require_GET
def review(request: UserRequest) -> HttpResponse:
    return _queue(request, OnBehalfForm())


@reviewer_required
@post_or_back("reporting:review")
@form_key_required("reporting.on_behalf")
def on_behalf(request: UserRequest) -> HttpResponse:
    form = OnBehalfForm(request.POST)
    if not form.is_valid():
        return _queue(request, form)
    pair = form.cleaned_data["responsibility"]
    report = start_report(
        measure=pair.measure, organisation=pair.organisation, user=request.user, now=timezone.now()
    )
    return redirect(report)


def _queue(request: HttpRequest, form: OnBehalfForm) -> HttpResponse:
    filters = QueueFilterForm(request.GET)
    page = Paginator(filters.reports(), PER_PAGE).get_page(request.GET.get(PAGE))
    kept = request.GET.copy()
    kept.pop(PAGE, None)
    context = {
        "filters": filters,
        "page": page,
        "waiting": with_comparison(page.object_list, on=timezone.localdate()),  # type: ignore[arg-type]
        "approved": ProgressReport.objects.last_approved()[:APPROVED_SHOWN],
        "participations": Participation.objects.to_review().with_names(),
        "kept": kept.urlencode(),
        "form": form,
    }
    return render(request, "reporting/review/queue.html", context)
