"""Public pages of the Akteure."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safety.redirects import moved

from .models import Organisation, OrganisationKind


@login_not_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """Everybody who takes part in a published measure, by kind."""
    found = list(Organisation.objects.with_measure_counts())
    kinds = [(kind.label, [o for o in found if o.kind == kind]) for kind in OrganisationKind]
    return render(request, "partners/organisations.html", {"count": len(found), "kinds": kinds})


@login_not_required
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return moved(Organisation.objects.all(), slug)
    return render(
        request,
        "partners/organisation.html",
        {
            "organisation": found,
            "responsibilities": found.responsibilities.published().by_role(),
            "contacts": found.contacts.public(),
        },
    )
