"""Numbers as people read them: one way for pages, charts and files."""

from decimal import Decimal

from django.utils import formats

#: From here on a number is read more easily in groups: „1500“, but „10.000“.
GROUPED_FROM = 10_000


def plain_number(number: int | Decimal) -> str:
    """As people of the active language write it, without zeros that say nothing: „50“, but „12,5“."""
    if isinstance(number, Decimal):
        is_whole = number == number.to_integral_value()
        number = number.quantize(Decimal(1)) if is_whole else number.normalize()
    is_long = not -GROUPED_FROM < number < GROUPED_FROM
    return str(formats.number_format(number, use_l10n=True, force_grouping=is_long))
