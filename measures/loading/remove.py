"""Objects of an earlier load that the file no longer holds."""

from collections import Counter
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from fields.models import Concept

from .schema import LOADABLE

#: From an object to its concept; organisations and contacts belong to no single one and stay.
PATH_TO_CONCEPT = {
    "fields.fieldofaction": "concept",
    "fields.goal": "field_of_action__concept",
    "fields.chapter": "concept",
    "measures.measure": "field_of_action__concept",
} | {
    f"measures.{part}": "measure__field_of_action__concept"
    for part in ("step", "indicator", "responsibility", "reviewdate", "resource", "measurestatus")
}

#: What people have said about an object since; such a row is never deleted.
ANSWERS = {
    "measures.measure": ("reports", "query_requests", "statuses"),
    "measures.indicator": ("answers", "values"),
    "measures.step": ("answers",),
}


def remove_missing(seen: dict[str, set[Any]], *, replace: bool, counts: Counter[str]) -> list[str]:
    """What to say about every loaded object that the file does not hold any more.

    With `replace` those without answers are deleted and the others kept; without, all are differences.
    """
    notes: list[str] = []
    concepts = Concept.objects.filter(pk__in=seen.get("fields.concept", set()))
    for label in reversed(LOADABLE):
        if label not in PATH_TO_CONCEPT:
            continue
        rows = LOADABLE[label]._default_manager.exclude(loaded_hash="").exclude(pk__in=seen.get(label, set()))
        for row in rows.filter(**{f"{PATH_TO_CONCEPT[label]}__in": concepts}):
            if not replace:
                notes.append(_("%(model)s „%(name)s“ steht nicht mehr in der Datei.") % _names(row))
            elif _has_answers(row):
                notes.append(_("%(model)s „%(name)s“ hat Antworten und wurde nicht gelöscht.") % _names(row))
            else:
                row.delete()
                counts["removed"] += 1
    return notes


def _has_answers(row: models.Model) -> bool:
    return any(getattr(row, name).exists() for name in ANSWERS.get(row._meta.label_lower, ()))


def _names(row: models.Model) -> dict[str, str]:
    return {"model": str(row._meta.verbose_name), "name": str(row)}
