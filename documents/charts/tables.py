"""Building the data tables that stand under the charts."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.utils import formats

from .model import Cell, Heading


def number(value: int | Decimal) -> str:
    """As people of the active language write it, without trailing zeros of the database."""
    if isinstance(value, Decimal):
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return str(formats.number_format(value, use_l10n=True, force_grouping=True))


def day(value: dt.date | None) -> str:
    return value.strftime("%d.%m.%Y") if value else "–"


def numeric(values: Iterable[int]) -> list[Cell]:
    return [Cell(number(value), is_numeric=True) for value in values]


def numeric_headings(labels: Iterable[str]) -> list[Heading]:
    return [Heading(label, is_numeric=True) for label in labels]
