"""What the measure list can be filtered by, read in one query: only what occurs in the published measures."""

from collections import defaultdict
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

from fields.models import FieldOfAction, Goal
from partners.models import Organisation

from .models import Measure, TargetGroup

Choices = list[tuple[str, str]]


def _rows(
    name: str, queryset: QuerySet, value: Combinable, label: str, position: Combinable
) -> QuerySet[Any, tuple[str, str, str, int]]:
    return queryset.order_by().values_list(Value(name), value, label, position)


def facets() -> dict[str, Choices]:
    """Choices per filter, in the order of the document, otherwise by name."""
    shown = Measure.objects.published().order_by()
    goal_key = Concat("field_of_action__slug", Value("."), "slug", output_field=CharField())
    zero = Value(0)
    rows = _rows("handlungsfeld", FieldOfAction.objects.in_force(), F("slug"), "short_title", F("number"))
    union = rows.union(
        _rows(
            "leitziel",
            Goal.objects.filter(measures__in=shown).distinct(),
            goal_key,
            "title",
            F("field_of_action__number") * 1000 + F("number"),
        ),
        _rows(
            "akteur",
            Organisation.objects.filter(responsibilities__measure__in=shown).distinct(),
            F("slug"),
            "name",
            zero,
        ),
        _rows(
            "zielgruppe",
            TargetGroup.objects.filter(measures__in=shown).distinct(),
            F("slug"),
            "name",
            zero,
        ),
        all=True,
    )
    choices: dict[str, Choices] = defaultdict(list)
    for name, value, label, _position in sorted(union, key=lambda row: (row[3], row[2].casefold())):
        choices[name].append((value, label))
    return choices
