"""One measure with all that belongs to its sheet, in a constant number of statements."""

from typing import Any

from django.db.models import QuerySet
from ninja import Field

from measures.models import Measure
from website.open_data.datasets import DATASETS, Dataset

from .schemas import record_schema

INDICATORS = DATASETS["indikatoren"]
VALUES = DATASETS["indikatorwerte"]
#: What has a list of its own on the sheet; „ressourcen“ is there the wording.
PARTS = {
    "schritte": DATASETS["schritte"],
    "ueberpruefungen": DATASETS["ueberpruefungen"],
    "einzelne_ressourcen": DATASETS["ressourcen"],
    "zustaendigkeiten": DATASETS["zustaendigkeiten"],
    "umsetzungsstaende": DATASETS["umsetzungsstaende"],
    "sachstaende": DATASETS["sachstaende"],
}


def _several(dataset: Dataset) -> Any:
    record = record_schema(dataset)
    return (list[record], Field(description=str(dataset.description)))  # type: ignore[valid-type]


INDICATOR = record_schema(INDICATORS, indikatorwerte=_several(VALUES))
#: What the answer for one measure has beside its record.
MORE: dict[str, Any] = {
    **{name: _several(dataset) for name, dataset in PARTS.items()},
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
        **{name: _records(part, part.public().filter(measure=measure)) for name, part in PARTS.items()},
        "indikatoren": indicators,
    }


def _records(dataset: Dataset, rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return [dataset.record(row) for row in dataset.full(rows)]
