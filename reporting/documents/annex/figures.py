"""How far the Handlungsfelder are, what was measured, and what moved since the query before."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reporting.results import FieldResult, IndicatorResult, MeasureRef, Movement, Results, StatusCount

from .model import DAY, NUMBER, TEXT, TITLE, Head, Row, Table, measure_heads


def overview_table(results: Results) -> Table:
    counted = _("Anzahl der Maßnahmen mit diesem Umsetzungsstand")
    return Table(
        _("Überblick"),
        _("Je Handlungsfeld eine Zeile, am Ende eine für alle zusammen."),
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
        ],
        _movement(movement) if movement is not None else [],
    )


def _overview(results: Results) -> Iterator[Row]:
    for field in results.fields:
        yield [field.number, field.title, len(field.measures), *_figures(results.statuses, field)]
    yield [None, _("alle Handlungsfelder"), results.measures, *_figures(results.statuses, results)]


def _figures(statuses: Sequence[StatusCount], part: FieldResult | Results) -> Row:
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
    same, changed = _("gleich geblieben"), _("verändert")
    for move in movement.moves:
        kind = same if move.before == move.after else changed
        for measure in move.measures:
            yield [*cells(measure), move.before_label, move.after_label, kind, movement.as_of]
    for measure in movement.added:
        yield [*cells(measure), None, None, _("neu in dieser Abfrage"), movement.as_of]
    for measure in movement.dropped:
        yield [*cells(measure), None, None, _("nicht mehr in dieser Abfrage"), movement.as_of]


def cells(measure: MeasureRef) -> Row:
    return [measure.code, measure.title]
