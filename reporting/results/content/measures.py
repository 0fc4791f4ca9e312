"""How a list names a measure, and how many measures have one Umsetzungsstand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StatusCount:
    """How many measures have one Umsetzungsstand; `value` is empty for „noch nicht abgefragt“."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class MeasureRef:
    """How a list names a measure and leads to its place on the page (`#massnahme-<slug>`)."""

    uuid: str
    code: str
    title: str
    slug: str
