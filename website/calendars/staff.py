"""For those who may read the queries: every day of the planned and running ones, and the committees' meetings."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
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

from .event import LONG_AGO, Event, with_change


def staff_events() -> Iterator[Event]:
    waiting = StatusQuery.objects.filter(state__in=[QueryState.PLANNED, QueryState.OPEN])
    rows: QuerySet[StatusQuery] = with_change(waiting).prefetch_related("reminder_steps").order_by("pk")
    for query in rows:
        yield from _days_of(query)
    yield from _own_deadlines()
    yield from _meetings()


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
    """Prolonged requests that are still owed: one entry per query and day."""
    owed = QueryRequest.objects.owed().filter(extended_to__isnull=False)
    rows: QuerySet[QueryRequest, Any] = owed.order_by().values(
        "query__uuid", "query__title", "query__slug", "extended_to"
    )
    for row in rows.annotate(number=Count("pk")).order_by("query__uuid", "extended_to"):
        number = row["number"]
        title = ngettext(
            "Verlängerte Frist: %(query)s (%(number)s Antwort)",
            "Verlängerte Frist: %(query)s (%(number)s Antworten)",
            number,
        )
        yield Event(
            key=f"verlaengert-{row['query__uuid']}-{row['extended_to']:%Y%m%d}",
            day=row["extended_to"],
            title=title % {"query": row["query__title"], "number": number},
            url=settings.SITE_URL + reverse("reporting:query", args=[row["query__slug"]]),
        )


def _meetings() -> Iterator[Event]:
    """Where a paper is or was on the agenda; the number and the station, not what is proposed."""
    found = Consultation.objects.filter(meeting_on__isnull=False)
    rows: QuerySet[Consultation] = with_change(found, of="paper").select_related("committee", "paper__query")
    for station in rows.order_by("pk"):
        names = {"committee": station.committee.name, "paper": str(station.paper)}
        yield Event(
            key=f"sitzung-{station.paper.uuid}-{station.pk}",
            day=station.meeting_on or station.paper.query.as_of,
            title=_("Sitzung %(committee)s: %(paper)s") % names,
            description=station.get_role_display(),
            url=station.link
            or settings.SITE_URL + reverse("reporting:query", args=[station.paper.query.slug]),
            revision=station.paper.version,
            changed_at=station.changed_at or LONG_AGO,  # type: ignore[attr-defined]
        )
