"""The charts of a report and of the Abschlussevaluation, made from results alone; page and PDF show the same ones.

Words are German, as what is frozen is; the caller sees to it where the person at the desk reads another language.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from documents.charts import (
    Chart,
    Flow,
    Key,
    Mark,
    Rate,
    SeriesPoint,
    Span,
    StackRow,
    Target,
    movement,
    response_rate,
    series,
    stacked_bars,
    timeline,
)
from measures.models import OVER, ImplementationStatus
from reporting.results import (
    EvaluationResults,
    IndicatorResult,
    MeasureResult,
    Movement,
    Results,
    StatusCount,
)

#: A line needs two points; one number stands in the table.
POINTS_OF_A_LINE = 2
_NOT_ASKED = "not_asked"
_PARTS_OF_A_YEAR = (" je Halbjahr", " je Quartal")
#: From done to not yet asked, like the chart of the Umsetzungsstand.
_ORDER = [
    ImplementationStatus.COMPLETED,
    ImplementationStatus.PERMANENT,
    ImplementationStatus.IN_PROGRESS,
    ImplementationStatus.PLANNING,
    ImplementationStatus.NOT_STARTED,
    ImplementationStatus.POSTPONED,
    ImplementationStatus.DROPPED,
    "",
]


def status_chart(results: Results) -> Chart:
    """The Umsetzungsstand per Handlungsfeld; the table says as well how many are delayed."""
    rows = [
        StackRow(
            label=f"{field.number}. {field.short_title}",
            numbers=_numbers(field.statuses),
            extra=[field.delayed],
        )
        for field in results.fields
        if field.measures
    ]
    return stacked_bars(
        name="diagramm-stand",
        title=_("Maßnahmen je Handlungsfeld nach Umsetzungsstand"),
        keys=_keys(results.statuses),
        rows=rows,
        row_heading=_("Handlungsfeld"),
        extra_headings=[_("davon verzögert")],
    )


def response_chart(results: Results) -> Chart:
    rates = [
        Rate(f"{field.number}. {field.short_title}", field.answered, field.asked)
        for field in results.fields
        if field.asked
    ]
    return response_rate(
        name="diagramm-ruecklauf",
        title=_("Antworten je Handlungsfeld"),
        rates=rates,
        total=Rate(_("alle Handlungsfelder"), results.answered, results.asked),
        row_heading=_("Handlungsfeld"),
    )


def movement_chart(moved: Movement, *, after: str) -> Chart:
    """`after` names the later query."""
    occurring = {count.value: count for count in [*moved.before, *moved.after]}
    chart = movement(
        name="diagramm-veraenderung",
        title=_("Umsetzungsstand vorher und jetzt"),
        before_title=moved.title,
        after_title=after,
        keys=_keys(occurring.values()),
        flows=[Flow(_code(move.before), _code(move.after), move.number) for move in moved.moves],
    )
    labels = _movement_labels(moved)
    legend = [replace(entry, label=label) for entry, label in zip(chart.legend, labels, strict=True)]
    return replace(chart, legend=legend)


def _movement_labels(moved: Movement) -> list[str]:
    """What the ribbons of each colour stand for, with the numbers that the sentences and lists have too."""
    stayed = [(_("unverändert"), moved.unchanged), (_("weiterhin noch nicht abgefragt"), moved.still_unknown)]
    went = [(_("verändert"), moved.changed), (_("zum ersten Mal bekannt"), moved.first_known)]
    return [
        ", ".join(
            f"{label}: {sum(move.number for move in moves)}"
            for place, (label, moves) in enumerate(kinds)
            if moves or not place
        )
        for kinds in (stayed, went)
    ]


def has_line(indicator: IndicatorResult) -> bool:
    return sum(point.value is not None for point in indicator.points) >= POINTS_OF_A_LINE


def indicator_chart(indicator: IndicatorResult) -> Chart:
    """The values over the years beside the target; at least one has to be a number."""
    target, note = None, ""
    if _is_for_part_of_a_year(indicator):
        target = Target(indicator.target)
        note = _(
            "Ziel: %(target)s. Die Werte können für eine längere Zeit gelten. "
            "Deshalb steht hier keine Linie für das Ziel."
        ) % {"target": indicator.target}
    elif indicator.target_min is not None or indicator.target_max is not None:
        target = Target(indicator.target, indicator.target_min, indicator.target_max)
    chart = series(
        name=f"diagramm-{indicator.uuid}",
        title=f"{indicator.measure.code} {indicator.text}",
        points=[SeriesPoint(point.as_of, point.value, point.attainment_label) for point in indicator.points],
        unit=indicator.unit,
        target=target,
    )
    return replace(chart, note=note)


def _is_for_part_of_a_year(indicator: IndicatorResult) -> bool:
    """Told by the words of the target, for only they were frozen (measures.wording), in German whoever reads them."""
    return indicator.target.endswith(_PARTS_OF_A_YEAR)


def timeline_chart(results: Results, measures: Iterable[MeasureResult], *, name: str) -> Chart | None:
    """When the measures run, with their reviews; None where no measure says so."""
    spans, undated = [], []
    for measure in measures:
        if span := _span(measure):
            spans.append(span)
        else:
            undated.append(f"{measure.ref.code} {measure.ref.title}")
    if not spans:
        return None
    return timeline(
        name=name,
        title=_("Laufzeiten und Überprüfungen"),
        spans=spans,
        keys=_keys(results.statuses),
        row_heading=_("Maßnahme"),
        today=results.as_of,
        today_label=_("Stichtag"),
        undated=undated,
    )


def evaluation_chart(evaluation: EvaluationResults) -> Chart:
    """The Umsetzungsstand of all measures, one bar per query."""
    rows = [
        StackRow(label=query.title, numbers=_numbers(query.statuses), extra=[query.delayed])
        for query in evaluation.queries
    ]
    return stacked_bars(
        name="diagramm-jahre",
        title=_("Maßnahmen nach Umsetzungsstand, Abfrage für Abfrage"),
        keys=_keys(count for query in evaluation.queries for count in query.statuses),
        rows=rows,
        row_heading=_("Abfrage"),
        extra_headings=[_("davon verzögert")],
        sums_up=False,
    )


def _keys(statuses: Iterable[StatusCount]) -> list[Key]:
    """In the order of the states; one that today's code does not know any more comes last, and is not lost."""
    labels = {count.value: count.label for count in statuses}
    unknown = [value for value in labels if value not in _ORDER]
    ordered = [value for value in _ORDER if value in labels]
    return [Key(_code(value), labels[value]) for value in [*ordered, *unknown]]


