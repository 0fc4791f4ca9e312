"""Events as an iCalendar file (RFC 5545): the same events give the same bytes, so that nothing is sent twice."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Timezone, vDuration
from icalendar import Event as Entry

from documents.texts import clean

from .event import Event

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a calendar should ask for news.
REFRESH = dt.timedelta(hours=12)


def to_ical(name: str, description: str, events: Iterable[Event], *, is_public: bool = True) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PORTAL_TITLE} {settings.PORTAL_CITY}//Termine//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, clean(name))
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, clean(description))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", _duration(REFRESH))
    for event in sorted(events, key=lambda event: (event.day, event.key)):
        calendar.add_component(_entry(event, is_public=is_public))
    if not calendar.subcomponents:
        # A calendar without any part is no valid file (RFC 5545, 3.6), and some programs refuse to subscribe to it.
        calendar.add_component(Timezone.from_tzid(settings.TIME_ZONE))
    return bytes(calendar.to_ical())


def _duration(span: dt.timedelta) -> str:
    written: bytes = vDuration(span).to_ical()  # type: ignore[no-untyped-call]
    return written.decode()


def _entry(event: Event, *, is_public: bool) -> Entry:
    """A day without a time belongs to no time zone: it is that day wherever the reader is."""
    entry = Entry()
    entry.add("uid", f"{event.key}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("sequence", event.revision)
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + dt.timedelta(days=1))
    entry.add("summary", clean(event.title))
    if event.description:
        entry.add("description", clean(event.description))
    if event.url:
        entry.add("url", event.url)
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PUBLIC" if is_public else "PRIVATE")
    return entry
