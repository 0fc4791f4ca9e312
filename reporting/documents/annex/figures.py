"""How far the Handlungsfelder are, what was measured, and what moved since the query before."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reporting.results import (
    FieldResult,
    IndicatorResult,
    MeasureRef,
    Movement,
    Results,
    StatusCount,
    in_order_of_concept,
)

from .model import DAY, NUMBER, TEXT, TITLE, Head, Row, Table, measure_heads


def overview_table(results: Results) -> Table:
    counted = _("Anzahl der Maßnahmen mit diesem Umsetzungsstand")
    return Table(
        _("Überblick"),
        _("Je Handlungsfeld eine Zeile."),
        [
            Head(_("Handlungsfeld"), _("Nummer des Handlungsfelds im Konzept"), NUMBER),
            Head(_("Titel des Handlungsfelds"), _("Titel des Handlungsfelds im Konzept"), TITLE),
            Head(_("Maßnahmen"), _("Anzahl der Maßnahmen im Bericht"), NUMBER),
            *(Head(status.label, counted, NUMBER) for status in results.statuses),
            Head(_("verzögert"), _("Anzahl der Maßnahmen, die nicht im Plan sind"), NUMBER),
            Head(_("Anfragen"), _("Wie oft Organisationen zu Maßnahmen gefragt wurden"), NUMBER),
            Head(_("beantwortet"), _("Wie viele Anfragen beantwortet sind"), NUMBER),
            Head(_("keine Antwort"), _("Wie viele Anfragen nicht beantwortet sind"), NUMBER),
        ],
        _overview(results),
    )


def indicator_table(results: Results) -> Table:
    return Table(
        _("Teilziele"),
        _("Je Teilziel und Datum eine Zeile. Ein Teilziel ohne Angabe hat eine Zeile ohne Datum."),
        [
            *measure_heads(),
            Head(_("Teilziel"), _("Wortlaut des Teilziels oder Indikators"), TEXT),
            Head(_("Ziel"), _("Was erreicht werden soll, in Worten"), TITLE),
            Head(_("Zielwert von"), _("Kleinster Wert, mit dem das Ziel erreicht ist"), NUMBER),
            Head(_("Zielwert bis"), _("Größter Wert, mit dem das Ziel erreicht ist"), NUMBER),
            Head(_("Einheit"), _("Was gezählt oder gemessen wird")),
            Head(_("Datum"), _("Tag, für den die Angabe gilt"), DAY),
            Head(_("Wert"), _("Gezählter oder gemessener Wert"), NUMBER),
            Head(_("Zielerreichung"), _("Ob das Ziel an diesem Tag erreicht war")),
            Head(_("Erläuterung"), _("Erläuterung der Organisation"), TEXT),
            Head(_("Organisation"), _("Wer den Wert gemeldet hat"), TITLE),
            Head(_("Kennung"), _("Bleibende Kennung des Teilziels, gleich in allen Berichten"), 38),
        ],
        (row for indicator in results.indicators for row in _points(indicator)),
    )


def movement_table(results: Results) -> Table:
    movement = results.movement
    about = _("Es gibt keine frühere Abfrage zum Vergleich.")
    if movement is not None:
        about = _("Verglichen mit: %(title)s. Je Maßnahme eine Zeile.") % {"title": movement.title}
    return Table(
        _("Veränderungen"),
        about,
        [
            *measure_heads(),
            Head(_("von"), _("Umsetzungsstand in der früheren Abfrage")),
            Head(_("nach"), _("Umsetzungsstand in dieser Abfrage")),
            Head(_("Art"), _("Ob sich der Stand geändert hat, oder ob die Maßnahme neu ist oder fehlt"), 30),
            Head(_("Stand der früheren Abfrage"), _("Stichtag der früheren Abfrage"), DAY),
            Head(
                _("ohne neue Antwort, Stand vom"),
                _("Tag des Stands, wenn es in dieser Abfrage keine neue freigegebene Antwort gibt"),
                DAY,
            ),
        ],
        _movement(movement) if movement is not None else [],
    )


def _overview(results: Results) -> Iterator[Row]:
    for field in results.fields:
        yield [field.number, field.title, len(field.measures), *_figures(results.statuses, field)]


def _figures(statuses: Sequence[StatusCount], part: FieldResult) -> Row:
    counts = {status.value: status.number for status in part.statuses}
    by_status = [counts.get(status.value, 0) for status in statuses]
    return [*by_status, part.delayed, part.asked, part.answered, part.missing]


def _points(indicator: IndicatorResult) -> Iterator[Row]:
    fixed = [*cells(indicator.measure), indicator.text, indicator.target]
    fixed += [indicator.target_min, indicator.target_max, indicator.unit]
    if not indicator.points:
        yield [*fixed, None, None, None, None, None, indicator.uuid]
    for point in indicator.points:
        said = [point.as_of, point.value, point.attainment_label, point.note, point.organisation]
        yield [*fixed, *said, indicator.uuid]


def _movement(movement: Movement) -> Iterator[Row]:
    for kind, moves in (
        (_("verändert"), movement.changed),
        (_("zum ersten Mal bekannt"), movement.first_known),
        (_("gleich geblieben"), movement.unchanged),
        (_("weiterhin noch nicht abgefragt"), movement.still_unknown),
    ):
        for each in in_order_of_concept(moves):
            way = [each.move.before_label, each.move.after_label]
            carried = movement.carried.get(each.measure.uuid)
            yield [*cells(each.measure), *way, kind, movement.as_of, carried]
    for measure in movement.added:
        carried = movement.carried.get(measure.uuid)
        yield [*cells(measure), None, None, _("neu in dieser Abfrage"), movement.as_of, carried]
    for measure in movement.dropped:
        yield [*cells(measure), None, None, _("nicht mehr in dieser Abfrage"), movement.as_of, None]


def cells(measure: MeasureRef) -> Row:
    return [measure.code, measure.title]
