"""Pages of the safety mechanisms, and the answers when something went wrong."""

import sys
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.template.context_processors import csrf
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_http_methods

from .kept import forget_text, kept_text
from .owner import owner_of
from .resend import posted_text, text_of_known_form

RETRY_AFTER_SECONDS = 30


@require_http_methods(["GET", "POST"])
def kept(request: HttpRequest) -> HttpResponse:
    """Show the text that came too late, with a button that posts it again; a POST here throws it away."""
    posted = kept_text(request)
    if request.method == "POST":
        forget_text(request)
    if request.method == "POST" or posted is None:
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return render(request, "safety/kept_text.html", {"posted": posted})


@login_not_required
@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116); good for `SECURITY_TXT_VALIDITY` from each request."""
    contact = settings.PORTAL_SECURITY_CONTACT
    if not contact:
        return HttpResponse(status=404)
    expires = (timezone.now() + settings.SECURITY_TXT_VALIDITY).replace(microsecond=0)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """Error 500; or 503, with the posted text, where the database is away. Called while the exception is handled."""
    if not database_is_away(sys.exc_info()[1]):
        return HttpResponse(_render_bare("500.html", request), status=500)
    context = {"posted": posted_text(request)}
    response = HttpResponse(_render_bare("503.html", request, context), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Error 403 of the CSRF check; a form of this portal, opened before a new log-in, comes back with its text."""
    known = text_of_known_form(request)
    posted, author = known or (None, None)
    owner = owner_of(request)
    context = {
        "posted": posted if author == owner else None,
        # Without cookies there is nowhere to keep it; only a form of this portal, so that no other site speaks here.
        "to_copy": posted if owner is None else None,
    }
    response = render(request, "safety/csrf_failure.html", context, status=403)
    patch_cache_control(response, private=True, no_store=True)
    return response


def database_is_away(error: BaseException | None) -> bool:
    """Whether the database could not be reached or stayed locked; a wrong statement is a fault of ours."""
    while error is not None:
        if isinstance(error, InterfaceError):
            return True
        if isinstance(error, OperationalError) and not str(error).startswith(("no such", "near ")):
            return True
        error = error.__cause__ or error.__context__
    return False


def _render_bare(template: str, request: HttpRequest, context: Mapping[str, object] | None = None) -> str:
    """Render without context processors: a page about a missing database must not ask it for anything."""
    names = {
        "portal_city": settings.PORTAL_CITY,
        "portal_title": settings.PORTAL_TITLE,
        "portal_office": settings.PORTAL_OFFICE,
        "portal_contact_email": settings.PORTAL_CONTACT_EMAIL,
    }
    return render_to_string(template, {**names, **csrf(request), **(context or {})})
