"""Small words that the tables of a Word document share."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.word import WordColumn, WordDocument
from reporting.results import StatusCount

NONE = "–"


def add_table(
    document: WordDocument, title: str, columns: Sequence[WordColumn], rows: Iterable[Sequence[str]]
) -> None:
    """A heading over nothing would only make readers search: a table without rows is left out."""
    found = list(rows)
    if found:
        document.table(title, columns, found, word=_("Tabelle"))


def add_author(document: WordDocument, office: str) -> None:
    """Who wrote the text above."""
    document.paragraph(_("Text: %(office)s") % {"office": office or _("Kommunales Integrationszentrum")})


def measure_columns() -> list[WordColumn]:
    return [WordColumn(_("Nummer"), 2), WordColumn(_("Maßnahme"), 9)]


def counts(statuses: Sequence[StatusCount]) -> str:
    """One line per Umsetzungsstand that occurs."""
    return "\n".join(f"{each.label}: {each.number}" for each in statuses if each.number)


def short_day(day: dt.date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else NONE
