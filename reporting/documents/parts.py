"""The results in the order of a document: per Handlungsfeld everything that is said about its measures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from documents.charts import Chart
from reporting.results import (
    Delay,
    FieldResult,
    Funding,
    IndicatorResult,
    MeasureRef,
    Missing,
    Results,
    Review,
)

from .charts import few_series, field_series, field_timeline

Finding = TypeVar("Finding", Delay, Funding, IndicatorResult, Missing, Review)


@dataclass(frozen=True)
class FieldPart:
    """A Handlungsfeld with its rows of every table; a table without rows is left out."""

    field: FieldResult
    delays: list[Delay]
    indicators: list[IndicatorResult]
    missing: list[Missing]
    unapproved: list[Missing]
    unchanged: list[MeasureRef]
    funding: list[Funding]
    reviews: list[Review]
    timeline: Chart | None
    series: list[Chart]


def field_parts(results: Results, *, draws: bool) -> list[FieldPart]:
    """`draws` is for documents that show the drawings of every Handlungsfeld, which only the report does."""
    draws_series = draws and few_series(results)
    fields = {each.ref.uuid: field.uuid for field in results.fields for each in field.measures}

    def by_field(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
        grouped: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            grouped[fields[finding.measure.uuid]].append(finding)
        return grouped

    delays, indicators = by_field(results.delays), by_field(results.indicators)
    missing, unapproved = by_field(results.missing_answers), by_field(results.unapproved_answers)
    funding, reviews = by_field(results.funding), by_field(results.reviews)
    return [
        FieldPart(
            field=field,
            delays=delays[field.uuid],
            indicators=indicators[field.uuid],
            missing=missing[field.uuid],
            unapproved=unapproved[field.uuid],
            unchanged=[ref for ref in results.unchanged if fields[ref.uuid] == field.uuid],
            funding=funding[field.uuid],
            reviews=reviews[field.uuid],
            timeline=field_timeline(results, field) if draws else None,
            series=field_series(indicators[field.uuid]) if draws_series else [],
        )
        for field in results.fields
    ]
