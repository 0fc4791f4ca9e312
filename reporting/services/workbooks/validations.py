"""What a spreadsheet program checks and says while somebody fills a cell in."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .columns import LONGEST_TEXT, YES_NO, Column, Kind
from .parsing import FIRST_YEAR, LARGEST, LAST_YEAR

#: What Excel shows at most beside a cell.
LONGEST_HINT, LONGEST_TITLE = 255, 32


def validation(column: Column, list_of: Callable[[list[str]], str]) -> dict[str, Any]:
    """The rule of one input cell as XlsxWriter takes it; `list_of` gives the cells that hold a list of labels."""
    rule = {"error_title": _("Das passt hier nicht"), "ignore_blank": True, **_condition(column, list_of)}
    if column.hint:
        rule["input_title"] = Truncator(str(column.header)).chars(LONGEST_TITLE)
        rule["input_message"] = Truncator(str(column.hint)).chars(LONGEST_HINT)
    return rule


def _condition(column: Column, list_of: Callable[[list[str]], str]) -> dict[str, Any]:
    if column.kind in {Kind.CHOICE, Kind.TICK}:
        labels = [str(label) for _value, label in column.choices] or [str(YES_NO[0][1])]
        message = _("Bitte wählen Sie einen Eintrag aus der Liste.")
        return {"validate": "list", "source": list_of(labels), "error_message": message}
    if column.kind == Kind.DATE:
        message = _("Bitte geben Sie ein Datum ein, zum Beispiel 31.12.2027.")
        first, last = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)
        return {"validate": "date", **_between(first, last), "error_message": message}
    if column.kind == Kind.NUMBER:
        message = _("Bitte geben Sie nur eine Zahl ein.")
        return {"validate": "decimal", **_between(-int(LARGEST), int(LARGEST)), "error_message": message}
    message = _("Höchstens 5.000 Zeichen.")
    return {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT, "error_message": message}


def _between(first: object, last: object) -> dict[str, object]:
    return {"criteria": "between", "minimum": first, "maximum": last}
