"""Public pages of the Akteure."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Organisation


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/organisations.html", {"organisations": Organisation.objects.all()})


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=slug)
    return render(request, "partners/organisation.html", {"organisation": found})
