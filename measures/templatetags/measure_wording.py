"""Template access to the words of measures: dates, targets, states and their definitions."""

import datetime as dt
from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils import formats

from measures import wording
from measures.definitions import NOT_ASKED, NOT_ASKED_LABEL, anchor
from measures.models import Course, ImplementationStatus, Indicator, ReviewDate

register = template.Library()


@register.filter
def loose_date(day: dt.date | None, precision: str) -> str:
    return wording.loose_date(day, precision)


@register.filter
def precision_hint(precision: str) -> str:
    return wording.precision_hint(precision)


@register.filter
def review_state(review: ReviewDate, on: dt.date) -> str:
    return wording.review_state(review, on=on)


@register.filter
def target(indicator: Indicator) -> str:
    return wording.indicator_target(indicator)


@register.filter
def plain_number(value: Decimal | None) -> str:
    return wording.plain_number(value)


@register.filter
def euro(amount: Decimal) -> str:
    """Whole Euros without, others with both places of the Cents: „12.500“, but „12.500,50“."""
    if amount == amount.to_integral_value():
        return wording.plain_number(amount)
    return formats.number_format(amount, 2, use_l10n=True, force_grouping=True)


@register.filter
def status_label(status: str | None) -> str:
    """Label of an Umsetzungsstand; without one „noch nicht abgefragt“."""
    return str(ImplementationStatus(status).label if status else NOT_ASKED_LABEL)


@register.filter
def course_label(course: str | None) -> str:
    return str(Course(course).label) if course else ""


@register.simple_tag
def definition_url(axis: str, value: str | None) -> str:
    """Address of the definition of one value, for example `{% definition_url "verlauf" "delayed" %}`."""
    return f"{reverse('website:definitions')}#{anchor(axis, value or NOT_ASKED)}"
