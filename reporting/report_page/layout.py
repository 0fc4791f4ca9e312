"""One page or several: where each measure stands, and what leads there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from documents.charts import Chart
from reporting.report_charts import (
    has_line,
    indicator_chart,
    movement_chart,
    response_chart,
    status_chart,
    timeline_chart,
)
from reporting.results import EvaluationResults, FieldResult, IndicatorResult, MeasureResult, Results

from .lists import ListPart, movement_lists, result_lists

#: With more measures, each Handlungsfeld has pages of its own.
MEASURES_ON_ONE_PAGE = 60
MEASURES_PER_PAGE = 25
#: Drawings in one place; further ones stand on the page of the list.
CHARTS_IN_A_ROW = 8
FIELD, PAGE, LIST, MEASURE = "handlungsfeld", "seite", "liste", "massnahme"
COMPARED, UNFOLDED = "vergleich", "aufgeklappt"


@dataclass(frozen=True)
class PageAddress:
    """The address of a report with what the reader has chosen."""

    path: str
    kept: Mapping[str, str] = field(default_factory=dict)

    def of(self, **more: object) -> str:
        query = self.parameters(**more)
        return f"{self.path}?{query}" if query else self.path

    def parameters(self, **more: object) -> str:
        return urlencode({**self.kept, **more})


@dataclass(frozen=True)
class FieldPart:
    """A Handlungsfeld with those of its measures that the page shows."""

    result: FieldResult
    measures: list[MeasureResult]
    address: str


class ReportPage:
    """The results of one query, as the reader asks for them; charts are drawn when a template shows them."""

    def __init__(self, results: Results, address: PageAddress) -> None:
        self.results = results
        self.address = address
        self.lists = result_lists(results)
        self.movement_lists = movement_lists(results.movement)

    @property
    def is_large(self) -> bool:
        return self.results.measures > MEASURES_ON_ONE_PAGE

    @property
    def measures_per_page(self) -> int:
        return MEASURES_PER_PAGE if self.is_large else MEASURES_ON_ONE_PAGE

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each measure of the report is told, by its UUID."""
        return dict(self._places())

    @cached_property
    def before(self) -> dict[str, str]:
        """The Umsetzungsstand of each measure in the query that is compared with."""
        moves = self.results.movement.moves if self.results.movement else []
        return {measure.uuid: move.before_label for move in moves for measure in move.measures}

    @property
    def has_addenda(self) -> bool:
        return any(measure.entry["addenda"] for part in self.results.fields for measure in part.measures)

    def fields(self) -> list[FieldPart]:
        """Every Handlungsfeld; of a large report without its measures, which stand on pages of their own."""
        return [
            FieldPart(each, [] if self.is_large else each.measures, self.field_address(each))
            for each in self.results.fields
        ]

    def field_address(self, shown: FieldResult) -> str:
        return self.address.of(**{FIELD: shown.number})

    def list_address(self, part: ListPart) -> str:
        return self.address.of(**{LIST: part.key})

    def find_list(self, key: str) -> ListPart | None:
        return next((part for part in [*self.movement_lists, *self.lists] if part.key == key), None)

    def find_field(self, number: str) -> FieldResult | None:
        return next((each for each in self.results.fields if str(each.number) == number), None)

    def status_chart(self) -> Chart:
        return status_chart(self.results)

    def response_chart(self) -> Chart:
        return response_chart(self.results)

    def movement_chart(self) -> Chart | None:
        moved = self.results.movement
        return movement_chart(moved, after=self.results.title) if moved and moved.moves else None

    @cached_property
    def timeline_chart(self) -> Chart | None:
        """Of all measures; a large report draws one per page of a Handlungsfeld."""
        if self.is_large:
            return None
        measures = [measure for each in self.results.fields for measure in each.measures]
        return timeline_chart(self.results, measures, name="diagramm-laufzeiten")

    def indicator_charts(self) -> list[Chart]:
        drawn = [each for each in self.results.indicators if has_line(each)]
        return [indicator_chart(each) for each in drawn[:CHARTS_IN_A_ROW]]

    def _places(self) -> Iterator[tuple[str, str]]:
        for each in self.results.fields:
            for number, measure in enumerate(each.measures):
                chosen: dict[str, object] = {}
                if self.is_large:
                    chosen = {FIELD: each.number, PAGE: number // MEASURES_PER_PAGE + 1}
                yield measure.ref.uuid, f"{self.address.of(**chosen)}#massnahme-{measure.ref.slug}"


class EvaluationPage:
    """Where each measure of the Abschlussevaluation is told: in the last report that it was in."""

    def __init__(self, evaluation: EvaluationResults) -> None:
        self.places: dict[str, str] = {}
        for path in evaluation.paths:
            stations = zip(evaluation.queries, path.stations, strict=True)
            slugs = [query.slug for query, station in stations if station.status is not None and query.slug]
            if slugs:
                report = reverse("reporting:published_report", args=[slugs[-1]])
                self.places[path.measure.uuid] = f"{report}?{MEASURE}={path.measure.uuid}"


def charts_of(indicators: list[IndicatorResult]) -> list[Chart]:
    return [indicator_chart(each) for each in indicators if has_line(each)]
