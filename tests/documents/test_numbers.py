"""A number reads the same wherever it stands: on a page, in a chart, in a form, in a file."""

from decimal import Decimal

import pytest
from django.utils import translation

from documents.charts.tables import numeric
from documents.numbers import plain_number
from measures import wording
from reporting.forms.numbers import GermanNumberField
from reporting.templatetags.frozen import frozen_number

READ = [
    ("0.00", "0"),
    ("50", "50"),
    ("12.50", "12,5"),
    ("-3.00", "-3"),
    ("1500.00", "1500"),
    ("9999.99", "9999,99"),
    ("10000.00", "10.000"),
    ("100000", "100.000"),
    ("1234567.25", "1.234.567,25"),
]


@pytest.mark.parametrize(("stored", "read"), READ)
def test_a_number_reads_the_same_everywhere(stored: str, read: str) -> None:
    number = Decimal(stored)
    with translation.override("de"):
        assert plain_number(number) == read
        assert wording.plain_number(number) == read
        assert frozen_number(stored) == frozen_number(number) == read
        assert GermanNumberField(label="Wert").prepare_value(number) == read
        if "," not in read:
            assert [cell.text for cell in numeric([int(number)])] == [read]


def test_no_number_reads_as_nothing() -> None:
    assert (wording.plain_number(None), frozen_number(None), frozen_number("")) == ("", "", "")
