"""What a workbook is made of, and the limits of Excel."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .cells import Row

MOST_ROWS = 1_048_576
LONGEST_TITLE = 31
#: Counted as Excel counts, in units of UTF-16.
LONGEST_TEXT = 32_767
#: Of the line above a printed page, signs of its own language among them.
LONGEST_HEADER = 200
_CUT = " […]"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: A name that Excel keeps for itself.
_RESERVED = "history"


@dataclass(frozen=True)
class Column:
    """A heading; the width in characters; how many decimals a number shows, else as many as it has."""

    title: str
    width: int = 22
    decimals: int | None = None


@dataclass(frozen=True)
class Sheet:
    """One heading row and rows of values; `rows` without the heading, read once and one after the other.

    `header` stands above each printed page.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    header: str = ""


@dataclass(frozen=True)
class Properties:
    """What a workbook says of itself; `created` is the day its content stands for, never that of the making."""

    title: str
    author: str
    created: dt.date
    subject: str = ""


def sheet_title(wanted: str, taken: Iterable[str], number: int = 1) -> str:
    """A name that Excel takes: short, without its signs, and no other sheet's."""
    name = _FORBIDDEN.sub(" ", wanted).strip().strip("'") or "-"
    if name.lower() == _RESERVED:
        name = f"{name}_"
    known = {title.lower() for title in taken}
    while (found := _numbered(name, number)).lower() in known:
        number += 1
    return found


def cut(text: str) -> str:
    """Cut visibly where a cell cannot hold more."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(_CUT)
    # A pair that is cut in two leaves its half, which no file can carry.
    return units[: 2 * room].decode("utf-16-le", errors="ignore") + _CUT


def header_line(text: str) -> str:
    """In the language of Excel's headers, in which `&` begins a sign."""
    return "&L" + text[:LONGEST_HEADER].replace("&", "&&")[:LONGEST_HEADER].rstrip("&") + "&R&P / &N"


def _numbered(name: str, number: int) -> str:
    end = f" ({number})" if number > 1 else ""
    return name[: LONGEST_TITLE - len(end)].rstrip() + end
