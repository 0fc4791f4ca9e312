"""What the KI has to look after: delays, missing answers, means that run out, and reviews that are due."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from .measures import MeasureRef


@dataclass(frozen=True)
class Delay:
    """As it was known on `as_of`; `has_passed` where the new date lies before the Stichtag."""

    measure: MeasureRef
    reason: str
    countermeasure: str
    new_date: dt.date | None
    as_of: dt.date
    has_passed: bool


@dataclass(frozen=True)
class Missing:
    """An organisation of which no approved answer came to a measure; `label` is the frozen wording."""

    measure: MeasureRef
    organisation: str
    label: str


@dataclass(frozen=True)
class Funding:
    """Means that run out; `has_ended` on the Stichtag already."""

    measure: MeasureRef
    wording: str
    programme: str
    amount: Decimal | None
    ends_on: dt.date
    has_ended: bool


@dataclass(frozen=True)
class Review:
    """An Überprüfung planned up to the Stichtag and not confirmed as held; `planned` as exactly as it is known.

    `state` is the wording to show: nobody has asked yet, so it is not „überfällig“ (DESIGN.md 4.7).
    """

    measure: MeasureRef
    kind: str
    planned_on: dt.date
    planned: str
    state: str
