"""The feeds and the page that explains how to subscribe to them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fields.models import FieldOfAction
from measures.models import Measure
from safety.redirects import moved
from website.conditional import unless_known

from .atom import FieldFeed, MeasureFeed, PortalFeed

MAX_AGE_SECONDS = 15 * 60


@login_not_required
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def portal_feed(request: HttpRequest) -> HttpResponse:
    return unless_known(request, PortalFeed()(request))


@login_not_required
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def field_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _found(request, FieldFeed(), FieldOfAction.objects.in_force(), slug)


@login_not_required
@require_safe
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def measure_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _found(request, MeasureFeed(), Measure.objects.published(), slug)


@login_not_required
@require_safe
def subscribing(request: HttpRequest) -> HttpResponse:
    fields = FieldOfAction.objects.in_force().order_by("number")
    return render(request, "website/subscribing.html", {"fields": fields})


def _found(request: HttpRequest, feed: "Feed[Any, Any]", shown: QuerySet[Any], slug: str) -> HttpResponse:
    """The feed, or the way to where it is now."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    try:
        return unless_known(request, feed(request, slug=slug))
    except Http404:
        return moved(shown, slug, address=lambda row: reverse(name, args=[row.slug]))
