"""What a query found, in a Word document: first as a whole, then per Handlungsfeld."""

from django.utils.translation import gettext as _

from documents.word import WordColumn, WordDocument
from reporting.results import FieldResult, Movement, Results

from .docx_fields import add_field
from .docx_tables import add_table, counts, measure_columns
from .parts import field_parts


def add_results(document: WordDocument, results: Results, *, office: str) -> None:
    """`office` wrote the assessments."""
    document.heading(_("Zusammenfassung"), 2)
    document.bullets(results.summary)
    document.heading(_("Überblick"), 2)
    _add_overview(document, results)
    if results.movement:
        _add_movement(document, results.movement)
    for part in field_parts(results, draws=False):
        add_field(document, part, office=office)


def _add_overview(document: WordDocument, results: Results) -> None:
    columns = [
        WordColumn(_("Handlungsfeld"), 8),
        WordColumn(_("Maßnahmen"), 5, is_number=True),
        WordColumn(_("Umsetzungsstand"), 7),
        WordColumn(_("verzögert"), 4, is_number=True),
        WordColumn(_("beantwortete Anfragen"), 5),
    ]
    rows = [
        [f"{field.number} {field.title}", str(len(field.measures)), *_figures(field)]
        for field in results.fields
    ]
    rows.append([_("alle Handlungsfelder"), str(results.measures), *_figures(results)])
    add_table(document, _("Umsetzungsstand und Antworten je Handlungsfeld"), columns, rows)


def _figures(part: FieldResult | Results) -> list[str]:
    answered = _("%(answered)s von %(asked)s") % {"answered": part.answered, "asked": part.asked}
    return [counts(part.statuses), str(part.delayed), answered]


def _add_movement(document: WordDocument, movement: Movement) -> None:
    document.heading(_("Veränderungen seit: %(title)s") % {"title": movement.title}, 2)
    add_table(
        document,
        _("Umsetzungsstand vorher und jetzt"),
        [
            WordColumn(_("vorher"), 5),
            WordColumn(_("jetzt"), 5),
            WordColumn(_("Maßnahmen"), 2, is_number=True),
        ],
        [[move.before_label, move.after_label, str(move.number)] for move in movement.moves],
    )
    if not movement.changed:
        document.paragraph(_("Bei keiner Maßnahme hat sich der Umsetzungsstand geändert."))
    add_table(
        document,
        _("Maßnahmen, deren Umsetzungsstand sich geändert hat"),
        [*measure_columns(), WordColumn(_("vorher"), 5), WordColumn(_("jetzt"), 5)],
        [
            [each.measure.code, each.measure.title, each.move.before_label, each.move.after_label]
            for each in movement.changed_measures
        ],
    )
    add_table(
        document,
        _("Maßnahmen, deren Umsetzungsstand zum ersten Mal bekannt ist"),
        [*measure_columns(), WordColumn(_("jetzt"), 5)],
        [
            [each.measure.code, each.measure.title, each.move.after_label]
            for each in movement.first_known_measures
        ],
    )
    for title, measures in (
        (_("Neu in dieser Abfrage"), movement.added),
        (_("Nicht mehr in dieser Abfrage"), movement.dropped),
    ):
        if measures:
            document.heading(title, 3)
            document.bullets(f"{each.code} {each.title}" for each in measures)
