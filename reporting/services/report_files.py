"""CSV and XLSX of a report, made from the frozen parts and kept with their hash."""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from reporting.frozen import FrozenReport, load_report
from reporting.models import FileKind, ReportFile

from .report_rows import Cell, Row, answer_rows, indicator_rows, organisation_rows, overview_rows

#: Excel cuts a longer text off; 32,767 is its limit.
LONGEST_TEXT = 32_000
#: A spreadsheet takes a text that begins so for a formula (SAFETY.md, security 8).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def build_report_files(
    payload: Mapping[str, Any], now: dt.datetime, progress: Callable[[int, int], None]
) -> None:
    """Job REPORT_FILES; where the files exist already they stay, for their content follows from what is frozen."""
    uuid = UUID(payload["query"])
    with translation.override(settings.LANGUAGE_CODE):
        report = load_report(uuid)
        contents = {FileKind.CSV: csv_file(report), FileKind.XLSX: xlsx_file(report)}
    ReportFile.objects.bulk_create(
        [
            ReportFile(
                query_uuid=uuid,
                kind=kind,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                created_at=now,
            )
            for kind, content in contents.items()
        ],
        ignore_conflicts=True,
    )


def csv_file(report: FrozenReport) -> bytes:
    """As German spreadsheets open it by a double click: UTF-8 with mark, semicolons, CRLF."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([csv_cell(cell) for cell in row] for row in answer_rows(report))
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(report: FrozenReport) -> bytes:
    """Three or four sheets; the same snapshot gives the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        closed = dt.date.fromisoformat(report.head["query"]["closed_on"])
        book.set_properties(
            {
                "title": report.head["query"]["title"],
                "company": report.head["concept"]["municipality"],
                # The day of the cut, not of the making.
                "created": dt.datetime.combine(closed, dt.time()),
            }
        )
        _add_sheet(book, _("Überblick"), overview_rows(report))
        _add_sheet(book, _("Maßnahmen"), answer_rows(report))
        _add_sheet(book, _("Teilziele"), indicator_rows(report))
        if organisations := list(organisation_rows(report)):
            _add_sheet(book, _("Organisationen"), organisations)
    return file.getvalue()


def csv_cell(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float):
        # With a comma: a German spreadsheet takes 1.5 for the first of May.
        return format(Decimal(str(cell)).normalize(), "f").replace(".", ",")
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def _add_sheet(book: Any, title: str, rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(title)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell[:LONGEST_TEXT], heading if number == 0 else text)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(number, column, cell, day)
            elif cell is not None:
                sheet.write_number(number, column, cell, text)
    sheet.set_column(0, sheet.dim_colmax, 22)
    sheet.freeze_panes(1, 0)
