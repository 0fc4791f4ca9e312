"""Movement between two queries: two columns of states, and ribbons from one to the other."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from documents.numbers import plain_number

from .bars import Bar, draw_bars
from .figure import make_chart, swatch
from .model import Cell, Chart, Flow, Key, LegendEntry, Table, TableRow
from .ribbons import draw_ribbons, kind_of
from .sheet import Sheet
from .tables import numeric, numeric_headings


def movement(
    *,
    name: str,
    title: str,
    before_title: str,
    after_title: str,
    keys: Sequence[Key],
    flows: Sequence[Flow],
    rtl: bool | None = None,
) -> Chart:
    """`keys` give the order of the states in both columns; the table is the matrix from rows to columns."""
    numbers: dict[tuple[str, str], int] = defaultdict(int)
    for flow in flows:
        if flow.number > 0:
            numbers[flow.before, flow.after] += flow.number
    order = {key.code: place for place, key in enumerate(keys)}
    ways = [
        Flow(*way, count)
        for way, count in sorted(numbers.items(), key=lambda i: (order[i[0][0]], order[i[0][1]]))
    ]
    labels = {key.code: key.label for key in keys}

    def draw(sheet: Sheet) -> None:
        if sheet.is_narrow:
            _draw_list(sheet, ways, labels)
        else:
            draw_ribbons(sheet, ways, keys, (before_title, after_title))

    return make_chart(
        name=name,
        title=title,
        description="; ".join(f"{_way(way, labels)}: {plain_number(way.number)}" for way in ways),
        draw=draw,
        table=_matrix(title, before_title, keys, ways),
        legend=[
            LegendEntry(swatch(f"{name}-{code}", code), label)
            for code, label in (("stayed", _("unverändert")), ("moved", _("verändert")))
        ],
        rtl=rtl,
    )


def _way(way: Flow, labels: dict[str, str]) -> str:
    if way.before == way.after:
        return _("%(state)s (unverändert)") % {"state": labels[way.before]}
    return _("von „%(before)s“ zu „%(after)s“") % {"before": labels[way.before], "after": labels[way.after]}


def _draw_list(sheet: Sheet, ways: Sequence[Flow], labels: dict[str, str]) -> None:
    """On a small screen each way is a bar of its own, first those that changed something."""
    most = max((way.number for way in ways), default=1)
    changed = sorted(ways, key=lambda way: way.before == way.after)
    draw_bars(
        sheet,
        [
            Bar(
                _way(way, labels),
                [(kind_of(way), way.number)],
                way.number / most,
                plain_number(way.number),
                is_plain=True,
            )
            for way in changed
        ],
    )


def _matrix(title: str, before_title: str, keys: Sequence[Key], ways: Sequence[Flow]) -> Table:
    numbers = {(way.before, way.after): way.number for way in ways}
    rows = [key for key in keys if any(way.before == key.code for way in ways)]
    columns = [key for key in keys if any(way.after == key.code for way in ways)]

    def cells(codes: list[str]) -> list[Cell]:
        counts = [sum(numbers.get((code, column.code), 0) for code in codes) for column in columns]
        return numeric([*counts, sum(counts)])

    return Table(
        title,
        before_title,
        numeric_headings([*(_("jetzt: %(state)s") % {"state": key.label} for key in columns), _("zusammen")]),
        [TableRow(key.label, cells([key.code])) for key in rows],
        TableRow(_("alle"), cells([key.code for key in rows])) if len(rows) > 1 else None,
    )
