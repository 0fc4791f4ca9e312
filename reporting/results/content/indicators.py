"""An indicator: target against actual, over time."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .measures import MeasureRef


@dataclass(frozen=True)
class Point:
    """What was confirmed of an indicator as of a day; `value` is None where only the attainment is known."""

    as_of: dt.date
    value: Decimal | None
    attainment: str
    attainment_label: str
    note: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class IndicatorResult:
    """Target against actual, with the time series up to the Stichtag, the oldest first."""

    measure: MeasureRef
    uuid: str
    text: str
    target: str
    target_min: Decimal | None
    target_max: Decimal | None
    unit: str
    #: „Zahl“, „mindestens“ …; empty in rows before schema 3.
    kind: str
    points: list[Point]

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def numbers(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]
