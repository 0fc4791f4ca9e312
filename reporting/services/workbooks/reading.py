"""Reading the cells of an uploaded workbook: the sheets that we know, row by row, with an end to everything."""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from reporting.models import Participation

from .checking import check_file, damaged
from .identity import SHEET as IDENTITY_SHEET
from .identity import Identity, read_identity
from .limits import MOST_COLUMNS, MOST_ROWS, MOST_SECONDS
from .refusals import WorkbookError
from .sheets import indicators_title, measures_title, organisation_title, steps_title

FORMULA, ERROR = "f", "e"
#: The letter with which the names of a sheet's rows begin.
LETTERS = {"M": measures_title, "T": indicators_title, "S": steps_title, "F": organisation_title}


@dataclass(frozen=True)
class RawCell:
    """What stands in a cell, and where, as the person sees it."""

    place: str
    value: object
    type: str


@dataclass
class RawSheet:
    title: str
    #: Row's name → header → cell.
    rows: dict[str, dict[str, RawCell]] = field(default_factory=dict)
    headers: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    #: Cells below the heading that belong to no row: added by hand.
    strays: list[RawCell] = field(default_factory=list)


@dataclass(frozen=True)
class ReadBook:
    identity: Identity
    #: By the letter of their rows; a sheet that is missing has no entry.
    sheets: dict[str, RawSheet]


def read_workbook(content: bytes, participation: Participation) -> ReadBook:
    """The cells of the file; raises WorkbookError where it is none that this organisation can hand in here."""
    check_file(content)
    try:
        return _read(content, participation)
    except WorkbookError:
        raise
    except Exception as error:
        # Whatever a foreign reader stumbles over in a made-up file is one and the same to the person.
        raise WorkbookError(damaged()) from error


def _read(content: bytes, participation: Participation) -> ReadBook:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        clock = _Clock()
        with translation.override(settings.LANGUAGE_CODE):
            names = {letter: title() for letter, title in LETTERS.items()}
        known = {sheet.title: sheet for sheet in book.worksheets}
        if IDENTITY_SHEET not in known:
            identity = read_identity([], participation)
        else:
            rows = [[_text(cell.value) for cell in row] for row in _rows(known.pop(IDENTITY_SHEET), clock)]
            identity = read_identity(rows, participation)
        return ReadBook(identity, _sheets(known, names, clock))
    finally:
        book.close()


def _sheets(known: dict[str, Any], names: dict[str, str], clock: "_Clock") -> dict[str, RawSheet]:
    """By name; a renamed sheet is known by the names of its rows."""
    found = {letter: _sheet(known.pop(name), clock) for letter, name in names.items() if name in known}
    for sheet in known.values():
        letter = _letter_of(sheet, clock)
        if letter in names and letter not in found:
            found[letter] = _sheet(sheet, clock)
    return found


def _letter_of(sheet: Any, clock: "_Clock") -> str:
    for number, row in enumerate(_rows(sheet, clock)):
        name = _text(row[0].value) if row else ""
        if number and name:
            return name[0] if name[1:].isdecimal() else ""
    return ""


def _sheet(sheet: Any, clock: "_Clock") -> RawSheet:
    found = RawSheet(sheet.title)
    headers: list[str] = []
    for number, row in enumerate(_rows(sheet, clock), start=1):
        cells = [
            RawCell(f"{get_column_letter(place)}{number}", cell.value, cell.data_type)
            for place, cell in enumerate(row, start=1)
        ]
        if number == 1:
            headers = [_text(cell.value) for cell in cells]
            found.headers = {header for header in headers if header}
        else:
            _keep(found, headers, cells)
    return found


def _keep(found: RawSheet, headers: list[str], cells: list[RawCell]) -> None:
    filled = [cell for cell in cells if cell.value not in {None, ""}]
    if not filled:
        return
    key = _text(cells[0].value)
    if not key:
        found.strays.append(filled[0])
    elif key in found.rows:
        found.repeated.add(key)
    else:
        found.rows[key] = {header: cell for header, cell in zip(headers, cells, strict=False) if header}


class _Clock:
    """Whether reading takes longer than a workbook of ours can take."""

    def __init__(self) -> None:
        self.end = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        if time.monotonic() > self.end:
            raise WorkbookError(_too_much())


def _rows(sheet: Any, clock: _Clock) -> Iterator[tuple[Any, ...]]:
    """Rows up to the limit; what a program claims about the size of the sheet is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1):
        clock.check()
        if number > MOST_ROWS and any(cell.value is not None for cell in row):
            raise WorkbookError(_too_much())
        yield row


def _too_much() -> str:
    return _(
        "Die Datei enthält viel mehr Zeilen, als in diese Tabelle gehören. "
        "Bitte laden Sie die Tabelle neu herunter und übertragen Sie nur Ihre Antworten."
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
