"""Bring back an older state: of one field, or of one whole row. It is a new save with its own history."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safety.models import VersionedModel

from .timeline import Timeline


class RestoreError(Exception):
    """The older state does not fit what stands there now; the text says why."""


def restore(
    root: VersionedModel, shown: models.Model, timelines: Iterable[Timeline], wanted: Mapping[str, str]
) -> str:
    """Restore what `wanted` names: `model`, the history row `record`, and `field`, empty for the whole row.

    Runs in the caller's transaction after the version was claimed. Returns a sentence for the editor.
    """
    timeline, record = find_record(timelines, wanted)
    row = next((known for known in (root, shown) if _is_row(known, record)), None)
    row = row or record.instance_type._base_manager.filter(pk=record.id).first()
    name = wanted.get("field", "")
    if row is None and name:
        raise RestoreError(
            _("Diese Zeile gibt es nicht mehr. Bitte stellen Sie zuerst die Zeile wieder her.")
        )
    at = date_format(timezone.localtime(record.history_date), "SHORT_DATETIME_FORMAT")
    reason = _("Wiederhergestellt: Stand vom %(at)s") % {"at": at}
    root._change_reason = reason  # type: ignore[attr-defined]
    row = row or _revived(timeline, record)
    _write(row, record, [one for one in timeline.fields() if not name or one.name == name], reason)
    if row is not root:
        root.save()
    return _("Wiederhergestellt ist jetzt der Stand vom %(at)s.") % {"at": at}


def find_record(timelines: Iterable[Timeline], wanted: Mapping[str, str]) -> tuple[Timeline, Any]:
    """Only history rows of this aggregate; everything else does not exist."""
    number = wanted.get("record", "")
    for timeline in timelines:
        if timeline.label == wanted.get("model") and number.isdecimal():
            record = timeline.records.filter(history_id=number).first()
            if record is not None:
                return timeline, record
    raise RestoreError(_("Diesen Stand gibt es im Verlauf nicht."))


def _is_row(known: models.Model, record: Any) -> bool:
    return isinstance(known, record.instance_type) and known.pk == record.id


def _revived(timeline: Timeline, record: Any) -> Any:
    """The deleted row as it was; at the end of its list, where another row has taken its place."""
    row = record.instance
    row._state.adding = True
    if hasattr(row, "number"):
        parents = {f"{name}_id": getattr(row, f"{name}_id") for name in timeline.hidden}
        others = list(timeline.model._base_manager.filter(**parents).values_list("number", flat=True))
        if row.number in others:
            row.number = max(others) + 1
    return row


def _write(row: Any, record: Any, fields: list[Any], reason: str) -> None:
    columns = [one for one in fields if not one.many_to_many]
    links = [one for one in fields if one.many_to_many]
    if not row._state.adding:
        for one in columns:
            setattr(row, one.attname, getattr(record, one.attname))
    row._change_reason = reason
    try:
        row.full_clean()
    except ValidationError as error:
        raise RestoreError(_("Das geht nicht: %(why)s") % {"why": " ".join(error.messages)}) from error
    row.save()
    for one in links:
        target = f"{one.m2m_reverse_field_name()}_id"
        rows = getattr(type(record), one.name).model._base_manager.filter(history=record)
        keys = rows.values_list(target, flat=True)
        getattr(row, one.name).set(one.related_model._base_manager.filter(pk__in=list(keys)))
