"""A data set as a workbook of Excel, with sheets that say what the columns mean and where the data come from."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents.tables import Cell, Properties, Sheet, write_large_workbook
from documents.tables import Column as Heading

from .columns import Column, ColumnType
from .dataset import Dataset
from .formats import XLSX, Rows, cell
from .licence import attribution, data_licence
from .part import Part
from .version import ContentState

#: In characters: columns with sentences are wide, all others as wide as what stands in them.
SENTENCES = {ColumnType.TEXT, ColumnType.LIST}
NARROWEST, WIDEST, UUID_WIDTH = 10, 36, 38
#: Beside a heading there is a button for filters.
BUTTON = 4
#: Stands in the properties where nothing has been changed through the portal yet; a file cannot be without.
UNKNOWN_DAY = dt.date(2018, 1, 1)


# In the portal's own language, whatever the reader's, like the rows themselves.
@translation.override(settings.LANGUAGE_CODE)
def write_workbook_file(
    path: Path,
    dataset: Dataset,
    rows: Rows,
    state: ContentState,
    part: Part | None = None,
    *,
    told: Callable[[], None] = lambda: None,
) -> None:
    """`told` is called after each row, so that a job can say how far it is."""
    changed = timezone.localtime(state.changed_at).date() if state.changed_at else UNKNOWN_DAY
    write_large_workbook(
        path,
        _sheets(dataset, rows, state, part, told),
        Properties(str(dataset.title), settings.PORTAL_CITY, changed, data_licence().name),
    )


def _sheets(
    dataset: Dataset, rows: Rows, state: ContentState, part: Part | None, told: Callable[[], None]
) -> Iterator[Sheet]:
    """Each is asked for once the one before is written: only then is known how many rows there are."""
    count = 0

    def table() -> Iterator[list[Cell]]:
        nonlocal count
        for row in rows:
            count += 1
            yield [cell(value) for value in row]
            told()

    headings = [Heading(column.name, _width(column)) for column in dataset.columns]
    yield Sheet(str(dataset.title), headings, table())
    widths = {_("Spalte"): 26, _("Bedeutung"): 70, _("Art"): 18, _("Einheit"): 18}
    about = [Heading(title, width) for title, width in widths.items()]
    yield Sheet(_("Spalten"), about, _explained(dataset))
    source = [Heading(_("Angabe"), 26), Heading(_("Inhalt"), 90)]
    yield Sheet(_("Herkunft"), source, [*_origin(dataset, state), *_selected(dataset, part, count)])


def _width(column: Column) -> int:
    if column.type is ColumnType.IDENTIFIER:
        return UUID_WIDTH
    if column.type in SENTENCES and not column.example.replace(".", "").isdecimal():
        return WIDEST
    return min(max(len(column.name) + BUTTON, len(column.example) + 2, NARROWEST), WIDEST)


def _explained(dataset: Dataset) -> Iterator[list[Cell]]:
    for column in dataset.columns:
        yield [column.name, str(column.description), str(column.type.label), str(column.unit)]


def _origin(dataset: Dataset, state: ContentState) -> Iterator[list[Cell]]:
    licence = data_licence()
    yield [_("Datensatz"), str(dataset.title)]
    yield [_("Beschreibung"), str(dataset.description)]
    yield [_("Herausgeber"), settings.PORTAL_CITY]
    yield [_("Lizenz"), f"{licence.name} ({licence.url})"]
    yield [_("Quelle angeben"), attribution()]
    yield [
        _("Stand"),
        timezone.localtime(state.changed_at).strftime("%d.%m.%Y %H:%M") if state.changed_at else None,
    ]


def _selected(dataset: Dataset, part: Part | None, count: int) -> Iterator[list[Cell]]:
    """Whoever finds the file later must not take it for everything."""
    if part is None:
        yield [_("Umfang"), _("der ganze Datensatz")]
        return
    yield [_("Umfang"), _("eine Auswahl, nicht der ganze Datensatz")]
    for each in part.filters:
        yield [_("Filter: %(name)s") % {"name": each.label}, each.words]
    yield [_("Zeilen"), count]
    yield [_("Adresse dieser Auswahl"), part.address(dataset.name, XLSX)]
