"""Changes of the official wording, found by comparing a row of the history with the one before it.

The entry names the parts that changed. Who changed them, the reason and the former wording stay in the history.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from measures.models import SHEET_SECTIONS, Indicator, Measure, Step
from measures.models.querysets import MeasureQuerySet

from .entry import Entry

#: So many of the latest writings are compared; most of them change a status or a version and no wording.
COMPARED = 300
#: Rows written so shortly after one another are of one saving: first the sheet, then its parts.
ONE_SAVING = dt.timedelta(seconds=2)


@dataclass(frozen=True)
class Change:
    measure_id: int
    at: dt.datetime
    part: str


def wordings(measures: MeasureQuerySet) -> Iterator[Entry]:
    """One entry per measure and saving, whatever parts of the sheet it changed."""
    together: dict[tuple[int, dt.datetime], set[str]] = defaultdict(set)
    for change in _changes(measures):
        together[change.measure_id, change.at].add(change.part)
    shown = Measure.objects.select_related("field_of_action").in_bulk({pk for pk, _at in together})
    for (pk, at), parts in together.items():
        measure = shown[pk]
        names = {"measure": measure.code, "title": measure.title}
        yield Entry(
            key=f"urn:uuid:{uuid.uuid5(measure.uuid, f'wording-{at.isoformat()}')}",
            title=_("Wortlaut geändert: %(measure)s %(title)s") % names,
            text=_("Im Maßnahmenblatt wurde geändert: %(parts)s.") % {"parts": ", ".join(sorted(parts))},
            path=f"{measure.get_absolute_url()}#massnahmenblatt",
            published_at=at,
            updated_at=at,
        )


def _changes(measures: MeasureQuerySet) -> Iterator[Change]:
    own = measures.order_by().values("pk")
    # What was changed before the sheet was published, or while it was not, is no news, and nobody's business.
    sheets = Measure.history.filter(id__in=own, is_published=True)
    for row, fields in _compared(sheets, ("is_published", "title", *SHEET_SECTIONS)):
        for name in [] if "is_published" in fields else fields:
            field: Any = Measure._meta.get_field(name)
            yield Change(row.id, _second(row), str(field.verbose_name))
    for model in (Indicator, Step):
        parts = _while_published(model.history.filter(measure_id__in=own))
        for row, _fields in _compared(parts, ("text",)):
            yield Change(row.measure_id, _second(row), str(model._meta.verbose_name_plural))


def _while_published(parts: Any) -> Any:
    """Rows of `parts` written while everybody saw the sheet; parts have no word of their own on that."""
    begun = OuterRef("history_date") - ONE_SAVING
    sheets = Measure.history.filter(id=OuterRef("measure_id"), history_date__lte=OuterRef("history_date"))
    newest = sheets.order_by("-history_date", "-history_id").values("is_published")
    seen = Coalesce(Subquery(newest.filter(history_date__lt=begun)[:1]), Subquery(newest[:1]))
    hidden = Exists(sheets.filter(history_date__gte=begun, is_published=False))
    return parts.annotate(was_seen=seen, was_hidden=hidden).filter(was_seen=True, was_hidden=False)


def _compared(history: Any, fields: Iterable[str]) -> Iterator[tuple[Any, list[str]]]:
    """Each of the latest changes with the names of those `fields` that differ from the row before it."""
    earlier = history.model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    rows = list(history.filter(history_type="~").annotate(before=before).order_by("-history_date")[:COMPARED])
    known = history.model.objects.in_bulk([row.before for row in rows if row.before])
    for row in rows:
        if row.before in known:
            changed = [name for name in fields if getattr(row, name) != getattr(known[row.before], name)]
            if changed:
                yield row, changed


def _second(row: Any) -> dt.datetime:
    """The parts of a sheet are saved one after the other within a moment."""
    moment: dt.datetime = row.history_date
    return moment.replace(microsecond=0)
