"""Bars in rows, each of one or more pieces with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from documents.numbers import plain_number

from .palette import LINE
from .rows import draw_labels, plan_rows
from .sheet import Sheet

BAR_HEIGHT = 26
#: Between two numbers that stand under a bar.
NUMBER_GAP = 6
SMALL_WIDTH = 320


@dataclass(frozen=True)
class Bar:
    """A labelled row of pieces; `length` is its share of the longest possible bar, `end` is written behind it.

    In a plain bar the pieces carry no numbers, because the end says it all.
    """

    label: str
    pieces: list[tuple[str, int]]
    length: float
    end: str
    is_plain: bool = False


@dataclass(frozen=True)
class _Piece:
    code: str
    left: float
    width: float
    text: str

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def draw_bars(sheet: Sheet, bars: Sequence[Bar]) -> None:
    """Each number stands in its piece or, where that is too narrow, under the bar with a line to it."""
    behind = max((sheet.measure(bar.end) + 8 for bar in bars if bar.end), default=0)
    plan = plan_rows(sheet, [bar.label for bar in bars], top=1, height=BAR_HEIGHT, below=[0] * len(bars))
    room = sheet.width - plan.left - behind - 1
    pieces = [_pieces(bar, plan.left, room) for bar in bars]
    edge = 0 if sheet.is_narrow else plan.left
    outside = [_outside(sheet, own, sheet.width - edge) for own in pieces]
    below = [5 + len(lines) * sheet.line_height if lines else 0 for lines in outside]
    plan = plan_rows(sheet, [bar.label for bar in bars], top=1, height=BAR_HEIGHT, below=below)
    draw_labels(sheet, plan)
    for bar, row, own, lines in zip(bars, plan.rows, pieces, outside, strict=True):
        for piece in own:
            sheet.piece(piece.code, piece.left, row.top, piece.width, BAR_HEIGHT)
        for piece in own:
            if piece.text and _has_room(sheet, piece):
                sheet.number(piece.code, piece.middle, row.middle, piece.text)
        _draw_outside(sheet, lines, edge, row.bottom)
        if bar.end:
            sheet.text(plan.left + bar.length * room + 8, row.middle, bar.end, is_bold=True)
    sheet.height = plan.bottom + 2


def _pieces(bar: Bar, left: float, room: float) -> list[_Piece]:
    pieces = []
    total = sum(count for _code, count in bar.pieces)
    for code, count in bar.pieces:
        width = room * bar.length * count / total
        pieces.append(_Piece(code, left, width, "" if bar.is_plain else plain_number(count)))
        left += width
    return pieces


def _has_room(sheet: Sheet, piece: _Piece) -> bool:
    return not piece.text or sheet.measure(piece.text) + 8 <= piece.width


def _outside(sheet: Sheet, pieces: list[_Piece], room: float) -> list[list[_Piece]]:
    """The pieces whose numbers stand under the bar, in as many lines as they need."""
    lines: list[list[_Piece]] = []
    used = 0.0
    for piece in pieces:
        if _has_room(sheet, piece):
            continue
        width = sheet.measure(piece.text) + NUMBER_GAP
        if not lines or used + width > room:
            lines.append([])
            used = 0
        lines[-1].append(piece)
        used += width
    return lines


def _draw_outside(sheet: Sheet, lines: list[list[_Piece]], edge: float, bottom: float) -> None:
    """Numbers side by side, each as near to the middle of its piece as the others leave room."""
    for place, pieces in enumerate(lines):
        y = bottom + 5 + (place + 0.5) * sheet.line_height
        for piece, centre in zip(pieces, _centres(sheet, pieces, edge), strict=True):
            if not place:
                sheet.line("chart-line", (piece.middle, bottom), (centre, bottom + 5), colour=LINE)
            sheet.text(centre, y, piece.text, anchor="middle")


def _centres(sheet: Sheet, pieces: list[_Piece], edge: float) -> list[float]:
    widths = [sheet.measure(piece.text) for piece in pieces]
    centres: list[float] = []
    start = edge
    for piece, width in zip(pieces, widths, strict=True):
        centres.append(max(piece.middle, start + width / 2))
        start = centres[-1] + width / 2 + NUMBER_GAP
    end = sheet.width
    for place in reversed(range(len(pieces))):
        centres[place] = min(centres[place], end - widths[place] / 2)
        end = centres[place] - widths[place] / 2 - NUMBER_GAP
    return centres


def small_bar(name: str, pieces: list[tuple[str, int]], *, length: float) -> SafeString:
    """One bar beside words that say the same, so without a title; `length` is its share of the longest one."""
    sheet = Sheet(name, width=SMALL_WIDTH, size=15, is_mirrored=get_language_bidi())
    draw_bars(sheet, [Bar("", pieces, length, "")])
    return sheet.ornament("chart-svg")
