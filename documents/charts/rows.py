"""Rows of a chart: a label and a drawing beside it or, on a small screen, under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .sheet import Sheet

GAP = 12
LABEL_GAP = 10
#: The most of the sheet's width that labels beside the drawing may take.
LABEL_SHARE = 0.36


@dataclass(frozen=True)
class RowPlan:
    """Where one row's label and drawing stand."""

    lines: list[str]
    label_top: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class RowsPlan:
    """All rows, and the strip from `left` to the sheet's edge in which they are drawn."""

    rows: list[RowPlan]
    left: float
    bottom: float


def plan_rows(
    sheet: Sheet, labels: Sequence[str], *, top: float, height: float, below: Sequence[float]
) -> RowsPlan:
    """`height` is that of each drawing, `below` the further room that each row needs under it."""
    if sheet.is_narrow:
        return _stacked(sheet, labels, top, height, below)
    width = LABEL_SHARE * sheet.width
    wrapped = [sheet.wrap(label, width) for label in labels]
    widest = max((sheet.measure(line) for lines in wrapped for line in lines), default=0)
    rows = []
    for lines, more in zip(wrapped, below, strict=True):
        label = len(lines) * sheet.line_height
        room = max(label, height)
        start = top + (room - height) / 2
        rows.append(RowPlan(lines, top + (room - label) / 2, start, start + height))
        top = max(top + room, start + height + more) + GAP
    return RowsPlan(rows, widest + LABEL_GAP if widest else 1, top - GAP)


def _stacked(
    sheet: Sheet, labels: Sequence[str], top: float, height: float, below: Sequence[float]
) -> RowsPlan:
    rows = []
    for label, more in zip(labels, below, strict=True):
        lines = sheet.wrap(label, sheet.width - 4)
        start = top + len(lines) * sheet.line_height + (4 if lines else 0)
        rows.append(RowPlan(lines, top, start, start + height))
        top = start + height + more + GAP
    return RowsPlan(rows, 1, top - GAP)


def draw_labels(sheet: Sheet, plan: RowsPlan) -> None:
    for row in plan.rows:
        if sheet.is_narrow:
            sheet.lines(0, row.label_top, row.lines)
        else:
            sheet.lines(plan.left - LABEL_GAP, row.label_top, row.lines, anchor="end")
