"""The calendars as files, and the page on which an account makes, renews and revokes its own address."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from fields.models import FieldOfAction
from partners.access import READ_QUERIES, UserRequest
from safety.addresses import keeps_no_trace, post_or_back
from safety.formkeys import form_key_required
from safety.redirects import moved
from website.conditional import unless_known
from website.reading import reading

from . import subscriptions
from .event import Event
from .personal import personal_events
from .public import public_events
from .writing import CONTENT_TYPE, to_ical

MAX_AGE_SECONDS = 15 * 60
READING = ("GET", "HEAD")


@reading
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def public_calendar(request: HttpRequest) -> HttpResponse:
    events = public_events(on=timezone.localdate())
    return _calendar(request, _portal_name(), events)


@reading
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def field_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    shown = FieldOfAction.objects.in_force()
    field = shown.filter(slug=slug).first()
    if field is None:
        return moved(shown, slug, address=lambda row: reverse("website:field_calendar", args=[row.slug]))
    events = public_events(on=timezone.localdate(), field=field.pk)
    return _calendar(request, f"{_portal_name()}: {field.short_title}", events)


@csrf_exempt
@login_not_required
@keeps_no_trace
def personal_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The address is the key: it stays out of Django's log of refusals too. Who used it when is not written down."""
    if request.method not in READING:
        return _unlogged(HttpResponseNotAllowed(READING))
    subscription = subscriptions.subscription_behind(token)
    if subscription is None or not subscriptions.is_good(subscription):
        return _refused(known=subscription is not None)
    events = personal_events(subscription.user, on=timezone.localdate())
    name = _("Meine Termine – %(portal)s") % {"portal": _portal_name()}
    return _calendar(request, name, events, is_public=False)


@require_safe
def my_calendar(request: UserRequest) -> HttpResponse:
    subscription = subscriptions.subscription_of(request.user)
    context = {
        "subscription": subscription,
        "address": subscriptions.address_of(subscription) if subscription else "",
        "is_staff": request.user.has_perm(READ_QUERIES),
        "number": len(personal_events(request.user, on=timezone.localdate())),
    }
    response = render(request, "website/calendars/mine.html", context)
    patch_cache_control(response, no_store=True)
    return response


@post_or_back("website:my_calendar")
@form_key_required("website.give_calendar")
def give_calendar(request: UserRequest) -> HttpResponse:
    if subscriptions.subscription_of(request.user) and not _is_sure(request):
        return redirect("website:my_calendar")
    subscriptions.give_address(user=request.user, now=timezone.now())
    messages.success(request, _("Ihre Adresse ist erstellt. Eine frühere Adresse gilt nicht mehr."))
    return redirect("website:my_calendar")


@post_or_back("website:my_calendar")
@form_key_required("website.revoke_calendar")
def revoke_calendar(request: UserRequest) -> HttpResponse:
    if not _is_sure(request):
        return redirect("website:my_calendar")
    subscriptions.revoke_address(user=request.user, now=timezone.now())
    messages.success(request, _("Ihre Adresse gilt nicht mehr. Ihr Kalender bekommt keine neuen Termine."))
    return redirect("website:my_calendar")


def _is_sure(request: UserRequest) -> bool:
    """Whoever ends an address by mistake would miss the dates without a sign of it."""
    if "sicher" in request.POST:
        return True
    messages.error(request, _("Nichts wurde geändert. Bitte setzen Sie zuerst den Haken über dem Knopf."))
    return False


def _calendar(
    request: HttpRequest, name: str, events: list[Event], *, is_public: bool = True
) -> HttpResponse:
    description = _("Termine von %(portal)s") % {"portal": _portal_name()}
    response = HttpResponse(
        to_ical(name, description, events, is_public=is_public), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = 'inline; filename="termine.ics"'
    return unless_known(request, response)


def _portal_name() -> str:
    return f"{settings.PORTAL_TITLE} {settings.PORTAL_CITY}"


def _refused(*, known: bool) -> HttpResponse:
    text = _("Diese Kalenderadresse gilt nicht oder nicht mehr. Eine neue bekommen Sie in „Mein Bereich“.")
    status = 410 if known else 404
    return _unlogged(HttpResponse(text, content_type="text/plain; charset=utf-8", status=status))


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Django would write the refused address into its log, and with it the key."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
