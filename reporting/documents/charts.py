"""Which drawings stand in a document: those of the page, as far as they fit on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.charts import Chart
from reporting.report_charts import (
    has_line,
    indicator_chart,
    movement_chart,
    response_chart,
    status_chart,
    timeline_chart,
)
from reporting.results import FieldResult, IndicatorResult, Results

#: A drawing cannot run over to the next page; the dates stand in the annex as well.
MOST_LINES = 24
#: In a report of a state, the tables say the same in a tenth of the pages.
MOST_SERIES = 100


@dataclass(frozen=True)
class ReportCharts:
    """`movement` only where there is an earlier query."""

    statuses: Chart
    answers: Chart
    movement: Chart | None


def report_charts(results: Results) -> ReportCharts:
    return ReportCharts(
        statuses=status_chart(results),
        answers=response_chart(results),
        movement=movement_chart(results.movement, after=results.title) if results.movement else None,
    )


def field_timeline(results: Results, field: FieldResult) -> Chart | None:
    if len(field.measures) > MOST_LINES:
        return None
    return timeline_chart(results, field.measures, name=f"laufzeiten-{field.number}")


def few_series(results: Results) -> bool:
    return sum(has_line(indicator) for indicator in results.indicators) <= MOST_SERIES


def field_series(indicators: Sequence[IndicatorResult]) -> list[Chart]:
    """Of the indicators of a Handlungsfeld, where at least two values are known."""
    return [indicator_chart(indicator) for indicator in indicators if has_line(indicator)]
