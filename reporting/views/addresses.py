"""Addresses to which forms post: whoever opens one otherwise is led to the page of the form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reporting.models import StatusQuery
from safety.addresses import post_or_back

__all__ = ["begun_already", "post_or_back"]


def begun_already(request: HttpRequest, query: StatusQuery) -> HttpResponse:
    """An old bookmark of the plan leads to the query, and says why."""
    if query.is_frozen:
        text = _("Diese Abfrage ist schon geschlossen. Die Planung lässt sich nicht mehr ändern.")
    else:
        text = _("Diese Abfrage läuft schon. Die Planung lässt sich nicht mehr ändern.")
    messages.info(request, text)
    return redirect("reporting:query", query.slug)
