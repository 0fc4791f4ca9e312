"""A time line: from when to when something runs, dated events on it, and today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .figure import key_legend, make_chart, swatch_of_line, swatch_of_mark, swatch_of_ring
from .model import Cell, Chart, Heading, Key, LegendEntry, Mark, Span, Table, TableRow
from .palette import GRID, MUTED, TEXT, TODAY
from .places import Point
from .rows import RowPlan, RowsPlan, draw_labels, plan_rows
from .sheet import DIAMOND, Sheet
from .tables import day

BAR_HEIGHT = 20
ARROW, SHORTEST = 10, 12
#: Of the lines along what nobody has named an end for.
DASHES = "4 3"
#: How far the lines of years and today reach beyond a row's bar.
REACH = 6


@dataclass(frozen=True)
class _Scale:
    """Days on the sheet, from the first of a year to the last of another."""

    first_year: int
    last_year: int
    left: float
    right: float

    def x(self, on: dt.date) -> float:
        start, end = (
            dt.date(self.first_year, 1, 1).toordinal(),
            dt.date(self.last_year, 12, 31).toordinal() + 1,
        )
        return self.left + (on.toordinal() - start) / (end - start) * (self.right - self.left)


def timeline(
    *,
    name: str,
    title: str,
    spans: Sequence[Span],
    keys: Sequence[Key],
    row_heading: str,
    state_heading: str = "",
    today: dt.date | None = None,
    today_label: str = "",
    undated: Sequence[str] = (),
    rtl: bool | None = None,
) -> Chart:
    """One row per span, in the given order; with a `state_heading` the table has a column of their states.

    `today_label` names the day of the upright line where that is not today, for example „Stichtag“. `undated` names
    what has no row.
    """
    legend = key_legend(name, keys, occurring={span.code for span in spans if _has_bar(span)})
    chart = make_chart(
        name=name,
        title=title,
        description="; ".join(f"{span.label}: {_in_words(span)}" for span in spans),
        draw=lambda sheet: _draw(sheet, spans, today, today_label or _("heute")),
        table=_table(title, spans, row_heading, state_heading),
        legend=legend + _legend_of_ends(spans) + _legend_of_marks(spans),
        rtl=rtl,
    )
    return replace(chart, note=_("Ohne Zeitangabe: %s") % "; ".join(undated)) if undated else chart


def _legend_of_ends(spans: Sequence[Span]) -> list[LegendEntry]:
    if not any(map(_is_open, spans)):
        return []
    return [LegendEntry(swatch_of_line("chart-piece", TEXT, DASHES), _("Ende nicht genannt"))]


def _legend_of_marks(spans: Sequence[Span]) -> list[LegendEntry]:
    marks = [mark for span in spans for mark in span.marks]
    done = {mark.is_done for mark in marks if not mark.is_new_end}
    words = [(False, _("geplanter Termin")), (True, _("Termin hat stattgefunden"))]
    legend = [LegendEntry(swatch_of_mark(is_done=kind), text) for kind, text in words if kind in done]
    if any(mark.is_new_end for mark in marks):
        legend.append(LegendEntry(swatch_of_ring(), _("neuer Termin")))
    return legend


def _has_bar(span: Span) -> bool:
    return bool(span.starts_on or span.ends_on or span.is_ongoing)


def _end(span: Span) -> dt.date | None:
    return span.over_on if _is_cut(span) else _planned_end(span)


def _planned_end(span: Span) -> dt.date | None:
    return None if span.is_ongoing else span.ends_on


def _is_cut(span: Span) -> bool:
    """Whether it was over before its planned end, or without one."""
    return span.over_on is not None and span.over_on < (_planned_end(span) or dt.date.max)


def _is_open(span: Span) -> bool:
    """Whether it has a bar and nobody has named its end."""
    return _has_bar(span) and not span.is_ongoing and not _end(span)


def _days(spans: Sequence[Span], today: dt.date | None) -> list[dt.date]:
    days = [
        day
        for span in spans
        for day in (span.starts_on, _end(span), *(mark.on for mark in span.marks))
        if day
    ]
    return [*days, *([today] if today else [])] or [dt.date(2000, 1, 1)]


def _draw(sheet: Sheet, spans: Sequence[Span], today: dt.date | None, today_label: str) -> None:
    days = _days(spans, today)
    top = sheet.line_height * (2 if today else 1) + REACH + 4
    plan = plan_rows(
        sheet, [span.label for span in spans], top=top, height=BAR_HEIGHT, below=[2] * len(spans)
    )
    # What goes on reaches beyond the last known day.
    last_year = max(days).year + any(_has_bar(span) and not _end(span) for span in spans)
    scale = _Scale(
        min(days).year, min(last_year, dt.MAXYEAR - 1), plan.left + DIAMOND, sheet.width - DIAMOND - 1
    )
    for x, text in _years(sheet, scale):
        _draw_upright(sheet, plan, x, "chart-grid", GRID, 1)
        sheet.text(x + 3, top - REACH - sheet.line_height / 2, text, colour=MUTED, kind="chart-muted")
    draw_labels(sheet, plan)
    for span, row in zip(spans, plan.rows, strict=True):
        _draw_bar(sheet, span, row, scale, today)
    if today:
        _draw_today(sheet, plan, scale.x(today), f"{today_label}, {day(today)}")
    for span, row in zip(spans, plan.rows, strict=True):
        for mark in span.marks:
            _draw_mark(sheet, mark, scale.x(mark.on), row.middle)
    sheet.height = plan.bottom + REACH


def _years(sheet: Sheet, scale: _Scale) -> list[tuple[float, str]]:
    """Beginnings of years, as many as have room for their names."""
    number = scale.last_year - scale.first_year + 1
    room = (scale.right - scale.left) / number
    needed = sheet.measure("2000") + 10
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * room >= needed or step == 1000)
    years = [year for year in range(scale.first_year, scale.last_year + 1) if year % step == 0 or step == 1]
    return [(x, str(year)) for year in years if (x := scale.x(dt.date(year, 1, 1))) + needed <= sheet.width]


def _draw_upright(sheet: Sheet, plan: RowsPlan, x: float, kind: str, colour: str, width: float) -> None:
    """Through all rows; on a small screen only beside the bars, not through the labels above them."""
    if not plan.rows:
        return
    if sheet.is_narrow:
        for row in plan.rows:
            sheet.line(kind, (x, row.top - 3), (x, row.bottom + 3), colour=colour, width=width)
    else:
        top, bottom = plan.rows[0].top - REACH, plan.bottom + REACH
        sheet.line(kind, (x, min(top, plan.rows[0].label_top)), (x, bottom), colour=colour, width=width)


def _draw_mark(sheet: Sheet, mark: Mark, x: float, y: float) -> None:
    if mark.is_new_end:
        sheet.ring(x, y)
    else:
        sheet.diamond(x, y, is_full=mark.is_done)


def _draw_bar(sheet: Sheet, span: Span, row: RowPlan, scale: _Scale, today: dt.date | None) -> None:
    """What is ongoing or has no known beginning reaches to the edge and ends there in an arrow.

    Without a known end the bar reaches to today; dashed lines go on from there.
    """
    if not _has_bar(span):
        if not span.marks:
            _draw_nothing(sheet, row, scale.left)
        return
    ends_on = _end(span)
    left = scale.x(span.starts_on) if span.starts_on else scale.left
    until = ends_on or (today if _is_open(span) else None)
    right = scale.x(until + dt.timedelta(days=1)) if until else scale.right
    left = min(left, scale.right - SHORTEST)
    right = max(right, left + SHORTEST) if until or span.is_ongoing else left + SHORTEST
    tips = (0 if span.starts_on else ARROW, ARROW if span.is_ongoing and not ends_on else 0)
    sheet.shape(span.code, _corners(left, right, row, tips))
    if _is_open(span) and right < scale.right:
        for y in (row.top, row.bottom):
            sheet.line("chart-piece", (right, y), (scale.right, y), colour=TEXT, width=1.5, dashes=DASHES)


def _corners(left: float, right: float, row: RowPlan, tips: tuple[float, float]) -> list[Point]:
    upper = [(left + tips[0], row.top), (right - tips[1], row.top)]
    lower = [(right - tips[1], row.bottom), (left + tips[0], row.bottom)]
    return [(left, row.middle), *upper, (right, row.middle), *lower]


def _draw_nothing(sheet: Sheet, row: RowPlan, left: float) -> None:
    text = _("ohne Zeitangabe")
    sheet.plate(left, row.middle, sheet.measure(text) + 12)
    sheet.text(left + 6, row.middle, text, colour=MUTED, kind="chart-muted")


def _draw_today(sheet: Sheet, plan: RowsPlan, x: float, text: str) -> None:
    _draw_upright(sheet, plan, x, "chart-today", TODAY, 2)
    half = sheet.measure(text) / 2
    centre = min(max(x, half), sheet.width - half)
    sheet.text(
        centre,
        sheet.line_height / 2,
        text,
        anchor="middle",
        colour=TODAY,
        kind="chart-today-name",
        is_bold=True,
    )


def _in_words(span: Span) -> str:
    parts = [_run(span), *map(_named, span.marks)]
    return ", ".join(part for part in parts if part) or _("ohne Termine")


def _run(span: Span) -> str:
    parts = []
    if span.starts_on:
        parts.append(_("ab %s") % _start(span))
    if _planned_end(span) and not _is_cut(span):
        parts.append(_("bis %s") % _finish(span))
    elif _is_open(span):
        parts.append(_("Ende nicht genannt"))
    elif _has_bar(span):
        parts.append(_finish(span))
    return (", " if _is_open(span) or _is_cut(span) else " ").join(parts)


def _start(span: Span) -> str:
    """No more exactly than it is known."""
    return span.starts or day(span.starts_on)


def _finish(span: Span) -> str:
    if span.over_on and _is_cut(span):
        return _("beendet, Stand vom %s") % day(span.over_on)
    if span.is_ongoing:
        return _("fortlaufend")
    return _("nicht genannt") if _is_open(span) else span.ends or day(span.ends_on)


def _named(mark: Mark) -> str:
    return f"{mark.label} {mark.words or day(mark.on)}"


def _table(title: str, spans: Sequence[Span], row_heading: str, state_heading: str) -> Table:
    states = [Heading(state_heading)] if state_heading else []
    return Table(
        title,
        row_heading,
        [*states, Heading(_("Beginn")), Heading(_("Ende")), Heading(_("Termine"))],
        [TableRow(span.label, [Cell(span.state)] * len(states) + _cells(span), span.href) for span in spans],
    )


def _cells(span: Span) -> list[Cell]:
    marks = "; ".join(map(_named, span.marks)) or "–"
    return [Cell(_start(span)), Cell(_finish(span)), Cell(marks)]
