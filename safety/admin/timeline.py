"""One timeline of an aggregate: the history rows of its root and of all its parts, save by save, with differences."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .diff import word_diff
from .entries import Entry, FieldChange, RowChange

#: History rows of one person within this time belong to one save: a row per changed part and relation.
ONE_SAVE = dt.timedelta(seconds=2)
Key = tuple[str, Any]


@dataclass(frozen=True)
class Timeline:
    """The history rows of one model within an aggregate."""

    model: type[models.Model]
    records: models.QuerySet[Any]
    #: Fields that say nothing to an editor, such as the one that leads to the root.
    hidden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, model: type[models.Model], *, hidden: Iterable[str] = (), **conditions: Any) -> "Timeline":
        history: Any = model.history  # type: ignore[attr-defined]
        return cls(model, history.filter(**conditions), frozenset(hidden))

    @staticmethod
    def newest_record(timelines: Iterable["Timeline"]) -> Any:
        newest = (timeline.records.select_related("history_user").first() for timeline in timelines)
        return max(filter(None, newest), key=lambda record: record.history_date, default=None)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def fields(self) -> list[Any]:
        """What is compared: everything an editor can change, in the order of the model."""
        options = self.model._meta
        return [
            one
            for one in [*options.concrete_fields, *options.local_many_to_many]
            if one.editable and not one.primary_key and one.name not in self.hidden
        ]


def read_entries(timelines: list[Timeline]) -> list[Entry]:
    """The whole timeline, newest save first; saves that changed nothing are left out."""
    reader = _Reader(timelines)
    entries = [reader.entry(records) for records in _saves(reader.records)]
    return [entry for entry in reversed(entries) if entry.rows]


def _saves(records: list[Any]) -> Iterator[list[Any]]:
    """Split the records, oldest first, where the person changes or time passes."""
    current: list[Any] = []
    for record in records:
        starts_anew = current and (
            record.history_user_id != current[0].history_user_id
            or record.history_date - current[0].history_date > ONE_SAVE
        )
        if starts_anew:
            yield current
            current = []
        current.append(record)
    if current:
        yield current


class _Reader:
    """Walks through the records once and remembers the last state of every row."""

    def __init__(self, timelines: list[Timeline]) -> None:
        self.timelines = {timeline.label: timeline for timeline in timelines}
        self.links: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
        self.last: dict[Key, Any] = {}
        self.records: list[Any] = []
        for timeline in timelines:
            records = list(timeline.records.select_related("history_user"))
            self.records += records
            self._read_links(timeline, records)
        self.records.sort(key=lambda record: (record.history_date, record.history_id))
        self.names = self._read_names()

    def _read_links(self, timeline: Timeline, records: list[Any]) -> None:
        for one in timeline.fields():
            if one.many_to_many:
                target = f"{one.m2m_reverse_field_name()}_id"
                links = getattr(timeline.records.model, one.name).model._base_manager
                for history, pk in links.filter(history__in=records).values_list("history_id", target):
                    self.links[timeline.label, history, one.name].append(pk)

    def _read_names(self) -> dict[Key, str]:
        """Names of all rows that the records point at, in one query per model."""
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for record in self.records:
            timeline = self.timelines[record.instance_type._meta.label_lower]
            for one in timeline.fields():
                if one.is_relation:
                    wanted[one.related_model].update(self._keys(timeline, record, one))
        return {
            (model._meta.label_lower, pk): str(row)
            for model, keys in wanted.items()
            for pk, row in model._base_manager.in_bulk(keys).items()
        }

    def _keys(self, timeline: Timeline, record: Any, one: Any) -> list[Any]:
        if one.many_to_many:
            return sorted(self.links[timeline.label, record.history_id, one.name])
        value = getattr(record, one.attname)
        return [] if value is None else [value]

    def entry(self, records: list[Any]) -> Entry:
        first = records[0]
        reasons = dict.fromkeys(r.history_change_reason for r in records if r.history_change_reason)
        rows = [
            row
            for _label, group in groupby(sorted(records, key=self._place), key=self._place)
            if (row := self._row(list(group)))
        ]
        author = str(first.history_user) if first.history_user else _("ohne Anmeldung")
        return Entry(first.history_date, author, " · ".join(reasons), rows)

    def _place(self, record: Any) -> tuple[int, Any]:
        label = record.instance_type._meta.label_lower
        return list(self.timelines).index(label), record.id

    def _row(self, records: list[Any]) -> RowChange | None:
        record = records[-1]
        timeline = self.timelines[record.instance_type._meta.label_lower]
        key = (timeline.label, record.id)
        former = self.last.get(key)
        self.last[key] = None if record.history_type == "-" else record
        action = "-" if record.history_type == "-" else "~" if former else "+"
        after = None if action == "-" else record
        before = record if action == "-" else former
        changes = list(self._changes(timeline, before, after))
        if not changes and action == "~":
            return None
        return RowChange(
            label=timeline.label,
            record=record,
            action=action,
            changes=changes,
            former_id=before.history_id if before else None,
        )

    def _changes(self, timeline: Timeline, before: Any, after: Any) -> Iterator[FieldChange]:
        for one in timeline.fields():
            old = self._text(timeline, before, one) if before else ""
            new = self._text(timeline, after, one) if after else ""
            if old != new:
                yield FieldChange(one.name, str(one.verbose_name), word_diff(old, new))

    def _text(self, timeline: Timeline, record: Any, one: Any) -> str:
        if one.is_relation:
            label = one.related_model._meta.label_lower
            keys = self._keys(timeline, record, one)
            return ", ".join(self.names.get((label, key), _("gelöscht")) for key in keys)
        value = getattr(record, one.attname)
        if isinstance(value, bool):
            return _("ja") if value else _("nein")
        if isinstance(value, dt.date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if value is None:
            return ""
        return str(dict(one.flatchoices).get(value, value)) if one.flatchoices else str(value)
