"""How many of those who were asked have answered."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from documents.numbers import plain_number

from .bars import Bar, draw_bars
from .figure import key_legend, make_chart
from .model import Cell, Chart, Key, Rate, Table, TableRow
from .tables import numeric, numeric_headings


def response_rate(
    *,
    name: str,
    title: str,
    rates: Sequence[Rate],
    row_heading: str,
    total: Rate | None = None,
    rtl: bool | None = None,
) -> Chart:
    """One bar per organisation or Handlungsfeld, or a single one, each as long as a hundred per cent.

    `total` is a bar above the others and the last row of the table.
    """
    keys = [Key("answered", _("beantwortet")), Key("missing", _("nicht beantwortet"))]
    bars = [
        Bar(
            rate.label,
            [
                (code, n)
                for code, n in (("answered", rate.answered), ("missing", rate.asked - rate.answered))
                if n > 0
            ],
            1 if rate.asked else 0,
            percentage(rate),
        )
        for rate in [*([total] if total else []), *rates]
    ]
    return make_chart(
        name=name,
        title=title,
        description="; ".join(
            _("%(label)s: %(answered)s von %(asked)s")
            % {
                "label": rate.label,
                "answered": plain_number(rate.answered),
                "asked": plain_number(rate.asked),
            }
            for rate in rates
        ),
        draw=lambda sheet: draw_bars(sheet, bars),
        table=_rate_table(title, rates, row_heading, total),
        legend=key_legend(name, keys, occurring={code for bar in bars for code, _number in bar.pieces}),
        rtl=rtl,
    )


def percentage(rate: Rate) -> str:
    """Nobody reads „100 %“ where one is missing, nor „0 %“ where one has answered."""
    if not rate.asked:
        return "–"
    share = round(100 * rate.answered / rate.asked)
    if 0 < rate.answered < rate.asked:
        share = min(max(share, 1), 99)
    return f"{share}\u00a0%"


def _rate_table(title: str, rates: Sequence[Rate], row_heading: str, total: Rate | None) -> Table:
    def cells(rate: Rate) -> list[Cell]:
        return [*numeric([rate.answered, rate.asked]), Cell(percentage(rate), is_numeric=True)]

    return Table(
        title,
        row_heading,
        numeric_headings([_("beantwortet"), _("gefragt"), _("Anteil")]),
        [TableRow(rate.label, cells(rate), rate.href) for rate in rates],
        TableRow(total.label, cells(total)) if total else None,
    )
