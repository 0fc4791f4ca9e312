"""Everything that a report needs of the living rows, read in a constant number of statements."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from fields.models import FieldOfAction, Goal
from measures.models import IndicatorValue, Measure, MeasureStatus, Responsibility
from reporting.models import Participation, ProgressReport, QueryRequest, SnapshotEntry, StatusQuery

from .content import Sources
from .questions import OwnQuestions
from .reported import Part


class Gathered:
    """The measures of a query with their parts, requests and reports, and what the query before said of them."""

    def __init__(self, query: StatusQuery) -> None:
        self.measures = list(_measures(query))
        self.fields = list(_fields(query))
        self.questions = OwnQuestions(query)
        self.before = StatusQuery.objects.published().before(query).first()
        self._requests: dict[int, list[QueryRequest]] = defaultdict(list)
        answers = ["report__indicator_answers", "report__step_answers", "report__question_answers"]
        requests = query.requests.select_related("query", "organisation", "report")
        for request in requests.prefetch_related(*answers):
            self._requests[request.measure_id].append(request)
        self._unasked: dict[int, list[ProgressReport]] = defaultdict(list)
        own = ProgressReport.objects.of_own_accord(query).select_related("organisation")
        for report in own.prefetch_related("indicator_answers", "step_answers"):
            self._unasked[report.measure_id].append(report)
        self._statuses = _read_previous(self.before)

    def of(self, measure: Measure) -> Sources:
        return Sources(
            measure=measure,
            requests=self._requests[measure.pk],
            unasked=self._unasked[measure.pk],
            previous=self._statuses.get(measure.uuid),
            questions=self.questions,
        )


def participations(query: StatusQuery) -> QuerySet[Participation]:
    rows = query.participations.select_related("organisation").prefetch_related("question_answers")
    return rows.order_by("organisation__name", "pk")


def _measures(query: StatusQuery) -> QuerySet[Measure]:
    """The indicators with their values up to the Stichtag, the oldest first; the state of the Stichtag is current."""
    values = IndicatorValue.objects.filter(as_of__lte=query.as_of).select_related("organisation")
    return query.measures.select_related("field_of_action").prefetch_related(
        Prefetch(
            "responsibilities",
            queryset=Responsibility.objects.select_related("organisation").order_by("number"),
        ),
        Prefetch("goals", queryset=Goal.objects.select_related("field_of_action")),
        Prefetch("indicators__values", queryset=values.order_by("as_of", "pk")),
        "steps",
        Prefetch("statuses", queryset=_statuses(query)),
        "review_dates",
        "resources",
    )


def _statuses(query: StatusQuery) -> QuerySet[MeasureStatus]:
    """Up to the Stichtag, and what answers of the query brought, even where they were said on a later day.

    Such a day has what was sent unasked before it became the answer.
    """
    brought = ProgressReport.objects.filter(request__query=query, resulting_status__isnull=False)
    counts = Q(as_of__lte=query.as_of) | Q(pk__in=brought.values("resulting_status"))
    return MeasureStatus.objects.filter(counts).newest_first()


def _fields(query: StatusQuery) -> QuerySet[FieldOfAction]:
    fields = FieldOfAction.objects.filter(concept=query.concept_id).order_by("number")
    return fields.prefetch_related("goals")


def _read_previous(previous: StatusQuery | None) -> dict[UUID, Part | None]:
    if previous is None:
        return {}
    parts = SnapshotEntry.objects.latest_of(previous.uuid).values_list("measure_uuid", "public")
    return {uuid: public["status"] for uuid, public in parts if public["visible"]}