def _code(value: str) -> str:
    return str(value) or _NOT_ASKED


def _numbers(statuses: Sequence[StatusCount]) -> dict[str, int]:
    return {_code(count.value): count.number for count in statuses}


def _span(measure: MeasureResult) -> Span | None:
    content = measure.entry["measure"]
    duration, reviews = content["duration"], content["reviews"]
    starts_on, ends_on = _day(duration["start_on"]), _day(duration["end_on"])
    new_ends = _new_ends(measure)
    if not (starts_on or ends_on or duration["is_ongoing"] or reviews or new_ends):
        return None
    return Span(
        label=f"{measure.ref.code} {measure.ref.title}",
        code=_code(measure.status),
        state=measure.status_label,
        starts_on=starts_on,
        ends_on=ends_on,
        is_ongoing=duration["is_ongoing"],
        marks=[*map(_mark, reviews), *new_ends],
        starts=duration["start"],
        ends=duration["end"],
        over_on=_day(measure.entry["status"]["as_of"]) if measure.status in OVER else None,
    )


def _new_ends(measure: MeasureResult) -> list[Mark]:
    new_date = _day(measure.entry["status"]["new_date"]) if measure.is_delayed else None
    return [Mark(new_date, _("neuer Termin"), is_new_end=True)] if new_date else []


def _mark(review: dict[str, object]) -> Mark:
    held_on, kind = review["held_on"], review["kind"]
    label = str(kind["label"]) if isinstance(kind, dict) else _("Überprüfung")
    if held_on:
        return Mark(dt.date.fromisoformat(str(held_on)), label, is_done=True)
    planned = _("vorgesehen für %(date)s") % {"date": review["planned"]}
    return Mark(dt.date.fromisoformat(str(review["planned_on"])), label, words=planned)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
