"""For those who may read the queries: every day of the planned and running ones, and the committees' meetings."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.models import (
    Consultation,
    QueryRequest,
    QueryState,
    ReminderAnchor,
    ReminderAudience,
    StatusQuery,
)
from website.changed import with_change

from .event import LONG_AGO, Event
from .public import MOST

#: Meetings longer ago than this are left out.
MEETINGS_KEPT = dt.timedelta(days=365)


def staff_events(*, on: dt.date) -> Iterator[Event]:
    waiting = StatusQuery.objects.filter(state__in=[QueryState.PLANNED, QueryState.OPEN])
    rows: QuerySet[StatusQuery] = with_change(waiting).prefetch_related("reminder_steps")
    for query in rows.order_by("-as_of", "-pk")[:MOST]:
        yield from _days_of(query)
    yield from _own_deadlines()
    yield from _meetings(since=on - MEETINGS_KEPT)


def _days_of(query: StatusQuery) -> Iterator[Event]:
    days: list[tuple[str, dt.date | None, str]] = [
        ("beginn", query.opens_on, _("Beginn: %(query)s")),
        ("stichtag", query.as_of, _("Stichtag: %(query)s")),
        ("frist", query.due_on, _("Frist: %(query)s")),
        ("nachfrist", query.grace_until, _("Ende der Nachfrist: %(query)s")),
    ]
    for kind, day, title in days:
        if day is not None:
            yield _of_query(query, f"{kind}-intern-{query.uuid}", day, title % {"query": query.title})
    for step in query.reminder_steps.all():
        yield _of_query(
            query,
            f"erinnerung-{step.uuid}",
            step.due_day(opened_on=_opening_day(query), deadline=query.due_on),
            _("Erinnerung: %(query)s") % {"query": query.title},
            _("%(when)s, an: %(whom)s")
            % {
                "when": _when(step.anchor, step.days),
                "whom": ReminderAudience(step.audience).label,
            },
        )


def _opening_day(query: StatusQuery) -> dt.date:
    """Of a query in planning, the day on which it should begin."""
    return timezone.localdate(query.opened_at) if query.opened_at else query.opens_on or query.as_of


def _when(anchor: str, days: int) -> str:
    if anchor == ReminderAnchor.THIRD:
        return str(ReminderAnchor.THIRD.label)
    if anchor == ReminderAnchor.BEFORE:
        return ngettext("%(days)s Tag vor der Frist", "%(days)s Tage vor der Frist", days) % {"days": days}
    return ngettext("%(days)s Tag nach der Frist", "%(days)s Tage nach der Frist", days) % {"days": days}


def _of_query(query: StatusQuery, key: str, day: dt.date, title: str, description: str = "") -> Event:
    return Event(
        key=key,
        day=day,
        title=title,
        description=description,
        url=settings.SITE_URL + reverse("reporting:query", args=[query.slug]),
        revision=query.version,
        changed_at=query.changed_at or LONG_AGO,  # type: ignore[attr-defined]
    )


def _own_deadlines() -> Iterator[Event]:
    """Prolonged requests that are still owed: one entry per query and day.

    How many they are is left out: it changes with every answer, and the version of the query does not.
    """
    owed = QueryRequest.objects.owed().filter(extended_to__isnull=False)
    rows: QuerySet[QueryRequest, Any] = owed.order_by().values(
        "query__uuid", "query__title", "query__slug", "query__version", "extended_to"
    )
    for row in rows.distinct().order_by("-extended_to", "query__uuid")[:MOST]:
        yield Event(
            key=f"verlaengert-{row['query__uuid']}-{row['extended_to']:%Y%m%d}",
            day=row["extended_to"],
            title=_("Verlängerte Frist: %(query)s") % {"query": row["query__title"]},
            url=settings.SITE_URL + reverse("reporting:query", args=[row["query__slug"]]),
            revision=row["query__version"],
        )


def _meetings(*, since: dt.date) -> Iterator[Event]:
    """Where a paper is or was on the agenda: the station, and its number and subject; of a draft only its query.

    The address of a calendar is known to whatever program reads it, without log-in.
    """
    found = Consultation.objects.filter(meeting_on__gte=since)
    rows: QuerySet[Consultation] = with_change(found, of="paper").select_related("committee", "paper__query")
    for station in rows.order_by("-meeting_on", "-pk")[:MOST]:
        paper = station.paper.query.title
        if station.paper.is_final:
            paper = " – ".join(filter(None, [station.paper.number, station.paper.subject]))
        names = {"committee": str(station), "paper": paper}
        yield Event(
            key=f"sitzung-{station.uuid or station.pk}",
            day=station.meeting_on or station.paper.query.as_of,
            title=_("Sitzung %(committee)s: %(paper)s") % names,
            description=station.get_role_display(),
            url=station.link
            or settings.SITE_URL + reverse("reporting:query", args=[station.paper.query.slug]),
            revision=station.paper.version,
            changed_at=station.changed_at or LONG_AGO,  # type: ignore[attr-defined]
        )
