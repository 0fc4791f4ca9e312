"""Two columns of states, and ribbons from one to the other, each with its number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html

from documents.numbers import plain_number

from .model import Flow, Key
from .palette import LOOKS, RIBBON_EDGE
from .places import Point
from .sheet import Sheet

NODE_WIDTH = 22
LABEL_WIDTH = 190
#: Height of all ribbons together, where the numbers leave it to us; of one measure at most; of a ribbon at least.
WANTED_HEIGHT, MOST_FOR_ONE, THINNEST = 300, 24, 2
NODE_GAP, WIDEST_GAP = 14, 40


@dataclass(frozen=True)
class _Node:
    """A state in one of the columns, with the height of the ribbons' places by the other column's state."""

    lines: list[str]
    slots: dict[str, float]
    top: float = 0

    def height(self, line_height: float) -> float:
        return max(self.length, len(self.lines) * line_height)

    @property
    def length(self) -> float:
        return sum(self.slots.values())

    def start(self, code: str) -> float:
        """Where the place of one ribbon begins; a long label leaves it in the middle of its room."""
        places = list(self.slots)
        return self.top + sum(self.slots[place] for place in places[: places.index(code)])


def kind_of(way: Flow) -> str:
    return "stayed" if way.before == way.after else "moved"


def draw_ribbons(sheet: Sheet, ways: Sequence[Flow], keys: Sequence[Key], titles: tuple[str, str]) -> None:
    unit = min(MOST_FOR_ONE, WANTED_HEIGHT / max(1, sum(way.number for way in ways)))
    top = _draw_heads(sheet, titles)
    thickness = {(way.before, way.after): max(THINNEST, way.number * unit) for way in ways}
    # A number needs a line's height; it stands where the ribbon leaves the first column.
    slots = {way: max(height, sheet.line_height + 2) for way, height in thickness.items()}
    before = _column(sheet, keys, {key.code: _from(key.code, slots) for key in keys}, ways, place=0)
    after = _column(sheet, keys, {key.code: _to(key.code, thickness) for key in keys}, ways, place=1)
    bottom = max(_spread(sheet, before, top), _spread(sheet, after, top))
    before, after = _placed(sheet, before, top, bottom), _placed(sheet, after, top, bottom)
    left, right = LABEL_WIDTH + NODE_WIDTH, sheet.width - LABEL_WIDTH - NODE_WIDTH
    starts = {
        (way.before, way.after): before[way.before].start(way.after)
        + (slots[way.before, way.after] - thickness[way.before, way.after]) / 2
        for way in ways
    }
    for way in sorted(ways, key=lambda way: way.before != way.after):
        pair = (way.before, way.after)
        end = (right, after[way.after].start(way.before))
        _draw_ribbon(sheet, kind_of(way), (left, starts[pair]), end, thickness[pair])
    _draw_nodes(sheet, before, left - NODE_WIDTH, LABEL_WIDTH - 10, "end")
    _draw_nodes(sheet, after, right, right + NODE_WIDTH + 10, "start")
    for way in ways:
        pair = (way.before, way.after)
        _draw_number(
            sheet, plain_number(way.number), left, starts[pair] + thickness[pair] / 2, thickness[pair]
        )
    sheet.height = bottom + 2


def _draw_heads(sheet: Sheet, titles: tuple[str, str]) -> float:
    heads = [sheet.wrap(title, sheet.width / 2 - 20) for title in titles]
    sheet.lines(0, 0, heads[0], is_bold=True)
    sheet.lines(sheet.width, 0, heads[1], anchor="end", is_bold=True)
    return max(map(len, heads)) * sheet.line_height + 12


def _from(code: str, heights: dict[tuple[str, str], float]) -> dict[str, float]:
    return {after: height for (before, after), height in heights.items() if before == code}


def _to(code: str, heights: dict[tuple[str, str], float]) -> dict[str, float]:
    return {before: height for (before, after), height in heights.items() if after == code}


def _column(
    sheet: Sheet, keys: Sequence[Key], slots: dict[str, dict[str, float]], ways: Sequence[Flow], *, place: int
) -> dict[str, _Node]:
    totals: dict[str, int] = defaultdict(int)
    for way in ways:
        totals[(way.before, way.after)[place]] += way.number
    return {
        key.code: _Node(
            sheet.wrap(f"{key.label}: {plain_number(totals[key.code])}", LABEL_WIDTH - 12), slots[key.code]
        )
        for key in keys
        if totals[key.code]
    }


def _spread(sheet: Sheet, column: dict[str, _Node], top: float) -> float:
    heights = [node.height(sheet.line_height) for node in column.values()]
    return top + sum(heights) + NODE_GAP * max(0, len(heights) - 1)


def _placed(sheet: Sheet, column: dict[str, _Node], top: float, bottom: float) -> dict[str, _Node]:
    """The nodes under each other; the shorter column is spread over the height of the longer one."""
    free = bottom - _spread(sheet, column, top)
    gap = min(free / max(1, len(column) - 1), WIDEST_GAP)
    top += (free - gap * (len(column) - 1)) / 2
    placed = {}
    for code, node in column.items():
        height = node.height(sheet.line_height)
        placed[code] = replace(node, top=top + (height - node.length) / 2)
        top += height + NODE_GAP + gap
    return placed


def _draw_ribbon(sheet: Sheet, kind: str, start: Point, end: Point, height: float) -> None:
    (left, upper), (right, lower) = start, end
    middle = (left + right) / 2
    sheet.path(
        f"chart-ribbon chart-look--{kind}",
        [
            ("M", [(left, upper)]),
            ("C", [(middle, upper), (middle, lower), (right, lower)]),
            ("L", [(right, lower + height)]),
            ("C", [(middle, lower + height), (middle, upper + height), (left, upper + height)]),
            ("Z", []),
        ],
        format_html(
            'fill="{}" fill-opacity="0.75" stroke="{}" stroke-width="0.75"', LOOKS[kind].back, RIBBON_EDGE
        ),
    )


def _draw_nodes(sheet: Sheet, column: dict[str, _Node], x: float, label_x: float, anchor: str) -> None:
    for code, node in column.items():
        sheet.piece(code, x, node.top, NODE_WIDTH, node.length)
        top = node.top + (node.length - len(node.lines) * sheet.line_height) / 2
        sheet.lines(label_x, top, node.lines, anchor=anchor)


def _draw_number(sheet: Sheet, text: str, left: float, middle: float, thickness: float) -> None:
    """On its ribbon, or on a plate of the paper's colour over a ribbon that is thinner than the number."""
    width = sheet.measure(text) + 6
    if thickness < sheet.line_height:
        sheet.plate(left + 8, middle, width)
    sheet.text(left + 8 + width / 2, middle, text, anchor="middle", is_bold=True)
