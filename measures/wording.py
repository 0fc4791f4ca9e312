"""How loose dates, review dates and targets read in words."""

import datetime as dt
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from documents import numbers

from .models import DatePrecision, Indicator, IndicatorKind, ReviewDate


def loose_date(day: dt.date | None, precision: str) -> str:
    """The date only as exactly as it is known, for example „Mitte 2017“."""
    if day is None:
        return ""
    match precision:
        case DatePrecision.YEAR:
            return str(day.year)
        case DatePrecision.MID_YEAR:
            return _("Mitte %(year)s") % {"year": day.year}
        case DatePrecision.END_OF_YEAR:
            return _("Ende %(year)s") % {"year": day.year}
        case DatePrecision.MONTH:
            return formats.date_format(day, "F Y")
        case DatePrecision.MONTHS:
            return _("ungefähr %(month)s") % {"month": formats.date_format(day, "F Y")}
    return formats.date_format(day, "j. F Y")


def precision_hint(precision: str) -> str:
    """Why the date reads so vague; empty for an exact day."""
    match precision:
        case DatePrecision.YEAR:
            return _("nur das Jahr ist bekannt")
        case DatePrecision.MONTH:
            return _("nur der Monat ist bekannt")
        case DatePrecision.MONTHS:
            return _("genannt sind mehrere Monate")
        case DatePrecision.MID_YEAR | DatePrecision.END_OF_YEAR:
            return _("kein genauer Tag bekannt")
    return ""


def review_state(review: ReviewDate, *, on: dt.date) -> str:
    """Planned, held, or planned and past; never „überfällig“, since nobody has asked yet (DESIGN.md 4.7)."""
    if review.held_on:
        return _("durchgeführt am %(day)s") % {"day": formats.date_format(review.held_on, "j. F Y")}
    planned = {"date": loose_date(review.planned_on, review.precision)}
    if review.planned_on < on:
        return _("vorgesehen für %(date)s, nicht bestätigt") % planned
    return _("vorgesehen für %(date)s") % planned


def plain_number(value: Decimal | None) -> str:
    """Nothing where no number is known."""
    return "" if value is None else numbers.plain_number(value)


def indicator_target(indicator: Indicator) -> str:
    """The target in words, or nothing where the sheet gives no quantity."""
    low, high = plain_number(indicator.target_min), plain_number(indicator.target_max)
    amount = low or high
    if not amount:
        return ""
    match indicator.kind:
        case IndicatorKind.RANGE if low and high:
            amount = _("%(low)s bis %(high)s") % {"low": low, "high": high}
        case IndicatorKind.AT_LEAST:
            amount = _("mindestens %(amount)s") % {"amount": amount}
        case IndicatorKind.ALL_OF:
            amount = _("alle %(amount)s") % {"amount": amount}
    target = f"{amount} {indicator.unit}".strip()
    if indicator.period:
        return _("%(target)s je %(period)s") % {"target": target, "period": indicator.get_period_display()}
    return target
