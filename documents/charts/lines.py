"""The values of an indicator over the years, with what is to be reached."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from documents.numbers import plain_number

from .figure import make_chart, swatch_of_line
from .model import Cell, Chart, Heading, LegendEntry, SeriesPoint, Table, TableRow, Target
from .palette import ACCENT, TARGET
from .plot import draw_series
from .tables import day


def series(
    *,
    name: str,
    title: str,
    points: Sequence[SeriesPoint],
    unit: str = "",
    target: Target | None = None,
    rtl: bool | None = None,
) -> Chart:
    """Points without a number stand in the table only."""
    ordered = sorted(points, key=lambda point: point.on)
    legend = [LegendEntry(swatch_of_line("chart-series", ACCENT), unit or _("Wert"))]
    if _limits(target):
        legend.append(
            LegendEntry(
                swatch_of_line("chart-target", TARGET, "7 4"),
                _("Ziel: %s") % (target.label if target else ""),
            )
        )
    return make_chart(
        name=name,
        title=title,
        description="; ".join(
            f"{day(point.on)}: {plain_number(point.value)}" for point in ordered if point.value is not None
        ),
        draw=lambda sheet: draw_series(sheet, ordered, _limits(target)),
        table=_table(title, ordered, unit, target),
        legend=legend,
        rtl=rtl,
    )


def _limits(target: Target | None) -> list[float]:
    return [float(limit) for limit in (target.minimum, target.maximum) if limit is not None] if target else []


def _table(title: str, points: Sequence[SeriesPoint], unit: str, target: Target | None) -> Table:
    has_remarks = any(point.remark for point in points)

    def cells(value: str, remark: str) -> list[Cell]:
        return [Cell(value, is_numeric=True), *([Cell(remark)] if has_remarks else [])]

    heading = _("Wert (%s)") % unit if unit else _("Wert")
    return Table(
        title,
        _("Stand vom"),
        [Heading(heading, is_numeric=True), *([Heading(_("Bemerkung"))] if has_remarks else [])],
        [
            TableRow(
                day(point.on),
                cells(plain_number(point.value) if point.value is not None else "–", point.remark),
            )
            for point in points
        ],
        TableRow(_("Ziel"), cells(target.label, "")) if target else None,
    )
