"""Changes of the official wording, found by comparing a row of the history with the one before it.

The entry names the parts that changed. Who changed them, the reason and the former wording stay in the history.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from measures.models import SHEET_SECTIONS, Indicator, Measure, Step
from measures.models.querysets import MeasureQuerySet

from .entry import Entry

#: So many of the latest writings are compared; most of them change a status or a version and no wording.
COMPARED = 300


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
    # What was changed before the sheet was published is no news, and nobody's business.
    sheets = Measure.history.filter(id__in=own, is_published=True)
    for row, fields in _compared(sheets, ("title", *SHEET_SECTIONS)):
        for name in fields:
            field: Any = Measure._meta.get_field(name)
            yield Change(row.id, _second(row), str(field.verbose_name))
    for model in (Indicator, Step):
        parts = model.history.filter(measure_id__in=own)
        for row, _fields in _compared(parts, ("text",)):
            yield Change(row.measure_id, _second(row), str(model._meta.verbose_name_plural))


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
