"""Numbers as people write them in German: a comma for decimals, points for thousands."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: „1500“, „1.500“, „1.500,5“, „0,5“; „1.5“ could mean two things and is none of them.
GERMAN_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
SPACES = re.compile(r"[\s\u00a0\u202f]")


class GermanNumberField(forms.DecimalField):
    """Two decimal places at most, as the columns hold them."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, max_digits=14, decimal_places=2, localize=True
        )

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = SPACES.sub("", value)
            if value and not GERMAN_NUMBER.fullmatch(value):
                raise ValidationError(
                    _(
                        "Bitte schreiben Sie eine Zahl, mit Komma vor den Nachkommastellen (1,5) und höchstens mit "
                        "Punkten zwischen den Tausendern (1.500)."
                    ),
                    code="invalid",
                )
            value = value.replace(".", "").replace(",", ".")
        return _read(value)


def _read(value: object) -> Decimal | None:
    return None if value is None or value == "" else Decimal(str(value))
