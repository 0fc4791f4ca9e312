"""What a chart is made from, and what it gives to a page or a PDF: plain values, no model of ours."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString

from .shaping import for_paper


@dataclass(frozen=True)
class Key:
    """A value that pieces of a chart stand for; the code decides on colour and pattern (palette.py)."""

    code: str
    label: str
    href: str = ""


@dataclass(frozen=True)
class StackRow:
    """One bar: how many there are of each code. `extra` are further numbers, for the table only."""

    label: str
    numbers: Mapping[str, int]
    href: str = ""
    extra: Sequence[int] = ()

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


@dataclass(frozen=True)
class Flow:
    """How many went from one code to another, or stayed."""

    before: str
    after: str
    number: int


@dataclass(frozen=True)
class SeriesPoint:
    """A value on a day; without a number it stands in the table only. The remark stands in the table."""

    on: dt.date
    value: Decimal | None
    remark: str = ""


@dataclass(frozen=True)
class Target:
    """What is to be reached: a line, or a band where there are both; `label` is the wording."""

    label: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True)
class Mark:
    """A dated event on a time line, for example a planned review; `words` where its day is not known exactly.

    `is_new_end` marks until when something is to be done that takes longer than planned.
    """

    on: dt.date
    label: str
    is_done: bool = False
    words: str = ""
    is_new_end: bool = False


@dataclass(frozen=True)
class Span:
    """One row of a time line; the bar of what is ongoing ends in an arrow. Without dates there are only the marks.

    Where a date is not known to the day, `starts` and `ends` say it in words, for example „Ende 2019“; the day then
    only tells where the bar begins or ends.

    `over_on` is a day on which it was known to be over: whatever was planned, the bar goes no further.
    """

    label: str
    code: str
    state: str
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    is_ongoing: bool = False
    marks: Sequence[Mark] = ()
    href: str = ""
    starts: str = ""
    ends: str = ""
    over_on: dt.date | None = None


@dataclass(frozen=True)
class Rate:
    """How many of the asked have answered."""

    label: str
    answered: int
    asked: int
    href: str = ""


@dataclass(frozen=True)
class LegendEntry:
    """A small picture of colour and pattern, and what they mean."""

    swatch: SafeString
    label: str
    href: str = ""


@dataclass(frozen=True)
class Heading:
    label: str
    is_numeric: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    is_numeric: bool = False


@dataclass(frozen=True)
class TableRow:
    label: str
    cells: list[Cell]
    href: str = ""


@dataclass(frozen=True)
class Table:
    """The chart's numbers: `corner` heads the column of row labels; `foot` is the sum row, if any."""

    caption: str
    corner: str
    headings: list[Heading]
    rows: list[TableRow]
    foot: TableRow | None = None


@dataclass(frozen=True)
class Chart:
    """A drawing with everything a page needs around it (template documents/charts/_figure.html).

    `svg` is as wide as a page or a sheet of paper, `narrow` is the same for small screens, drawn where it is asked
    for; a style sheet shows one of them. Both carry title, description and ids that begin with `name`, which is
    unique on the page.
    """

    name: str
    title: str
    description: str
    svg: SafeString
    draw_narrow: Callable[[], SafeString]
    table: Table
    legend: list[LegendEntry] = field(default_factory=list)
    #: What the drawing leaves out.
    note: str = ""

    @cached_property
    def narrow(self) -> SafeString:
        return self.draw_narrow()

    @property
    def paper(self) -> SafeString:
        """`svg` for a PDF, with what its maker cannot do itself done for it (shaping.py)."""
        texts = re.compile(r"(?<=>)[^<]*[\u0590-\u08ff][^<]*(?=</text>)")
        return SafeString(texts.sub(lambda found: escape(for_paper(_plain(found[0]))), self.svg))


def _plain(text: str) -> str:
    return unescape(text).strip("\u2067\u2069")
