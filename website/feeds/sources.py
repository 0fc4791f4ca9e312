"""From what the news come: only what is approved, confirmed or published, of measures that everybody sees."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from measures.models import MeasureStatus
from measures.models.querysets import MeasureQuerySet
from reporting.models import ProgressReport, StatusQuery
from website.changed import with_change

from .entry import MOST, Entry, later


def statements(measures: MeasureQuerySet) -> Iterator[Entry]:
    """What organisations said and the KI approved."""
    found = ProgressReport.objects.published().filter(measure__in=measures)
    rows: QuerySet[ProgressReport] = with_change(found.order_by("-approved_at", "-pk"))
    for report in rows.select_related("measure__field_of_action", "organisation")[:MOST]:
        if report.approved_at is None:
            continue
        names = {"measure": report.measure.code, "title": report.measure.title}
        yield Entry(
            key=f"urn:uuid:{report.uuid}",
            title=_("Neuer Sachstand: %(measure)s %(title)s") % names,
            text="\n\n".join(filter(None, _said(report))),
            path=f"{report.measure.get_absolute_url()}#sachstaende",
            published_at=report.approved_at,
            updated_at=later(report.approved_at, report.changed_at),  # type: ignore[attr-defined]
        )


def _said(report: ProgressReport) -> Iterator[str]:
    """What the sheet says beside the text too: an old statement confirmed, or one by proxy, must not seem another."""
    yield _("%(organisation)s, Sachstand vom %(day)s: %(status)s") % {
        "organisation": report.organisation.name,
        "day": date_format(report.as_of, "j. F Y"),
        "status": _axes(report),
    }
    if report.is_unchanged:
        yield _("Die Organisation hat bestätigt, dass sich seit der letzten Meldung nichts geändert hat.")
    yield report.shown_text
    if report.on_behalf:
        yield _("In Vertretung eingetragen vom Kommunalen Integrationszentrum.")


def statuses(measures: MeasureQuerySet) -> Iterator[Entry]:
    """What the KI confirmed; what the concept itself says is no news."""
    found = MeasureStatus.objects.filter(measure__in=measures, confirmed_at__isnull=False)
    rows: QuerySet[MeasureStatus] = with_change(found.order_by("-confirmed_at", "-pk"))
    for status in rows.select_related("measure__field_of_action")[:MOST]:
        if status.confirmed_at is None:
            continue
        names = {"measure": status.measure.code, "title": status.measure.title}
        yield Entry(
            key=f"urn:uuid:{status.uuid}",
            title=_("Umsetzungsstand: %(measure)s %(title)s") % names,
            text="\n\n".join(filter(None, [_dated(status), status.note])),
            path=f"{status.measure.get_absolute_url()}#stand",
            published_at=status.confirmed_at,
            updated_at=later(status.confirmed_at, status.changed_at),  # type: ignore[attr-defined]
        )


def _dated(status: MeasureStatus) -> str:
    known = {"day": date_format(status.as_of, "j. F Y"), "status": _axes(status)}
    return _("Stand vom %(day)s: %(status)s") % known


def _axes(row: MeasureStatus | ProgressReport) -> str:
    shown = [row.get_status_display(), row.get_course_display() if row.course else ""]
    return ", ".join(filter(None, shown))


def reports(queries: "QuerySet[StatusQuery]") -> Iterator[Entry]:
    """`queries` that are published."""
    rows: QuerySet[StatusQuery] = with_change(queries.order_by("-published_at", "-pk"))
    for query in rows[:MOST]:
        if query.published_at is None:
            continue
        yield Entry(
            key=f"urn:uuid:{query.uuid}",
            title=_("Bericht veröffentlicht: %(title)s") % {"title": query.title},
            text=_("Stand der Maßnahmen am %(day)s") % {"day": date_format(query.as_of, "j. F Y")},
            path=query.get_absolute_url(),
            published_at=query.published_at,
            updated_at=later(query.published_at, query.changed_at),  # type: ignore[attr-defined]
        )
