"""The lists of a report: what is delayed, what is missing, what runs out; long ones go on on a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reporting.results import Movement, Results

#: Of a longer list, the report shows the beginning.
SHOWN_ROWS = 30
ROWS_OF_A_SCREEN = 8
_FOLDER = "reporting/reports/lists"


@dataclass(frozen=True)
class ListPart:
    """`key` is the anchor and stands in the address; without `empty` an empty list is left out."""

    key: str
    title: str
    rows: Sequence[Any]
    table: str
    intro: str = ""
    empty: str = ""

    @property
    def template(self) -> str:
        return f"{_FOLDER}/{self.table}.html"

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def shown(self) -> Sequence[Any]:
        return self.rows[:SHOWN_ROWS]

    @property
    def is_cut(self) -> bool:
        return self.total > SHOWN_ROWS

    @property
    def is_long(self) -> bool:
        """Longer than a screen: a way back to the top helps."""
        return self.total > ROWS_OF_A_SCREEN

    @property
    def is_there(self) -> bool:
        return bool(self.rows or self.empty)


def movement_lists(movement: Movement | None) -> list[ListPart]:
    """Which measures moved, came and went since the other query, in the order of the concept."""
    if movement is None:
        return []
    parts = [
        ListPart(
            "geaendert",
            _("Maßnahmen mit neuem Umsetzungsstand"),
            movement.changed_measures,
            "moved",
            empty=_("Bei keiner Maßnahme hat sich der Umsetzungsstand geändert."),
        ),
        ListPart(
            "erstmals",
            _("Maßnahmen, deren Umsetzungsstand zum ersten Mal bekannt ist"),
            movement.first_known_measures,
            "moved",
        ),
        ListPart("neu", _("Neue Maßnahmen"), movement.added, "measures"),
        ListPart(
            "weggefallen", _("Maßnahmen, die nicht mehr in der Abfrage sind"), movement.dropped, "measures"
        ),
    ]
    return [part for part in parts if part.is_there]


def result_lists(results: Results) -> list[ListPart]:
    """What a reader should notice, in the order of the report."""
    parts = [
        ListPart(
            "verzoegerungen",
            _("Verzögerungen"),
            results.delays,
            "delays",
            empty=_("Keine Maßnahme ist als verzögert gemeldet."),
        ),
        ListPart(
            "teilziele",
            _("Teilziele: Ziel und Ergebnis"),
            results.indicators,
            "indicators",
            intro=_("Was erreicht werden soll, und was bis zum Stichtag bestätigt wurde."),
        ),
        *_answer_lists(results),
        ListPart(
            "foerderung",
            _("Mittel, die auslaufen"),
            results.funding,
            "funding",
            intro=_("Mittel, die am Stichtag ausgelaufen waren oder in den zwölf Monaten danach enden."),
        ),
        ListPart(
            "ueberpruefungen",
            _("Fällige Überprüfungen"),
            results.reviews,
            "reviews",
            intro=_("Das Konzept sah diese Überprüfungen bis zum Stichtag vor. Bestätigt sind sie nicht."),
        ),
    ]
    return [part for part in parts if part.is_there]


def _answer_lists(results: Results) -> list[ListPart]:
    return [
        ListPart(
            "fehlend",
            _("Fehlende Antworten"),
            results.missing_answers,
            "answers",
            empty=_("Alle gefragten Organisationen haben geantwortet."),
        ),
        ListPart(
            "nicht-freigegeben",
            _("Eingereichte Antworten ohne Freigabe"),
            results.unapproved_answers,
            "answers",
            intro=_("Diese Antworten kamen an. Vor dem Schließen waren sie nicht freigegeben."),
        ),
        ListPart(
            "unveraendert",
            _("Unveränderte Antworten"),
            results.unchanged,
            "measures",
            intro=_(
                "Bei diesen Maßnahmen haben alle Organisationen bestätigt, dass sich seit ihrer letzten Meldung nichts "
                "geändert hat."
            ),
        ),
    ]
