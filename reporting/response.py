"""The response of a query as figures and bars: numbers for tables and geometry for drawings."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The pieces of a bar, together everything that was asked: code, figure, words, pattern as a path in a square of 8.
PIECES = [
    ("in_time", gettext_lazy("rechtzeitig beantwortet"), ""),
    ("late", gettext_lazy("zu spät beantwortet"), "M-2 10 10-2M-2 2 2-2M6 10l4-4"),
    ("waiting", gettext_lazy("fehlt, die Frist läuft noch"), "M3 4h2"),
    ("overdue", gettext_lazy("fehlt, die Frist ist vorbei"), "M0 0l8 8M8 0 0 8"),
]
#: The same once the query is closed: then it does not matter which day the Frist was.
PIECES_AT_THE_END = [
    PIECES[0],
    PIECES[1],
    ("unanswered", gettext_lazy("keine Antwort bis zum Schließen"), PIECES[3][2]),
]
#: How much of the drawing, in per cent, each digit of a number needs on the narrowest screen.
ROOM_PER_DIGIT = 4


@dataclass(frozen=True)
class Piece:
    """One kind of answer in a bar; `x` and `width` in per cent of the drawing."""

    code: str
    label: str
    pattern: str
    number: int = 0
    x: float = 0
    width: float = 0

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM_PER_DIGIT * len(str(self.number))


def per_cent(part: int, *, of: int) -> int:
    """Full per cent, half rounded up; 100 means everything."""
    return 100 if part == of else min((200 * part + of) // (2 * of), 99)


@dataclass(frozen=True)
class Response:
    """The figures of one group: all requests, a Handlungsfeld, an organisation, or a person."""

    label: str
    key: str
    figures: Mapping[str, int]
    #: Which filter of the list of what is missing `key` belongs to; empty where there is no list to lead to.
    query_string: str = ""
    is_over: bool = False

    @property
    def rate(self) -> int | None:
        """None where nothing was asked."""
        asked = self.figures["asked"]
        return per_cent(self.figures["answered"], of=asked) if asked else None

    @property
    def pieces(self) -> list[Piece]:
        waiting = self.figures["missing"] - self.figures["overdue"]
        numbers = {**self.figures, "waiting": waiting, "unanswered": self.figures["missing"]}
        pieces, x = [], 0.0
        for code, label, pattern in pieces_of(is_over=self.is_over):
            width = 100 * numbers[code] / self.figures["asked"] if self.figures["asked"] else 0
            pieces.append(Piece(code, str(label), pattern, numbers[code], round(x, 2), round(width, 2)))
            x += width
        return [piece for piece in pieces if piece.number]


def pieces_of(*, is_over: bool) -> Any:
    return PIECES_AT_THE_END if is_over else PIECES


def legend(*, is_over: bool = False) -> list[Piece]:
    return [Piece(code, str(label), pattern) for code, label, pattern in pieces_of(is_over=is_over)]


@dataclass(frozen=True)
class Day:
    """Answers that first came in on one day, and all until then; `x` and `y` in per cent of the drawing."""

    on: dt.date
    number: int
    total: int
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """A day that stands out in the drawing, at its end."""

    code: str
    label: str
    on: dt.date
    x: float


@dataclass(frozen=True)
class Timeline:
    """How the answers came in, from the opening until the last day or today."""

    begins: dt.date
    ends: dt.date
    #: Today, or the day of the closing, and where it lies.
    until: dt.date
    end: float
    asked: int
    #: What the height of the drawing stands for.
    most: int
    days: list[Day]
    marks: list[Mark]
    path: str

    @property
    def total(self) -> int:
        return self.days[-1].total if self.days else 0


def timeline(
    rows: Iterable[Mapping[str, Any]],
    *,
    asked: int,
    opened_on: dt.date,
    due_on: dt.date,
    grace_until: dt.date | None,
    until: dt.date,
) -> Timeline:
    """`until` is today, or the day of the closing; the line ends there, the drawing at the last day of the query."""
    counts = [(row["day"], int(row["number"])) for row in rows]
    begins = min([opened_on, *(day for day, _number in counts)])
    ends = max(grace_until or due_on, until, begins)
    length = (ends - begins).days + 1
    most = max(asked, sum(number for _day, number in counts), 1)

    def across(day: dt.date) -> float:
        part: float = min(max((day - begins).days + 1, 0), length) / length
        return round(100 * part, 2)

    days, total = [], 0
    for day, number in counts:
        total += number
        days.append(Day(day, number, total, across(day), round(100 - 100 * total / most, 2)))
    marks = [Mark("due", _("Frist"), due_on, across(due_on))]
    if grace_until:
        marks.append(Mark("grace", _("Nachfrist"), grace_until, across(grace_until)))
    path = _path(days, across(until))
    return Timeline(begins, ends, until, across(until), asked, most, days, marks, path)


def _path(days: list[Day], end: float) -> str:
    """A step for each day with answers, then level until the last known day."""
    steps = [f"H{day.x}V{day.y}" for day in days]
    last = days[-1].x if days else 0
    return "M0 100" + "".join(steps) + f"H{max(end, last)}"
