"""Addresses to which forms post: whoever opens one otherwise is led to the page of the form."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from partners.access import UserRequest, View
from reporting.models import StatusQuery


def post_or_back(page: str, *arguments: str) -> Callable[[View], View]:
    """Act on POST only; after an error the address stands in the browser, and reloading it leads back to `page`.

    `arguments` names those parts of the address that `page` has too.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: UserRequest, **parts: object) -> HttpResponse:
            if request.method == "POST":
                return view(request, **parts)
            return redirect(reverse(page, kwargs={name: parts[name] for name in arguments}))

        return require_http_methods(["GET", "HEAD", "POST"])(guarded)

    return decorate


def begun_already(request: HttpRequest, query: StatusQuery) -> HttpResponse:
    """An old bookmark of the plan leads to the query, and says why."""
    if query.is_frozen:
        text = _("Diese Abfrage ist schon geschlossen. Die Planung lässt sich nicht mehr ändern.")
    else:
        text = _("Diese Abfrage läuft schon. Die Planung lässt sich nicht mehr ändern.")
    messages.info(request, text)
    return redirect("reporting:query", query.slug)
