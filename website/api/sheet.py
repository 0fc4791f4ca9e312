"""One measure with all that belongs to its sheet, in a constant number of statements."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from ninja import Field, Schema
from pydantic import ConfigDict

from measures.models import Measure
from website.open_data.datasets import DATASETS, Dataset

from .schemas import record_schema

RESPONSIBILITIES = DATASETS["zustaendigkeiten"]
STATUSES = DATASETS["umsetzungsstaende"]
STATEMENTS = DATASETS["sachstaende"]
INDICATORS = DATASETS["indikatoren"]
VALUES = DATASETS["indikatorwerte"]


class StepRecord(Schema):
    """Ein Umsetzungsschritt der Maßnahme."""

    model_config = ConfigDict(title="Umsetzungsschritte")

    id: UUID = Field(description="Dauerhafte Kennung des Schritts.")
    reihenfolge: int = Field(description="Platz innerhalb der Maßnahme.", examples=[1])
    schritt: str = Field(description="Der Schritt im Wortlaut.", examples=["Bedarf erheben"])
    erledigt_am: dt.date | None = Field(
        description="Stand, zu dem der Schritt erledigt war.", examples=["2026-09-30"]
    )


def _several(dataset: Dataset) -> Any:
    record = record_schema(dataset)
    return (list[record], Field(description=str(dataset.description)))  # type: ignore[valid-type]


INDICATOR = record_schema(INDICATORS, indikatorwerte=_several(VALUES))
#: What the answer for one measure has beside its record.
MORE: dict[str, Any] = {
    "schritte": (list[StepRecord], Field(description="Die Umsetzungsschritte der Maßnahme.")),
    "zustaendigkeiten": _several(RESPONSIBILITIES),
    "umsetzungsstaende": _several(STATUSES),
    "sachstaende": _several(STATEMENTS),
    "indikatoren": (
        list[INDICATOR],  # type: ignore[valid-type]
        Field(description="Die Teilziele und Indikatoren mit ihren Werten."),
    ),
}


def whole_sheet(measure: Measure, record: dict[str, Any]) -> dict[str, Any]:
    values = _records(VALUES, VALUES.public().filter(indicator__measure=measure))
    indicators = _records(INDICATORS, INDICATORS.public().filter(measure=measure))
    for indicator in indicators:
        indicator["indikatorwerte"] = [row for row in values if row["indikator_id"] == indicator["id"]]
    return {
        **record,
        "schritte": [
            {"id": step.uuid, "reihenfolge": step.number, "schritt": step.text, "erledigt_am": step.done_on}
            for step in measure.steps.order_by("number")
        ],
        "zustaendigkeiten": _records(RESPONSIBILITIES, RESPONSIBILITIES.public().filter(measure=measure)),
        "umsetzungsstaende": _records(STATUSES, STATUSES.public().filter(measure=measure)),
        "sachstaende": _records(STATEMENTS, STATEMENTS.public().filter(measure=measure)),
        "indikatoren": indicators,
    }


def _records(dataset: Dataset, rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [dataset.record(row) for row in dataset.full(rows)]
