"""Public pages of the Maßnahmen."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Measure


@login_not_required
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    found = Measure.objects.published().with_current_status().select_related("field_of_action")
    return render(request, "measures/list.html", {"measures": found})


@login_not_required
@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Measure.objects.published().select_related("field_of_action"), slug=slug)
    return render(request, "measures/measure.html", {"measure": found})
