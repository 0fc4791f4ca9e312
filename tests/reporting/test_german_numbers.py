"""Numbers as people write them; what could mean two things is refused, never guessed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reporting.forms.numbers import GermanNumberField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1500", "1500"),
        ("1.500", "1500"),
        ("1.500,5", "1500.5"),
        ("0,5", "0.5"),
        (" 12 ", "12"),
        ("1.234.567", "1234567"),
        ("-3", "-3"),
        ("1 500", "1500"),
    ],
)
def test_read(typed: str, number: str) -> None:
    assert GermanNumberField(label="Wert").clean(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["1.5", "1,500.5", "1.50", "12.3456", "viele", "1e5", "NaN", "1,", "1.5000"]
)
def test_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Komma"):
        GermanNumberField(label="Wert").clean(typed)


def test_empty() -> None:
    assert GermanNumberField(label="Wert").clean("") is None
