"""The feeds and the page that explains how to subscribe to them."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from fields.models import FieldOfAction
from measures.models import Measure
from safety.redirects import moved
from website.conditional import unless_known
from website.reading import reading

from .atom import FieldFeed, MeasureFeed, PortalFeed

MAX_AGE_SECONDS = 15 * 60


@reading
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def portal_feed(request: HttpRequest) -> HttpResponse:
    return unless_known(request, PortalFeed()(request))


@reading
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def field_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _found(request, FieldFeed(), FieldOfAction.objects.in_force(), slug)


@reading
@cache_control(public=True, max_age=MAX_AGE_SECONDS)
def measure_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _found(request, MeasureFeed(), Measure.objects.published(), slug)


@reading
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
