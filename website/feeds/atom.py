"""The feeds as Atom, with addresses of the configured site and texts that no XML parser refuses."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from documents.texts import clean
from fields.models import FieldOfAction
from measures.models import Measure
from measures.models.querysets import MeasureQuerySet
from reporting.models import StatusQuery

from .entry import Entry, newest
from .sources import reports, statements, statuses
from .wordings import wordings

#: When a feed without entries was last changed: always the same, or it would seem new each time.
NEVER = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)
#: Stays the same when paths, port or protocol of the portal change (RFC 4151).
PORTAL_ID = f"tag:{urlsplit(settings.SITE_URL).hostname},2026:portal"


class PortalAtom(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else NEVER


class _EntryFeed(Feed):
    """What all three have in common; `obj` is the row that the feed is about, None for the portal."""

    feed_type = PortalAtom
    author_name = f"{settings.PORTAL_CITY}, {settings.PORTAL_OFFICE}"

    def title(self, obj: Any) -> str:
        portal = f"{settings.PORTAL_TITLE} {settings.PORTAL_CITY}"
        return clean(f"{self.subject(obj)} – {portal}" if obj else portal)

    def subtitle(self, obj: Any) -> str:
        return _("Neue Sachstände, geänderte Umsetzungsstände, geänderter Wortlaut und neue Berichte")

    def link(self, obj: Any) -> str:
        return _whole(obj.get_absolute_url() if obj else reverse("website:home"))

    def feed_guid(self, obj: Any) -> str:
        return f"urn:uuid:{obj.uuid}" if obj else PORTAL_ID

    def feed_url(self, obj: Any) -> str:
        raise NotImplementedError

    def subject(self, obj: Any) -> str:
        return str(obj)

    def item_guid(self, item: Entry) -> str:
        return item.key

    def item_title(self, item: Any) -> str:
        return clean(item.title)

    def item_description(self, item: Any) -> str:
        """Readers take it for HTML."""
        return str(linebreaks(clean(item.text), autoescape=True))

    def item_link(self, item: Entry) -> str:
        return _whole(item.path)

    def item_pubdate(self, item: Entry) -> dt.datetime:
        return item.published_at

    def item_updateddate(self, item: Entry) -> dt.datetime:
        return item.updated_at


class PortalFeed(_EntryFeed):
    def feed_url(self, obj: None) -> str:
        return _whole(reverse("website:portal_feed"))

    def items(self, obj: None) -> list[Entry]:
        return _news(Measure.objects.published(), StatusQuery.objects.published())


class FieldFeed(_EntryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> FieldOfAction:
        return FieldOfAction.objects.in_force().get(slug=slug)

    def feed_url(self, obj: FieldOfAction) -> str:
        return _whole(reverse("website:field_feed", args=[obj.slug]))

    def subject(self, obj: FieldOfAction) -> str:
        return obj.short_title

    def items(self, obj: FieldOfAction) -> list[Entry]:
        own = Measure.objects.published().filter(field_of_action=obj)
        return _news(own, StatusQuery.objects.published().filter(concept=obj.concept_id))


class MeasureFeed(_EntryFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Measure:
        return Measure.objects.published().select_related("field_of_action").get(slug=slug)

    def feed_url(self, obj: Measure) -> str:
        return _whole(reverse("website:measure_feed", args=[obj.slug]))

    def items(self, obj: Measure) -> list[Entry]:
        own = Measure.objects.published().filter(pk=obj.pk)
        return _news(own, StatusQuery.objects.published().filter(measures=obj))


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _news(measures: MeasureQuerySet, queries: Any) -> list[Entry]:
    return newest([*statements(measures), *statuses(measures), *reports(queries), *wordings(measures)])
