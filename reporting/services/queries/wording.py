"""The wording of questions and sheet sections as it stands today, to be frozen beside the answers."""

from typing import Any, cast

from django.db import models

from measures.models import SHEET_SECTIONS, Measure
from reporting.models import IndicatorAnswer, ProgressReport, StepAnswer

#: What a report asks, and where its wording stands.
QUESTIONS: list[tuple[type[models.Model], list[str]]] = [
    (
        ProgressReport,
        [
            "status",
            "course",
            "delay_reason",
            "countermeasure",
            "new_date",
            "text",
            "experiences",
            "next_steps",
            "resources",
        ],
    ),
    (IndicatorAnswer, ["attainment", "value", "note"]),
    (StepAnswer, ["is_done"]),
]


def questions() -> dict[str, str]:
    return {name: _label(model, name) for model, names in QUESTIONS for name in names}


def sections() -> dict[str, str]:
    return {name: _label(Measure, name) for name in SHEET_SECTIONS}


def _label(model: type[models.Model], name: str) -> str:
    field = cast("models.Field[Any, Any]", model._meta.get_field(name))
    return str(field.verbose_name)
