"""Tables as files: what a cell may hold, CSV in two variants, and workbooks of Excel."""

from .cells import FORMULA_SIGNS, FULL_WIDTH_SIGNS, Cell, Row, escaped, unescaped
from .lines import GERMAN, RFC_4180, Variant, csv_rows
from .sheets import Column, Properties, Sheet
from .workbooks import TEXT_STAYS_TEXT, write_large_workbook, write_text, write_workbook

__all__ = [
    "FORMULA_SIGNS",
    "FULL_WIDTH_SIGNS",
    "GERMAN",
    "RFC_4180",
    "TEXT_STAYS_TEXT",
    "Cell",
    "Column",
    "Properties",
    "Row",
    "Sheet",
    "Variant",
    "csv_rows",
    "escaped",
    "unescaped",
    "write_large_workbook",
    "write_text",
    "write_workbook",
]
