"""Workbooks of Excel: real types, one heading row that stays in sight, and no formula. Same rows, same bytes."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter

from documents.texts import clean

from .cells import Cell, Row
from .sheets import MOST_ROWS, Properties, Sheet, cut, header_line, sheet_title

#: For whoever writes a workbook of another kind: what people typed is neither a formula nor a link nor a number.
TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: Excel counts days from here on, and keeps fifteen digits of a number.
FIRST_DAY = dt.date(1900, 3, 1)
LARGEST_NUMBER = 10**15
A4 = 9
#: In characters: what is wider than this gets pages side by side, for nobody could read it on one.
WIDEST_PAGE = 260
#: In points.
LINE_HEIGHT, TALLEST_ROW = 15, 405


def write_workbook(sheets: Iterable[Sheet], properties: Properties) -> bytes:
    """A workbook that fits into memory."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {**TEXT_STAYS_TEXT, "in_memory": True}) as book:
        _Writer(book, properties, makes_room=True).write(sheets)
    return file.getvalue()


def write_large_workbook(path: Path, sheets: Iterable[Sheet], properties: Properties) -> None:
    """A workbook of any size: each row is forgotten once it is written to a file beside `path`."""
    options = {**TEXT_STAYS_TEXT, "constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(str(path), options) as book:
        _Writer(book, properties, makes_room=False).write(sheets)


def write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """A cell that shows `text` as it is; XlsxWriter takes what stands between <r> and </r> for markup of its own."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], look, text[1:], look)
    else:
        sheet.write_string(row, column, text, look)


class _Writer:
    """One workbook in the making, with the formats that its sheets share.

    `makes_room` sets the heights of rows, which not every program does by itself; they are kept in memory to the end.
    """

    def __init__(self, book: Any, properties: Properties, *, makes_room: bool) -> None:
        self.book, self.makes_room = book, makes_room
        self.titles: list[str] = []
        base = {"valign": "top"}
        self.heading = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1})
        self.text = book.add_format({**base, "text_wrap": True})
        self.number = book.add_format(base)
        self.fixed: dict[int, Any] = {}
        self.day = book.add_format({**base, "num_format": "dd.mm.yyyy", "align": "left"})
        self.moment = book.add_format({**base, "num_format": "dd.mm.yyyy hh:mm", "align": "left"})
        book.set_properties(
            {
                "title": clean(properties.title),
                "subject": clean(properties.subject),
                "author": clean(properties.author),
                "created": dt.datetime.combine(properties.created, dt.time()),
            }
        )

    def write(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            for number, rows in enumerate(_parts(sheet.rows), start=1):
                self._sheet(sheet, rows, number)

    def _sheet(self, content: Sheet, rows: Iterable[Row], number: int) -> None:
        title = sheet_title(content.title, self.titles, number)
        self.titles.append(title)
        sheet = self.book.add_worksheet(title)
        self._set_page(sheet, content)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, row_height(content, [column.title for column in content.columns]))
        for place, column in enumerate(content.columns):
            sheet.set_column(place, place, column.width)
            write_text(sheet, 0, place, cut(clean(column.title)), self.heading)
        formats = [self._numbers(column.decimals) for column in content.columns]
        last = 0
        for last, row in enumerate(rows, start=1):
            if self.makes_room:
                sheet.set_row(last, row_height(content, row))
            for place, cell in enumerate(row):
                self._cell(sheet, last, place, cell, formats[place])
        if content.columns:
            sheet.autofilter(0, 0, last, len(content.columns) - 1)

    def _set_page(self, sheet: Any, content: Sheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        sheet.set_header(header_line(clean(content.header)))
        if sum(column.width for column in content.columns) <= WIDEST_PAGE:
            sheet.fit_to_pages(1, 0)
        else:
            # So that each printed page says whose values it shows.
            sheet.repeat_columns(0)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell, numbers: Any) -> None:
        if cell is None:
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, self.number)
        elif isinstance(cell, dt.date):
            self._date(sheet, row, column, cell)
        elif isinstance(cell, str):
            self._string(sheet, row, column, cell)
        else:
            self._number(sheet, row, column, cell, numbers)

    def _numbers(self, decimals: int | None) -> Any:
        """The look of a column's numbers."""
        if decimals is None:
            return self.number
        if decimals not in self.fixed:
            shown = {"valign": "top", "num_format": f"#,##0.{'0' * decimals}"}
            self.fixed[decimals] = self.book.add_format(shown)
        return self.fixed[decimals]

    def _number(self, sheet: Any, row: int, column: int, cell: int | float | Decimal, numbers: Any) -> None:
        number = Decimal(str(cell))
        if number.is_finite() and abs(number) < LARGEST_NUMBER:
            sheet.write_number(row, column, cell, numbers)
        else:
            self._string(sheet, row, column, format(number, "f"))

    def _date(self, sheet: Any, row: int, column: int, cell: dt.date) -> None:
        if (cell.date() if isinstance(cell, dt.datetime) else cell) < FIRST_DAY:
            self._string(sheet, row, column, cell.isoformat())
        elif isinstance(cell, dt.datetime):
            # A cell knows no time zone; the caller hands over local time.
            sheet.write_datetime(row, column, cell.replace(tzinfo=None), self.moment)
        else:
            sheet.write_datetime(row, column, cell, self.day)

    def _string(self, sheet: Any, row: int, column: int, text: str) -> None:
        if shown := cut(clean(text)):
            write_text(sheet, row, column, shown, self.text)


def row_height(sheet: Sheet, row: Row) -> int:
    """In points, by the longest text."""
    lines = [
        sum(1 + len(line) * 10 // (column.width * 9) for line in cell.split("\n"))
        for cell, column in zip(row, sheet.columns, strict=False)
        if isinstance(cell, str)
    ]
    return min(max([1, *lines]) * LINE_HEIGHT, TALLEST_ROW)


def _parts(rows: Iterable[Row]) -> Iterator[Iterable[Row]]:
    """As many rows as fit on one sheet, then those of the next; one part even where there is no row."""
    left = iter(rows)
    first = next(left, None)
    if first is None:
        yield []
    while first is not None:
        yield chain([first], islice(left, MOST_ROWS - 2))
        first = next(left, None)
