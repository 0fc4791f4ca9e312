"""Which models and fields a concept file may hold; everything else belongs to the people who use the portal."""

import hashlib
import json
import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from fields.models import Chapter, Concept, FieldOfAction, Goal
from measures.models import Indicator, Measure, MeasureStatus, Resource, Responsibility, ReviewDate, Step
from partners.models import Contact, Organisation

#: Makes the permanent identifiers of loaded objects the same on every installation of one concept.
NAMESPACE = uuid.UUID("6f0a0e0e-5f0b-4c58-9d2e-0a3c5c0b2018")

#: Never from the file: identity, bookkeeping, and what editors and partners say later.
KEPT_BY_THE_PORTAL = {
    "id",
    "uuid",
    "version",
    "loaded_hash",
    "has_demo_data",
    "is_published",
    "done_on",
    "held_on",
    "user",
    "confirmed_by",
    "confirmed_at",
}

LOADABLE: dict[str, type[models.Model]] = {
    model._meta.label_lower: model
    for model in (
        Concept,
        FieldOfAction,
        Goal,
        Chapter,
        Organisation,
        Contact,
        Measure,
        Step,
        Indicator,
        Responsibility,
        ReviewDate,
        Resource,
        MeasureStatus,
    )
}

#: Many-to-many fields that a file may fill, set when all objects are there.
MANY_TO_MANY = {"measures.measure": ("related",)}

#: Where the version of an object's aggregate is counted.
AGGREGATE_ROOT = {
    "measures.measurestatus": "measure",
    "partners.contact": "organisation",
    "fields.goal": "field_of_action",
}
AGGREGATE_ROOT |= {
    f"measures.{part}": "measure"
    for part in ("step", "indicator", "responsibility", "reviewdate", "resource")
}


def file_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns of `model` that a file decides on."""
    return [field for field in model._meta.concrete_fields if field.name not in KEPT_BY_THE_PORTAL]


def values_of(instance: models.Model) -> dict[str, Any]:
    """The file's part of an object, foreign keys as natural keys, comparable between file and database."""
    values: dict[str, Any] = {}
    for field in file_fields(type(instance)):
        if field.is_relation:
            related = getattr(instance, field.name)
            values[field.name] = None if related is None else list(related.natural_key())
        else:
            values[field.name] = field.to_python(getattr(instance, field.name))
    return values


def hash_of(values: dict[str, Any]) -> str:
    """SHA-256 over the values in a canonical form."""
    canonical = json.dumps(values, cls=_CanonicalEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


class _CanonicalEncoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        """Numbers without trailing zeros: the database gives 50.00 for the file's 50."""
        return str(o.normalize()) if hasattr(o, "normalize") else super().default(o)


def permanent_uuid(instance: models.Model) -> uuid.UUID:
    key = "/".join(str(part) for part in instance.natural_key())  # type: ignore[attr-defined]
    return uuid.uuid5(NAMESPACE, f"{instance._meta.label_lower}:{key}")
