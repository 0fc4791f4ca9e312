"""What views find behind an address, and where they lead whoever opens one that only forms post to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from reporting.models import StatusQuery
from safety.addresses import post_or_back

__all__ = ["begun_already", "begun_or_404", "post_or_back"]


def begun_or_404(slug: str) -> StatusQuery:
    """A query that runs or ran."""
    return get_object_or_404(StatusQuery.objects.begun().select_related("concept"), slug=slug)


def begun_already(request: HttpRequest, query: StatusQuery) -> HttpResponse:
    """An old bookmark of the plan leads to the query, and says why."""
    if query.is_frozen:
        text = _("Diese Abfrage ist schon geschlossen. Die Planung lässt sich nicht mehr ändern.")
    else:
        text = _("Diese Abfrage läuft schon. Die Planung lässt sich nicht mehr ändern.")
    messages.info(request, text)
    return redirect("reporting:query", query.slug)
