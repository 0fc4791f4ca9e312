"""The workbook that is downloaded: protected but for the cells to be filled in, with lists to choose from."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents.tables import TEXT_STAYS_TEXT, write_text
from reporting.models import Participation

from .columns import Kind, Value
from .contents import gather
from .identity import SHEET as IDENTITY_SHEET
from .identity import identity_of
from .instructions import instructions
from .sheets import Cell, Head, Input, Sheet, sheets_of, words
from .texts import plain
from .validations import validation

LISTS_SHEET = "Listen"
OPTIONS = {**TEXT_STAYS_TEXT, "in_memory": True}
#: What may be done in a protected sheet beside filling in: nothing that moves a cell.
ALLOWED = {"format_columns": True, "format_rows": True, "format_cells": True, "autofilter": True}
TEXT = {"num_format": "@"}
#: What is typed into a text cell stays text, whatever it begins with.
SHAPES = {
    Kind.TEXT: TEXT,
    Kind.CHOICE: TEXT,
    Kind.TICK: TEXT,
    Kind.DATE: {"num_format": "dd.mm.yyyy", "align": "left"},
    Kind.NUMBER: {"num_format": "General", "align": "left"},
}
#: In points: headings of the instructions, and column headings of two or three lines.
HEADING_HEIGHT, HEAD_HEIGHT = 30, 48
A4, MOST_ON_A_PAGE = 9, 10
LINE_HEIGHT, TALLEST_ROW = 15, 405


def write_workbook(participation: Participation, *, now: dt.datetime) -> bytes:
    """The file for one organisation in one query; German, whatever the language of the page."""
    with translation.override(settings.LANGUAGE_CODE):
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            _Writer(book, participation, now).write()
        return file.getvalue()


class _Writer:
    """One workbook in the making; formats and lists are shared by its sheets."""

    def __init__(self, book: Any, participation: Participation, now: dt.datetime) -> None:
        self.book, self.participation, self.now = book, participation, now
        self.content = gather(participation)
        self.lists: dict[tuple[str, ...], str] = {}
        base = {"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 11}
        shade = {**base, "bg_color": "#E7E9EC", "border": 1, "border_color": "#9AA3AD"}
        entry = {**base, "locked": False, "bg_color": "#FFFBE6", "border": 1, "border_color": "#6B7280"}
        self.head = book.add_format({**base, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"})
        self.title = book.add_format({**base, "bold": True, "font_size": 16})
        self.bold = book.add_format({**base, "bold": True, "font_size": 13, "valign": "bottom"})
        self.fact, self.last = book.add_format(base), book.add_format(shade)
        #: By the kind of the answer, and whether the cell is locked.
        self.inputs = {
            (kind, is_locked): book.add_format({**(shade if is_locked else entry), **shape})
            for kind, shape in SHAPES.items()
            for is_locked in (False, True)
        }

    def write(self) -> None:
        query, organisation = self.participation.query, self.participation.organisation
        self.book.set_properties(
            {
                "title": f"{query.title} – {organisation.name}",
                "subject": _("Tabelle zum Ausfüllen"),
                "company": settings.PORTAL_OFFICE,
                "created": timezone.localtime(self.now).replace(tzinfo=None),
            }
        )
        self._instructions()
        for sheet in sheets_of(self.content):
            self._sheet(sheet)
        self._lists()
        self._identity()

    def _instructions(self) -> None:
        sheet = self.book.add_worksheet(_("Anleitung"))
        sheet.set_column(0, 0, 100)
        sheet.hide_gridlines(2)
        for row, (text, is_head) in enumerate(instructions(self.content, on=timezone.localdate(self.now))):
            formats = self.title if row == 0 else self.bold if is_head else self.fact
            write_text(sheet, row, 0, plain(text), formats)
            if is_head:
                sheet.set_row(row, HEADING_HEIGHT)
        sheet.protect("", ALLOWED)

    def _sheet(self, content: Sheet) -> None:
        sheet = self.book.add_worksheet(content.title)
        for column, head in enumerate(content.heads):
            self._head(sheet, column, head)
        for number, row in enumerate(content.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, Input):
                    self._input(sheet, number, column, cell)
                else:
                    is_last = content.heads[column][2]
                    write_text(sheet, number, column, plain(cell), self.last if is_last else self.fact)
            sheet.set_row(number, row_height(content, row))
        sheet.set_row(0, HEAD_HEIGHT)
        sheet.freeze_panes(1, 2)
        self._set_paper(sheet, is_wide=len(content.heads) > MOST_ON_A_PAGE)
        sheet.protect("", ALLOWED)

    def _set_paper(self, sheet: Any, *, is_wide: bool) -> None:
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        if is_wide:
            sheet.repeat_columns(0, 1)
        else:
            sheet.fit_to_pages(1, 0)

    def _head(self, sheet: Any, column: int, head: Head) -> None:
        title, width, _is_last = head
        sheet.set_column(column, column, width)
        write_text(sheet, 0, column, plain(title), self.head)

    def _input(self, sheet: Any, row: int, column: int, cell: Input) -> None:
        formats = self.inputs[cell.column.kind, cell.is_locked]
        self._value(sheet, row, column, cell, formats, cell.value)
        if not cell.is_locked:
            sheet.data_validation(row, column, row, column, validation(cell.column, self._list_of))

    def _value(self, sheet: Any, row: int, column: int, cell: Input, formats: Any, value: Value) -> None:
        if isinstance(value, Decimal):
            sheet.write_number(row, column, value, formats)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, formats)
        elif text := plain(words(cell.column, value)):
            write_text(sheet, row, column, text, formats)
        else:
            sheet.write_blank(row, column, None, formats)

    def _list_of(self, labels: list[str]) -> str:
        """The cells of the hidden sheet with these labels: a list within the cell itself may only be short."""
        kept = tuple(plain(label) for label in labels)
        place = len(self.lists)
        letter = xlsxwriter.utility.xl_col_to_name(place)
        return self.lists.setdefault(kept, f"={LISTS_SHEET}!${letter}$1:${letter}${len(kept)}")

    def _lists(self) -> None:
        sheet = self.book.add_worksheet(LISTS_SHEET)
        for column, labels in enumerate(self.lists):
            for row, label in enumerate(labels):
                write_text(sheet, row, column, label, self.fact)
        sheet.protect("")
        sheet.hide()

    def _identity(self) -> None:
        sheet = self.book.add_worksheet(IDENTITY_SHEET)
        for number, row in enumerate(identity_of(self.content, now=self.now).rows()):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
        sheet.protect("")
        sheet.very_hidden()


def row_height(sheet: Sheet, row: list[Cell]) -> int:
    """In points: not every program makes room for a long text by itself, and a new text needs some too."""
    room = 4 if any(isinstance(cell, Input) and cell.column.kind is Kind.TEXT for cell in row) else 2
    lines = [_lines(cell, width) for cell, (_title, width, _is_last) in zip(row, sheet.heads, strict=True)]
    return min(max(room, *lines) * LINE_HEIGHT, TALLEST_ROW)


def _lines(cell: Cell, width: int) -> int:
    text = words(cell.column, cell.value) if isinstance(cell, Input) else cell
    return sum(1 + len(line) // width for line in text.split("\n"))
