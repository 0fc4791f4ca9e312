"""What everybody may know: dates of published measures, the days of the queries, and when reports came out.

Of a query that runs, the public learns its kind, its year and its days. Its title and whom it asks stay inside until
the report is published.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import Measure, ReviewDate
from measures.models.querysets import MeasureQuerySet
from measures.wording import loose_date, review_state
from reporting.models import QueryState, StatusQuery
from website.changed import with_change

from .event import LONG_AGO, Event

#: Of each kind; the latest dates come first, so that what lies long ago is left out.
MOST = 1_000


def public_events(*, on: dt.date, field: int | None = None) -> list[Event]:
    """Of one Handlungsfeld, or of everything together with the queries."""
    measures = Measure.objects.published()
    if field is not None:
        measures = measures.filter(field_of_action=field)
    queries = [] if field is not None else list(query_events())
    return [*review_events(measures, on=on), *end_events(measures), *queries]


def review_events(measures: MeasureQuerySet, *, on: dt.date) -> Iterator[Event]:
    found = ReviewDate.objects.filter(measure__in=measures).select_related("measure__field_of_action")
    rows: QuerySet[ReviewDate] = with_change(found, of="measure").order_by("-planned_on", "-pk")
    for review in rows[:MOST]:
        measure = review.measure
        yield Event(
            key=f"pruefung-{review.uuid}",
            day=review.planned_on,
            title=f"{review.get_kind_display()}: {measure.code} {measure.title}",
            description=_how_it_stands(review, on=on),
            url=settings.SITE_URL + measure.get_absolute_url(),
            revision=measure.version,
            changed_at=review.changed_at or LONG_AGO,  # type: ignore[attr-defined]
        )


def end_events(measures: MeasureQuerySet) -> Iterator[Event]:
    """The last day of each measure that has one."""
    found = measures.filter(end_on__isnull=False).select_related("field_of_action")
    rows: QuerySet[Measure] = with_change(found).order_by("-end_on", "-pk")
    for measure in rows[:MOST]:
        until = loose_date(measure.end_on, measure.end_precision)
        yield Event(
            key=f"ende-{measure.uuid}",
            day=measure.end_on or timezone.localdate(),
            title=_("Ende der Laufzeit: %(measure)s") % {"measure": f"{measure.code} {measure.title}"},
            description=_("Die Maßnahme ist im Konzept vorgesehen bis: %(until)s.") % {"until": until},
            url=settings.SITE_URL + measure.get_absolute_url(),
            revision=measure.version,
            changed_at=measure.changed_at or LONG_AGO,  # type: ignore[attr-defined]
        )


def query_events() -> Iterator[Event]:
    """A deadline only while it can be kept: a query may end before its day."""
    for query in with_change(StatusQuery.objects.begun()).order_by("-as_of", "-pk")[:MOST]:
        if query.state == QueryState.OPEN:
            yield _deadline(query)
        if query.state == QueryState.PUBLISHED and query.published_at:
            yield _publication(query)


def _deadline(query: StatusQuery) -> Event:
    known = {"kind": query.get_kind_display(), "year": query.year}
    return Event(
        key=f"frist-{query.uuid}",
        day=query.due_on,
        title=_("Frist für Antworten der Organisationen (%(kind)s %(year)s)") % known,
        description=_(
            "Bis zu diesem Tag melden die Organisationen den Stand ihrer Maßnahmen. "
            "Danach werden die Antworten geprüft und in einem Bericht veröffentlicht."
        ),
        revision=query.version,
        changed_at=query.changed_at or LONG_AGO,  # type: ignore[attr-defined]
    )


def _publication(query: StatusQuery) -> Event:
    return Event(
        key=f"bericht-{query.uuid}",
        day=timezone.localdate(query.published_at),
        title=_("Bericht veröffentlicht: %(title)s") % {"title": query.title},
        url=settings.SITE_URL + query.get_absolute_url(),
        revision=query.version,
        changed_at=query.changed_at or LONG_AGO,  # type: ignore[attr-defined]
    )


def _how_it_stands(review: ReviewDate, *, on: dt.date) -> str:
    if review.held_on or review.planned_on >= on:
        return _sentence(review_state(review, on=on))
    planned = {"date": loose_date(review.planned_on, review.precision)}
    return _("Vorgesehen für %(date)s. Bisher hat niemand bestätigt, dass dies stattgefunden hat.") % planned


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
