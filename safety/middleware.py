"""What stands between a request and the views: sessions that end, log-in by default, the second factor of staff."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseForbidden,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from .kept import keep_text
from .owner import CAPABILITY
from .resend import text_of_known_form
from .staff import has_second_factor, is_staff, second_factor_is_due

View = Callable[..., HttpResponseBase]
GetResponse = Callable[[HttpRequest], HttpResponse]

STARTED, SEEN, IS_STAFF = "session_started", "session_seen", "session_is_staff"
#: How often, in seconds, the time of the last request is written down.
STAMP_EVERY = 60
#: What a person may reach who has to set up the second factor, or to pass it.
WITHOUT_FACTOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
}
TO_SET_UP = {"mfa_index", "mfa_activate_totp", "account_change_password", "account_set_password"}


def response_headers(get_response: GetResponse) -> GetResponse:
    """Headers that Django does not set: nothing but the page itself is allowed, and no cache keeps private pages."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_cache=True)
        elif CAPABILITY in getattr(request, "session", {}):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def own_origin_without_referrer(get_response: GetResponse) -> GetResponse:
    """Let a page that sends no referrer post to this portal; stands before the CSRF check.

    Browsers then write `Origin: null`, which the check refuses as foreign. `Sec-Fetch-Site` says who asks all the same,
    and no script of another site can set it. The token of the form is checked as ever.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        is_own = request.headers.get("Sec-Fetch-Site") == "same-origin"
        if is_own and request.headers.get("Origin") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return get_response(request)

    return answer


def session_limits(get_response: GetResponse) -> GetResponse:
    """End sessions that were idle too long, or have lasted too long (SAFETY.md, security 4)."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if _has_run_out(request, now):
                logout(request)
            elif now - request.session.get(SEEN, 0) >= STAMP_EVERY:
                _stamp(request, now)
        return get_response(request)

    return answer


def _has_run_out(request: HttpRequest, now: int) -> bool:
    if STARTED not in request.session:
        return False
    limits = settings.STAFF_SESSION if request.session[IS_STAFF] else settings.PARTNER_SESSION
    idle, total = now - request.session[SEEN], now - request.session[STARTED]
    return bool(idle > limits["idle"] or total > limits["total"])


def _stamp(request: HttpRequest, now: int) -> None:
    if STARTED not in request.session:
        request.session[STARTED] = now
        request.session[IS_STAFF] = is_staff(request.user)
    request.session[SEEN] = now


class LoginRequired(LoginRequiredMiddleware):
    """Every view asks for log-in unless marked otherwise; what was posted without it is kept for afterwards.

    A view may carry `accepts_without_login`: a look at the request that lets a capability of another kind pass.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        accepts = getattr(view_func, "accepts_without_login", None)
        if accepts is not None and not request.user.is_authenticated:
            if accepts(request):
                return None
            if _came_by_capability(request):
                if (over := _over(request)) is not None:
                    return over
                keep_text(request)
                return redirect(settings.CAPABILITY_ENDED_URL)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponse:  # type: ignore[override]
        if (over := _over(request)) is not None:
            return over
        if not keep_text(request):
            return super().handle_no_permission(request, view_func)
        query = urlencode({self.redirect_field_name: reverse("safety:kept_text")})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")


def _over(request: HttpRequest) -> HttpResponse | None:
    """For a script that saves while somebody types: it would follow a redirect unseen, and nobody would be told."""
    if request.headers.get("HX-Request") != "true":
        return None
    text = _("Ihr Zugang ist beendet. Ihr Text steht noch hier, bitte kopieren Sie ihn.")
    return HttpResponseForbidden(text, content_type="text/plain; charset=utf-8")


def _came_by_capability(request: HttpRequest) -> bool:
    """Whoever has no account should open the link again instead of looking for a password."""
    if CAPABILITY in request.session:
        return True
    known = text_of_known_form(request)
    return known is not None and isinstance(known[1], str)


class StaffSecondFactor:
    """Nothing private answers before the second factor; a new one is enrolled only after passing the old one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not second_factor_is_due(request, request.user):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        has_factor = has_second_factor(request.user)
        is_account_page = name.startswith(("account_", "mfa_"))
        is_public = not getattr(view, "login_required", True) and not is_account_page
        if name in WITHOUT_FACTOR or (not has_factor and name in TO_SET_UP):
            return None
        if is_public:
            # Some public pages show staff more, such as previews: not yet.
            request.user = AnonymousUser()
            return None
        keep_text(request)
        target = "mfa_reauthenticate" if has_factor else "mfa_activate_totp"
        next_address = request.get_full_path() if request.method == "GET" else reverse("safety:kept_text")
        return redirect(f"{reverse(target)}?{urlencode({'next': next_address})}")
