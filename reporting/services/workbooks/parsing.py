"""What a cell says: the value of an answer, or why it cannot be read. German texts and real Excel values both count."""

import datetime as dt
import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.numbers import read_german

from .columns import LONGEST_TEXT, Column, Kind, Value, german
from .reading import ERROR, FORMULA, RawCell
from .texts import plain

EMPTY: dict[Kind, Value] = {Kind.DATE: None, Kind.NUMBER: None, Kind.TICK: False}
DONE = {"ja", "j", "x", "✓", "✔", "1", "wahr", "true", "erledigt", "yes"}
NOT_DONE = {"nein", "n", "-", "–", "0", "falsch", "false", "offen", "nicht erledigt", "noch nicht", "no"}
DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 2000, 2100
LARGEST = Decimal(10) ** 12
CENT = Decimal("0.01")


class CellError(Exception):
    """What is wrong with one cell, and what to do."""


def parse(cell: RawCell, column: Column) -> Value:
    """The value in the cell; raises CellError."""
    if cell.type == FORMULA:
        raise CellError(_("Formeln lesen wir nicht. Bitte tragen Sie den Text oder die Zahl selbst ein."))
    if cell.type == ERROR:
        raise CellError(_("Excel zeigt hier einen Fehler an. Bitte tragen Sie die Angabe neu ein."))
    if cell.value is None or (isinstance(cell.value, str) and not plain(cell.value)):
        return EMPTY.get(column.kind, "")
    return PARSERS[column.kind](cell.value, column)


def _parse_text(value: object, column: Column) -> Value:
    text = plain(_words(value))
    if len(text) > LONGEST_TEXT:
        surplus = len(text) - LONGEST_TEXT
        raise CellError(
            ngettext(
                "Der Text ist um %(surplus)s Zeichen zu lang. Möglich sind 5.000 Zeichen.",
                "Der Text ist um %(surplus)s Zeichen zu lang. Möglich sind 5.000 Zeichen.",
                surplus,
            )
            % {"surplus": surplus}
        )
    return text


def _parse_choice(value: object, column: Column) -> Value:
    said = _fold(_words(value))
    if said in {"keine angabe", "-", "–"} and said not in {
        _fold(german(label)) for _v, label in column.choices
    }:
        return ""
    for stored, label in column.choices:
        if said == _fold(german(label)):
            return stored
    offered = ", ".join(f"„{label}“" for _stored, label in column.choices)
    raise CellError(
        _("„%(said)s“ steht nicht in der Liste. Möglich sind: %(offered)s.")
        % {"said": _short(value), "offered": offered}
    )


def _parse_date(value: object, column: Column) -> Value:
    if isinstance(value, dt.datetime):
        day: dt.date | None = value.date()
    elif isinstance(value, dt.date):
        day = value
    else:
        day = _written_day(_words(value)) if isinstance(value, str) else None
    if day is None:
        raise CellError(
            _("„%(said)s“ ist kein Datum. Bitte schreiben Sie Tag, Monat und Jahr, zum Beispiel 31.12.2027.")
            % {"said": _short(value)}
        )
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellError(
            _("Das Jahr %(year)s kann nicht stimmen. Bitte prüfen Sie das Datum.") % {"year": day.year}
        )
    return day


def _written_day(text: str) -> dt.date | None:
    text = plain(text)
    if found := DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _parse_number(value: object, column: Column) -> Value:
    if isinstance(value, dt.date | dt.time | dt.timedelta | bool):
        raise CellError(_("Hier steht ein Datum oder eine Auswahl. Bitte tragen Sie nur eine Zahl ein."))
    number = _exact(value) if isinstance(value, int | float) else read_german(str(value))
    if number is None:
        raise CellError(
            _(
                "„%(said)s“ ist nicht eindeutig. Bitte schreiben Sie nur eine Zahl, mit Komma vor den "
                "Nachkommastellen (1,5) und höchstens mit Punkten zwischen den Tausendern (1.500)."
            )
            % {"said": _short(value)}
        )
    if number < 0:
        raise CellError(_("Die Zahl kann nicht kleiner als 0 sein."))
    if number >= LARGEST:
        raise CellError(_("Die Zahl ist zu groß."))
    if number != number.quantize(CENT):
        raise CellError(_("Bitte höchstens zwei Stellen nach dem Komma."))
    return number


def _exact(value: float) -> Decimal:
    """A spreadsheet counts in binary fractions: 0,1 + 0,2 is 0,30000000000000004 there."""
    number = Decimal(str(value))
    if abs(number) >= LARGEST:
        return number
    rounded = number.quantize(CENT)
    return rounded if abs(number - rounded) < Decimal("1e-9") else number


def _parse_tick(value: object, column: Column) -> Value:
    if isinstance(value, bool):
        return value
    said = _fold(_words(value))
    if said in DONE:
        return True
    if said in NOT_DONE:
        return False
    raise CellError(
        _("„%(said)s“ verstehen wir hier nicht. Bitte wählen Sie „ja“ oder lassen Sie das Feld leer.")
        % {"said": _short(value)}
    )


PARSERS = {
    Kind.TEXT: _parse_text,
    Kind.CHOICE: _parse_choice,
    Kind.DATE: _parse_date,
    Kind.NUMBER: _parse_number,
    Kind.TICK: _parse_tick,
}


def _words(value: object) -> str:
    """What Excel has taken for a number or date, in words again."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)


def _fold(text: str) -> str:
    return " ".join(plain(text).casefold().split())


def _short(value: object) -> str:
    text = plain(_words(value))
    return text if len(text) <= 40 else f"{text[:40]}…"
