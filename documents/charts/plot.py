"""Values over days: grid, target, points and the line through them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.html import format_html
from django.utils.translation import gettext as _

from documents.numbers import plain_number

from .model import SeriesPoint
from .palette import ACCENT, BAND, GRID, LINE, MUTED, PAPER, TARGET
from .places import Box, Line, Point, first_free
from .sheet import Sheet

WIDE_HEIGHT, NARROW_HEIGHT = 240, 220
STEPS = 5
RADIUS = 4.5
#: Between the edges of the area and the first and last point.
INDENT = 24


@dataclass(frozen=True)
class _Plot:
    """Where values and days lie on the sheet."""

    area: Box
    steps: list[float]
    first: int
    last: int

    def x(self, point: SeriesPoint) -> float:
        if self.first == self.last:
            return self.area.middle[0]
        share = (point.on.toordinal() - self.first) / (self.last - self.first)
        return self.area.left + INDENT + share * (self.area.right - self.area.left - 2 * INDENT)

    def y(self, value: float) -> float:
        share = (value - self.steps[0]) / (self.steps[-1] - self.steps[0])
        return self.area.bottom - share * (self.area.bottom - self.area.top)


def nice_steps(lowest: float, highest: float) -> list[float]:
    """Round values for the lines of the grid, from zero or below to the highest value or above."""
    low, high = min(0.0, lowest), max(0.0, highest)
    if low == high:
        high = 1.0
    rough = (high - low) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def draw_series(sheet: Sheet, points: Sequence[SeriesPoint], limits: Sequence[float]) -> None:
    shown = [point for point in points if point.value is not None]
    values = [float(point.value) for point in shown if point.value is not None]
    numbers = [*values, *limits] or [0.0]
    plot = _plot(sheet, shown, nice_steps(min(numbers), max(numbers)))
    taken = _draw_grid(sheet, plot)
    dots = [(plot.x(point), plot.y(value)) for point, value in zip(shown, values, strict=True)]
    taken += [Box.around(x, y, 2 * RADIUS, 2 * RADIUS) for x, y in dots]
    if limits:
        taken.append(_draw_target(sheet, plot, limits, dots))
    targets = [((plot.area.left, y), (plot.area.right, y)) for y in map(plot.y, limits)]
    if dots:
        _draw_way(sheet, dots)
        _draw_values(sheet, dots, values, taken, [*pairwise(dots), *targets])
        _draw_days(sheet, plot, shown)
    else:
        sheet.text(
            *plot.area.middle, _("noch keine Werte"), anchor="middle", colour=MUTED, kind="chart-muted"
        )


def _plot(sheet: Sheet, shown: Sequence[SeriesPoint], steps: list[float]) -> _Plot:
    sheet.height = NARROW_HEIGHT if sheet.is_narrow else WIDE_HEIGHT
    left = max(sheet.measure(_amount(step)) for step in steps) + 8
    days = [point.on.toordinal() for point in shown] or [0]
    area = Box(left, sheet.line_height * 1.6, sheet.width - 1, sheet.height - sheet.line_height - 10)
    return _Plot(area, steps, min(days), max(days))


def _amount(value: float) -> str:
    return plain_number(Decimal(str(value)))


def _draw_grid(sheet: Sheet, plot: _Plot) -> list[Box]:
    """Lines with their values, whose room is given back."""
    boxes = []
    for step in plot.steps:
        y, text = plot.y(step), _amount(step)
        kind, colour = ("chart-axis", LINE) if step == 0 else ("chart-grid", GRID)
        sheet.line(kind, (plot.area.left, y), (plot.area.right, y), colour=colour)
        sheet.text(plot.area.left - 8, y, text, anchor="end", colour=MUTED, kind="chart-muted")
        boxes.append(
            Box.around(
                plot.area.left - 8 - sheet.measure(text) / 2, y, sheet.measure(text), sheet.line_height
            )
        )
    return boxes


def _draw_target(sheet: Sheet, plot: _Plot, limits: Sequence[float], dots: Sequence[Point]) -> Box:
    """Line or band with its name, where it stands in the way of the fewest values."""
    heights = sorted(plot.y(limit) for limit in limits)
    left, right = plot.area.left, plot.area.right
    if heights[0] < heights[-1]:
        sheet.add(
            '<rect class="chart-band" x="{}" y="{}" width="{}" height="{}" fill="{}" fill-opacity="0.6"/>',
            *sheet.place(left, heights[0], right - left, heights[-1] - heights[0]), BAND,
        )  # fmt: skip
    for y in dict.fromkeys(heights):
        sheet.line("chart-target", (left, y), (right, y), colour=TARGET, width=2, dashes="7 4")
    text = _("Ziel: %s") % _(" bis ").join(_amount(limit) for limit in dict.fromkeys(sorted(limits)))
    width, height = sheet.measure(text) + 4, sheet.line_height
    above, below = heights[0] - height / 2 - 3, heights[-1] + height / 2 + 3
    places = [
        Box.around(x, y, width, height)
        for y in (above, below)
        for x in (right - width / 2 - 2, left + width / 2 + 2, (left + right) / 2)
    ]
    labels = [Box.around(x, y - height / 2, height * 2, height * 2.4) for x, y in dots]
    whole = Box(0, 0, sheet.width, plot.area.bottom)
    box = first_free(places, within=whole, taken=labels, lines=list(pairwise(dots))) or places[0]
    sheet.text(*box.middle, text, anchor="middle", colour=TARGET, kind="chart-target-name", is_bold=True)
    return box


def _draw_way(sheet: Sheet, dots: Sequence[Point]) -> None:
    paint = format_html('fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round"', ACCENT)
    if len(dots) > 1:
        sheet.path("chart-series", [("M", [dots[0]]), *(("L", [dot]) for dot in dots[1:])], paint)
    for x, y in dots:
        paint = format_html('fill="{}" stroke="{}" stroke-width="1.5"', ACCENT, PAPER)
        sheet.circle("chart-dot", x, y, RADIUS, paint)


def _draw_values(
    sheet: Sheet, dots: Sequence[Point], values: Sequence[float], taken: list[Box], lines: list[Line]
) -> None:
    """Above or below their points, the latest first; where there is no room, the table has them."""
    whole = Box(0, 0, sheet.width, sheet.height - sheet.line_height - 8)
    extremes = [len(dots) - 1, 0, values.index(max(values)), values.index(min(values))]
    for place in dict.fromkeys([*extremes, *reversed(range(len(dots)))]):
        text = _amount(values[place])
        x, y = dots[place]
        width, height = sheet.measure(text) + 4, sheet.line_height
        away = RADIUS + height / 2
        centres = [(x, y - away), (x, y + away)]
        centres += [(x + side * width / 2, y + up * away) for up in (-1, 1) for side in (-1, 1)]
        own = Box.around(x, y, 2 * RADIUS, 2 * RADIUS)
        box = first_free(
            [_inside(Box.around(*centre, width, height), whole) for centre in centres],
            within=whole,
            taken=[other for other in taken if other != own],
            lines=lines,
        )
        if box:
            taken.append(box)
            sheet.plate(box.left + 1, box.middle[1], width - 2)
            sheet.text(*box.middle, text, anchor="middle", is_bold=place == len(dots) - 1)


def _inside(box: Box, whole: Box) -> Box:
    """Moved sideways, so that nothing is cut off."""
    shift = max(whole.left - box.left, 0) + min(whole.right - box.right, 0)
    return Box(box.left + shift, box.top, box.right + shift, box.bottom)


def _draw_days(sheet: Sheet, plot: _Plot, shown: Sequence[SeriesPoint]) -> None:
    years = [point.on.year for point in shown]
    form = "%Y" if len(set(years)) == len(years) else "%m.%Y"
    whole = Box(0, plot.area.bottom, sheet.width, sheet.height)
    taken: list[Box] = []
    for point in reversed(shown):
        text, x = point.on.strftime(form), plot.x(point)
        place = Box.around(
            x, plot.area.bottom + 8 + sheet.line_height / 2, sheet.measure(text) + 8, sheet.line_height
        )
        box = first_free([_inside(place, whole)], within=whole, taken=taken)
        sheet.line("chart-axis", (x, plot.area.bottom), (x, plot.area.bottom + 5), colour=LINE)
        if box:
            taken.append(box)
            sheet.text(*box.middle, text, anchor="middle", colour=MUTED, kind="chart-muted")
