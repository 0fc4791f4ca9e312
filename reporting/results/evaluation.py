"""The Abschlussevaluation: the path of each measure through all published queries of a concept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fields.models import Concept
from reporting.frozen import FrozenReport, Part, load_outlines
from reporting.models import StatusQuery

from .answers import AnswerCounts, count_answers
from .carrying import carried_from
from .content import IndicatorResult, MeasureRef, Movement, StatusCount
from .indicators import indicators_of
from .movement import movement_between
from .reading import count_statuses, is_delayed, ref, status_labels, status_of


@dataclass(frozen=True)
class PathStation:
    """Where a measure stood in one query; `status` is empty where nothing was known, None where it was not in it.

    `carried_from` is the day of a state that nobody confirmed in this query.
    """

    status: str | None
    label: str
    is_delayed: bool = False
    carried_from: dt.date | None = None


@dataclass(frozen=True)
class MeasurePath:
    """A measure's way through all queries of a concept, one station per query; named as in the last one it was in."""

    measure: MeasureRef
    field_number: int
    field_title: str
    stations: list[PathStation]


@dataclass(frozen=True)
class QueryStation:
    """One of the queries, the oldest first, with its figures."""

    title: str
    slug: str
    year: int
    kind: str
    as_of: dt.date
    statuses: list[StatusCount]
    measures: int
    delayed: int
    answers: AnswerCounts


@dataclass(frozen=True)
class EvaluationResults:
    """`movement` leads from the first query to the last; None where there are not two."""

    concept: Part
    queries: list[QueryStation]
    paths: list[MeasurePath]
    indicators: list[IndicatorResult]
    movement: Movement | None


def paths_of(concept: Concept) -> EvaluationResults:
    """Frozen rows of all published queries; three statements, however many queries and measures."""
    published = StatusQuery.objects.published().filter(concept=concept).order_by("as_of", "pk")
    uuids = list(published.values_list("uuid", flat=True))
    named = {"uuid": str(concept.uuid), "title": concept.title, "municipality": concept.municipality}
    return evaluation_from(load_outlines(uuids), concept={**named, "year": concept.year})


def evaluation_from(reports: Sequence[FrozenReport], *, concept: Part) -> EvaluationResults:
    """From the reports, the oldest first; the concept as the last of them names it."""
    with translation.override(settings.LANGUAGE_CODE):
        latest = _latest_entries(reports)
        return EvaluationResults(
            concept=reports[-1].head["concept"] if reports else concept,
            queries=[_query_station(report) for report in reports],
            paths=_paths(latest, reports),
            indicators=[each for entry in latest for each in indicators_of(entry)],
            movement=movement_between(reports[0], reports[-1]) if len(reports) > 1 else None,
        )


def _latest_entries(reports: Sequence[FrozenReport]) -> list[Part]:
    """What was last frozen of each measure, in the order of the concept."""
    latest = {entry["measure"]["uuid"]: entry for report in reports for entry in report.entries}
    return sorted(latest.values(), key=_place)


def _place(entry: Part) -> tuple[int, ...]:
    return tuple(int(number) for number in entry["measure"]["code"].split("."))


def _query_station(report: FrozenReport) -> QueryStation:
    query = report.head["query"]
    return QueryStation(
        title=query["title"],
        slug=query["slug"],
        year=query["year"],
        kind=query["kind"],
        as_of=dt.date.fromisoformat(query["as_of"]),
        statuses=count_statuses(report.entries, status_labels(report)),
        measures=len(report.entries),
        delayed=sum(is_delayed(entry) for entry in report.entries),
        answers=count_answers(report.entries),
    )


def _paths(latest: Sequence[Part], reports: Sequence[FrozenReport]) -> list[MeasurePath]:
    stations = [(report.by_measure(), status_labels(report)) for report in reports]
    return [
        MeasurePath(
            measure=ref(entry),
            field_number=entry["measure"]["field"]["number"],
            field_title=entry["measure"]["field"]["title"],
            stations=[_station_of(entry["measure"]["uuid"], *station) for station in stations],
        )
        for entry in latest
    ]


def _station_of(uuid: str, entries: dict[str, Part], labels: dict[str, str]) -> PathStation:
    entry = entries.get(uuid)
    if entry is None:
        return PathStation(status=None, label=_("nicht in dieser Abfrage"))
    status = status_of(entry)
    return PathStation(
        status=status,
        label=labels[status],
        is_delayed=is_delayed(entry),
        carried_from=carried_from(entry),
    )
