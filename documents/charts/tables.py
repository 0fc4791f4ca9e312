"""Building the data tables that stand under the charts."""

import datetime as dt
from collections.abc import Iterable

from documents.numbers import plain_number

from .model import Cell, Heading


def day(value: dt.date | None) -> str:
    return value.strftime("%d.%m.%Y") if value else "–"


def numeric(values: Iterable[int]) -> list[Cell]:
    return [Cell(plain_number(value), is_numeric=True) for value in values]


def numeric_headings(labels: Iterable[str]) -> list[Heading]:
    return [Heading(label, is_numeric=True) for label in labels]
