"""The drawings of a report, as documents show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.charts import Chart, Flow, Key, Rate, StackRow, movement, response_rate, stacked_bars
from reporting.results import FieldResult, Movement, Results, StatusCount


@dataclass(frozen=True)
class ReportCharts:
    """`movement` only where there is an earlier query."""

    statuses: Chart
    answers: Chart
    movement: Chart | None


def report_charts(results: Results) -> ReportCharts:
    return ReportCharts(
        statuses=_statuses(results),
        answers=response_rate(
            name="antworten",
            title=_("Beantwortete Anfragen je Handlungsfeld"),
            rates=[Rate(_label(field), field.answered, field.asked) for field in results.fields],
            row_heading=_("Handlungsfeld"),
        ),
        movement=_movement(results.movement) if results.movement else None,
    )


def _statuses(results: Results) -> Chart:
    return stacked_bars(
        name="staende",
        title=_("Umsetzungsstand je Handlungsfeld"),
        keys=_keys([count for count in results.statuses if count.number]),
        rows=[
            StackRow(
                _label(field),
                {count.value: count.number for count in field.statuses if count.number},
                extra=(field.delayed,),
            )
            for field in results.fields
        ],
        row_heading=_("Handlungsfeld"),
        extra_headings=[_("davon verzögert")],
    )


def _movement(moved: Movement) -> Chart:
    keys = {count.value: Key(count.value, count.label) for count in [*moved.before, *moved.after]}
    return movement(
        name="bewegung",
        title=_("Umsetzungsstand vorher und jetzt"),
        before_title=moved.title,
        after_title=_("jetzt"),
        keys=list(keys.values()),
        flows=[Flow(move.before, move.after, move.number) for move in moved.moves],
    )


def _keys(counts: list[StatusCount]) -> list[Key]:
    return [Key(count.value, count.label) for count in counts]


def _label(field: FieldResult) -> str:
    return f"{field.number}. {field.short_title}"
