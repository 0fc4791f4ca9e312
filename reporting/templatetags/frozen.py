"""How frozen values read on a page."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.formats import date_format

from documents.numbers import plain_number

register = template.Library()


@register.filter
def frozen_day(text: str | None) -> str:
    """A frozen date as people write it; empty where there is none."""
    return date_format(dt.date.fromisoformat(text), "d.m.Y") if text else ""


@register.filter
def frozen_number(value: str | Decimal | None) -> str:
    """A frozen decimal without zeros that say nothing."""
    return "" if value is None or value == "" else plain_number(Decimal(value))
