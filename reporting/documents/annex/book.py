"""The workbook: one sheet per table, and one that explains all of them."""

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from documents.tables import Column, Properties, Sheet, write_large_workbook, write_workbook
from reporting.results import Results

from .figures import indicator_table, movement_table, overview_table
from .findings import (
    delay_table,
    funding_table,
    missing_table,
    organisation_table,
    review_table,
    unapproved_table,
)
from .measures import measure_table, own_questions
from .model import TEXT, WORDS, Head, Row, Table, marked

#: Up to so many measures and answers, the rows get the heights of their texts, and all of them stay in memory.
MOST_IN_MEMORY = 4_000


def annex_xlsx(results: Results, *, sha256: str, tell: Callable[[], None] = lambda: None) -> bytes:
    """The same results and the same hash of what was frozen give the same bytes; German, whoever reads.

    `tell` is called after each row, so that a job can say that it goes on.
    """
    with translation.override(settings.LANGUAGE_CODE):
        tables = _tables(results)
        explanations = _explanations(results, tables, sha256)
        sheets = [_sheet(table, results, tell) for table in [*tables, explanations]]
        properties = Properties(
            title=_marked_title(results),
            author=settings.PORTAL_OFFICE,
            created=dt.date.fromisoformat(results.query["closed_on"]),
            subject=_("Tabellen zum Bericht"),
        )
        if results.measures + results.asked <= MOST_IN_MEMORY:
            return write_workbook(sheets, properties)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            write_large_workbook(path, sheets, properties)
            return path.read_bytes()


def _tables(results: Results) -> list[Table]:
    """Those of an organisation's own questions only where some were asked."""
    is_demo = results.query["is_demo"]
    tables = [
        marked(overview_table(results), is_demo=is_demo),
        measure_table(results),
        *(
            marked(make(results), is_demo=is_demo)
            for make in (
                indicator_table,
                movement_table,
                delay_table,
                missing_table,
                unapproved_table,
                funding_table,
                review_table,
            )
        ),
    ]
    if own_questions(results, "organisation"):
        tables.append(marked(organisation_table(results), is_demo=is_demo))
    return tables


def _sheet(table: Table, results: Results, tell: Callable[[], None]) -> Sheet:
    def rows() -> Iterator[Row]:
        for row in table.rows:
            yield row
            tell()

    columns = [Column(head.title, head.width, head.decimals) for head in table.heads]
    return Sheet(table.title, columns, rows(), header=f"{_marked_title(results)} – {table.title}")


def _marked_title(results: Results) -> str:
    if results.query["is_demo"]:
        return _("%(title)s (Beispieldaten)") % {"title": results.title}
    return results.title


def _explanations(results: Results, tables: list[Table], sha256: str) -> Table:
    return Table(
        _("Erläuterungen"),
        "",
        [Head(_("Blatt"), "", WORDS), Head(_("Spalte"), "", TEXT), Head(_("Bedeutung"), "", 80)],
        [*_about(results, sha256), *_meanings(tables)],
    )


def _about(results: Results, sha256: str) -> Iterator[Row]:
    query = results.query
    report = _("Bericht")
    if query["is_demo"]:
        yield [report, _("Hinweis"), _("Alle Angaben sind Beispieldaten. Sie sind erfunden.")]
    yield [report, _("Titel"), results.title]
    yield [report, _("Konzept"), results.concept["title"]]
    yield [report, _("Stichtag"), results.as_of]
    yield [report, _("Abfrage geschlossen am"), dt.date.fromisoformat(query["closed_on"])]
    source = _("%(office)s, %(municipality)s, aus den Meldungen der beteiligten Organisationen")
    yield [
        report,
        _("Quelle"),
        source % {"office": settings.PORTAL_OFFICE, "municipality": results.concept["municipality"]},
    ]
    yield [
        report,
        _("Prüfsumme (SHA-256) der festgehaltenen Angaben"),
        sha256,
    ]
    note = _("Nachträge, die nach der Schließung dazukamen, stehen nur auf der Seite des Berichts im Portal.")
    yield [report, _("Nachträge"), note]


def _meanings(tables: list[Table]) -> Iterator[Row]:
    for table in tables:
        yield [table.title, None, table.about]
        for head in table.heads:
            yield [table.title, head.title, head.meaning]
