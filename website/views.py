"""Pages that compose what the other apps hold, and pages that the law requires."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import LegalPage


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home.html")


@login_not_required
@require_safe
def status_overview(request: HttpRequest) -> HttpResponse:
    return render(request, "website/status_overview.html")


@login_not_required
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    return render(request, "website/definitions.html")


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
