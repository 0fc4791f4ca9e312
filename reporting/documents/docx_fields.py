"""One Handlungsfeld in a Word document: a table for each kind of finding; one without rows is left out."""

import datetime as dt

from django.utils.translation import gettext as _

from documents.word import WordColumn, WordDocument
from measures.wording import plain_number
from reporting.results import FieldResult, IndicatorResult, MeasureResult

from .docx_tables import NONE, add_author, add_table, counts, measure_columns, short_day
from .parts import FieldPart


def add_field(document: WordDocument, part: FieldPart, *, office: str) -> None:
    names = {"number": part.field.number, "title": part.field.title}
    document.heading(_("Handlungsfeld %(number)s: %(title)s") % names, 2)
    if part.field.assessment:
        document.heading(_("Einschätzung"), 3)
        document.markdown(part.field.assessment.text, below=3)
        add_author(document, office)
    _add_measures(document, part.field)
    _add_findings(document, part)
    _add_means_and_reviews(document, part)
    if part.unchanged:
        listed = "; ".join(f"{each.code} {each.title}" for each in part.unchanged)
        document.paragraph(f"{listed}.", lead=_("Unverändert bestätigt:"))


def _add_measures(document: WordDocument, field: FieldResult) -> None:
    add_table(
        document,
        _("Maßnahmen im Handlungsfeld %(number)s") % {"number": field.number},
        [
            *measure_columns(),
            WordColumn(_("Umsetzungsstand"), 5),
            WordColumn(_("Verlauf"), 4),
            WordColumn(_("Stand vom"), 4),
        ],
        [_measure(measure) for measure in field.measures],
    )
    add_table(
        document,
        _("Maßnahmen je Leitziel (Zuordnung der Redaktion)"),
        [
            WordColumn(_("Leitziel"), 10),
            WordColumn(_("Maßnahmen"), 4, is_number=True),
            WordColumn(_("Umsetzungsstand"), 7),
        ],
        [[goal.title, str(goal.measures), counts(goal.statuses)] for goal in field.goals],
    )


def _measure(measure: MeasureResult) -> list[str]:
    status = measure.entry["status"] or {}
    course, as_of = status.get("course"), status.get("as_of")
    return [
        measure.ref.code,
        measure.ref.title,
        f"{measure.status_label} ({_('keine neue Antwort')})"
        if measure.carried_from
        else measure.status_label,
        course["label"] if course else NONE,
        short_day(dt.date.fromisoformat(as_of)) if as_of else NONE,
    ]


def _add_findings(document: WordDocument, part: FieldPart) -> None:
    add_table(
        document,
        _("Verzögerungen"),
        [
            *measure_columns(),
            WordColumn(_("Hauptgrund"), 4),
            WordColumn(_("Was wird dagegen getan?"), 8),
            WordColumn(_("Neuer Termin"), 5),
            WordColumn(_("Stand vom"), 5),
        ],
        [
            [
                delay.measure.code,
                delay.measure.title,
                delay.reason or NONE,
                delay.countermeasure or NONE,
                f"{short_day(delay.new_date)}\n{_('Termin verstrichen')}"
                if delay.has_passed
                else short_day(delay.new_date),
                short_day(delay.as_of),
            ]
            for delay in part.delays
        ],
    )
    add_table(
        document,
        _("Teilziele und Indikatoren"),
        [
            WordColumn(_("Nummer"), 5),
            WordColumn(_("Teilziel oder Indikator"), 18),
            WordColumn(_("Ziel"), 12),
            WordColumn(_("Werte"), 12),
            WordColumn(_("Zielerreichung"), 11),
        ],
        [_indicator(indicator) for indicator in part.indicators],
    )
    for title, answers in (
        (_("Fehlende Antworten"), part.missing),
        (_("Eingereichte Antworten ohne Freigabe"), part.unapproved),
    ):
        add_table(
            document,
            title,
            [*measure_columns(), WordColumn(_("Organisation"), 7), WordColumn(_("Antwort"), 5)],
            [[each.measure.code, each.measure.title, each.organisation, each.label] for each in answers],
        )


def _indicator(indicator: IndicatorResult) -> list[str]:
    values = [f"{short_day(point.as_of)}: {plain_number(point.value)}" for point in indicator.numbers]
    latest = indicator.latest
    return [
        indicator.measure.code,
        indicator.text,
        indicator.target or NONE,
        "\n".join(values) + f" {indicator.unit}".rstrip() if values else NONE,
        f"{latest.attainment_label} ({short_day(latest.as_of)})" if latest else _("keine Angabe"),
    ]


def _add_means_and_reviews(document: WordDocument, part: FieldPart) -> None:
    add_table(
        document,
        _("Förderung, die ausläuft"),
        [
            WordColumn(_("Nummer"), 2),
            WordColumn(_("Mittel"), 10),
            WordColumn(_("Förderprogramm"), 7),
            WordColumn(_("Ende"), 5),
        ],
        [
            [
                means.measure.code,
                means.wording,
                means.programme or NONE,
                f"{short_day(means.ends_on)} ({_('schon beendet')})"
                if means.has_ended
                else short_day(means.ends_on),
            ]
            for means in part.funding
        ],
    )
    add_table(
        document,
        _("Vorgesehene Überprüfungen, die nicht bestätigt sind"),
        [*measure_columns(), WordColumn(_("Art"), 4), WordColumn(_("Stand"), 8)],
        [[review.measure.code, review.measure.title, review.kind, review.state] for review in part.reviews],
    )
