"""CSV, line by line: a large table needs no more memory than a small one."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from documents.texts import clean

from .cells import Cell, Row, escaped

#: So many characters are handed on at once, so that a large table does not become a hundred thousand small pieces.
PIECE = 32_768


@dataclass(frozen=True)
class Variant:
    """How a CSV is written. Days are ISO 8601 in both, which every spreadsheet reads as a day."""

    name: str
    delimiter: str
    decimal_mark: str
    encoding: str
    yes: str
    no: str


#: As German spreadsheets open it by a double click: with a mark for UTF-8, and 1,5 instead of the first of May.
GERMAN = Variant("de", ";", ",", "utf-8-sig", "ja", "nein")
#: As programs read it.
RFC_4180 = Variant("rfc4180", ",", ".", "utf-8", "true", "false")


def csv_rows(rows: Iterable[Row], variant: Variant = GERMAN) -> Iterator[bytes]:
    """The file in pieces; the first one holds the heading alone, so that a download begins at once."""
    writer = csv.writer(_Echo(), delimiter=variant.delimiter, lineterminator="\r\n")
    encoding, lines, size = variant.encoding, [], PIECE
    for row in rows:
        line: str = writer.writerow([csv_cell(cell, variant) for cell in row])
        lines.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(lines).encode(encoding)
            # Only the first piece begins with a mark.
            encoding, lines, size = "utf-8", [], 0
    if lines:
        yield "".join(lines).encode(encoding)


def csv_cell(cell: Cell, variant: Variant) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return escaped(clean(cell))
    if isinstance(cell, bool):
        return variant.yes if cell else variant.no
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return _number(cell).replace(".", variant.decimal_mark)


def _number(cell: int | float | Decimal) -> str:
    """Without exponent and without zeros that say nothing."""
    number = Decimal(str(cell))
    return format(number.normalize() + 0, "f") if number.is_finite() else ""


class _Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
