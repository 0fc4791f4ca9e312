"""A field for numbers as people write them in German."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.numbers import plain_number
from reporting.numbers import read_german


class GermanNumberField(forms.DecimalField):
    """Nothing below zero, for everything is counted or measured; two decimal places, as the columns hold them."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            localize=True,
            error_messages={
                "min_value": gettext_lazy("Die Zahl kann nicht kleiner als 0 sein."),
                "max_digits": gettext_lazy("Die Zahl ist zu groß."),
                "max_whole_digits": gettext_lazy(
                    "Die Zahl ist zu groß. Möglich sind zwölf Stellen vor dem Komma."
                ),
                "max_decimal_places": gettext_lazy("Bitte höchstens zwei Stellen nach dem Komma."),
            },
        )

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return Decimal(str(value))
        if not value.strip():
            return None
        number = read_german(value)
        if number is None:
            raise ValidationError(
                _(
                    "Bitte schreiben Sie eine Zahl, mit Komma vor den Nachkommastellen (1,5) und höchstens mit "
                    "Punkten zwischen den Tausendern (1.500)."
                ),
                code="invalid",
            )
        return number

    def prepare_value(self, value: object) -> object:
        return plain_number(value) if isinstance(value, Decimal) else value
