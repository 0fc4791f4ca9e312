"""State per row: one bar each, as long as its total, in pieces."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from documents.numbers import plain_number

from .bars import Bar, draw_bars
from .figure import key_legend, make_chart
from .model import Cell, Chart, Key, StackRow, Table, TableRow
from .tables import numeric, numeric_headings


def stacked_bars(
    *,
    name: str,
    title: str,
    keys: Sequence[Key],
    rows: Sequence[StackRow],
    row_heading: str,
    extra_headings: Sequence[str] = (),
    sums_up: bool = True,
    rtl: bool | None = None,
) -> Chart:
    """One bar per row, as long as its total; `extra_headings` head the rows' further numbers in the table.

    With `sums_up` the table ends in a row of sums, which makes sense only where no thing is counted in two rows.
    """
    longest = max((row.total for row in rows), default=0) or 1
    bars = [
        Bar(
            row.label,
            [(key.code, row.numbers[key.code]) for key in keys if row.numbers.get(key.code)],
            row.total / longest,
            plain_number(row.total),
        )
        for row in rows
    ]
    return make_chart(
        name=name,
        title=title,
        description=_in_words(keys, rows),
        draw=lambda sheet: draw_bars(sheet, bars),
        table=_stack_table(title, keys, rows, row_heading, extra_headings, sums_up),
        legend=key_legend(
            name, keys, occurring={code for row in rows for code, n in row.numbers.items() if n}
        ),
        rtl=rtl,
    )


def _in_words(keys: Sequence[Key], rows: Sequence[StackRow]) -> str:
    labels = {key.code: key.label for key in keys}
    return "; ".join(
        f"{row.label}: "
        + (
            ", ".join(
                _("%(number)s-mal %(state)s") % {"number": plain_number(row.numbers[code]), "state": label}
                for code, label in labels.items()
                if row.numbers.get(code)
            )
            or _("keine")
        )
        for row in rows
    )


def _stack_table(
    title: str,
    keys: Sequence[Key],
    rows: Sequence[StackRow],
    row_heading: str,
    extra_headings: Sequence[str],
    sums_up: bool,
) -> Table:
    def cells(row: StackRow) -> list[Cell]:
        return numeric([*(row.numbers.get(key.code, 0) for key in keys), row.total, *row.extra])

    everything = StackRow(
        _("alle"),
        {key.code: sum(row.numbers.get(key.code, 0) for row in rows) for key in keys},
        extra=[sum(column) for column in zip(*(row.extra for row in rows), strict=True)],
    )
    return Table(
        title,
        row_heading,
        numeric_headings([*(key.label for key in keys), _("zusammen"), *extra_headings]),
        [TableRow(row.label, cells(row), row.href) for row in rows],
        TableRow(everything.label, cells(everything)) if sums_up and len(rows) > 1 else None,
    )
