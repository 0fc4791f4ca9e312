"""What a table of the annex is: columns that explain themselves, and rows of values."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from documents.tables import Cell
from reporting.frozen import Part

#: Widths in characters, by what stands in a column.
NUMBER, DAY, WORDS, TITLE, TEXT = 14, 14, 24, 40, 60

Row = list[Cell]


@dataclass(frozen=True)
class Head:
    """A column: its heading, what it means, its width, and how many decimals its numbers show."""

    title: str
    meaning: str
    width: int = WORDS
    decimals: int | None = None


@dataclass(frozen=True)
class Table:
    """One sheet: ready for a pivot table, with one heading row and no cell that spans others."""

    title: str
    about: str
    heads: list[Head]
    rows: Iterable[Row]

    @property
    def lines(self) -> Iterator[Row]:
        """The heading and the rows."""
        yield [head.title for head in self.heads]
        yield from self.rows


def marked(table: Table, *, is_demo: bool) -> Table:
    """With a mark in every row where the data were made up, so that no copied row is taken for a fact."""
    if not is_demo:
        return table
    head = Head(_("Hinweis"), _("Diese Angaben sind erfunden und dienen nur der Vorführung."), WORDS)
    note = _("Beispieldaten")
    return replace(table, heads=[*table.heads, head], rows=([*row, note] for row in table.rows))


def measure_heads() -> list[Head]:
    return [
        Head(_("Nummer"), _("Nummer der Maßnahme im Konzept"), NUMBER),
        Head(_("Maßnahme"), _("Titel der Maßnahme am Tag, an dem die Abfrage geschlossen wurde"), TITLE),
    ]


def label(part: Part, name: str) -> str | None:
    choice: Part | None = part.get(name)
    return str(choice["label"]) if choice else None


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def yes(value: bool | None) -> str | None:
    return _("ja") if value else None
