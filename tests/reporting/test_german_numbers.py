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


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("-3", "nicht kleiner als 0"),
        ("1234567890123", "zu groß"),
        ("12345678901234567", "zu groß"),
        ("1,234", "zwei Stellen nach dem Komma"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(typed: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GermanNumberField(label="Wert").clean(typed)
    assert any(message in text for text in refused.value.messages)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("1.50", "1,5"), ("1500.00", "1500"), ("0.00", "0"), ("1234567.25", "1.234.567,25")],
)
def test_a_number_comes_back_as_people_write_it(stored: str, shown: str) -> None:
    field = GermanNumberField(label="Wert")
    assert field.prepare_value(Decimal(stored)) == shown
    assert field.clean(shown) == Decimal(stored)


def test_what_was_typed_comes_back_as_it_was_typed() -> None:
    assert GermanNumberField(label="Wert").prepare_value("1.5") == "1.5"


def test_empty() -> None:
    assert GermanNumberField(label="Wert").clean("") is None
