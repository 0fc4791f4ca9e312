"""Target against actual, with the series up to the Stichtag as it was frozen."""

import datetime as dt

from reporting.frozen import Part

from .content import IndicatorResult, Point
from .reading import number, ref


def indicators_of(entry: Part) -> list[IndicatorResult]:
    return [
        IndicatorResult(
            measure=ref(entry),
            uuid=indicator["uuid"],
            text=indicator["text"],
            target=indicator["target"],
            target_min=number(indicator["target_min"]),
            target_max=number(indicator["target_max"]),
            unit=indicator["unit"],
            kind=indicator["kind"]["label"] if indicator["kind"] else "",
            points=[_point(value) for value in indicator["values"]],
        )
        for indicator in entry["measure"]["indicators"]
    ]


def _point(value: Part) -> Point:
    organisation = value["organisation"]
    return Point(
        as_of=dt.date.fromisoformat(value["as_of"]),
        value=number(value["value"]),
        attainment=value["attainment"]["value"],
        attainment_label=value["attainment"]["label"],
        note=value["note"],
        organisation=organisation["name"] if organisation else "",
    )
