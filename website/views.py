"""Pages that compose what the other apps hold, and pages that the law requires."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fields.models import Concept
from measures.definitions import AXES
from measures.models import Measure, ReviewDate
from reporting.models import ProgressReport

from . import overview
from .models import LegalPage

NEWEST = 5


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    reviews = ReviewDate.objects.upcoming(on=today).of_measures(Measure.objects.published())
    return render(
        request,
        "website/home.html",
        {
            "current_concept": Concept.objects.in_force().first(),
            "overview": overview.status_overview(),
            "reports": ProgressReport.objects.latest_public()[:NEWEST],
            "reviews": reviews[:NEWEST],
            "today": today,
        },
    )


@login_not_required
@require_safe
def status_overview(request: HttpRequest) -> HttpResponse:
    shown = {
        "overview": overview.status_overview(),
        "as_of": Measure.objects.published().newest_as_of(),
    }
    return render(request, "website/status_overview.html", shown)


@login_not_required
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    return render(request, "website/definitions.html", {"axes": AXES})


@login_not_required
@require_safe
def legal(request: HttpRequest, kind: str) -> HttpResponse:
    page = get_object_or_404(LegalPage, kind=kind)
    return render(request, "website/legal.html", {"page": page})


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the watchdog of the server: answers „ok“ only when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
