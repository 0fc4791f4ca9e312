"""A small status query in each of its states, for the tests of this folder."""

import datetime as dt
from typing import Any

from measures.models import MeasureStatus
from reporting.models import ProgressReport, QueryRequest, ReportState, RequestState, StatusQuery
from reporting.services.queries import close_query, open_query, publish_query
from tests.builders import (
    make_contact,
    make_field,
    make_measure,
    make_organisation,
    make_query,
    make_report,
    make_responsible,
)

NOW = dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC)


def make_planned(measures: int = 1, **fields: Any) -> StatusQuery:
    """A query of so many measures, each led by an organisation of its own with one person to ask."""
    query = make_query(**fields)
    field = make_field(query.concept)
    for _ in range(measures):
        organisation = make_organisation()
        make_contact(organisation)
        measure = make_measure(field)
        make_responsible(measure, organisation)
        query.measures.add(measure)
    return query


def make_open(measures: int = 1, **fields: Any) -> StatusQuery:
    query = make_planned(measures, **fields)
    return open_query(query=query, version=query.version, waived=[], user=None, now=NOW)


def make_closed(query: StatusQuery | None = None, **fields: Any) -> StatusQuery:
    query = query or make_open(**fields)
    return close_query(query=query, version=query.version, now=LATER)


def make_published(query: StatusQuery | None = None, **fields: Any) -> StatusQuery:
    query = make_closed(query, **fields)
    return publish_query(query=query, version=query.version, now=LATER)


def answer(request: QueryRequest, state: str = ReportState.APPROVED, **fields: Any) -> ProgressReport:
    """What the organisation says to the request, in the given state of the report."""
    values: dict[str, Any] = {"state": state, "submitted_at": NOW, "request": request, **fields}
    if state == ReportState.APPROVED:
        values["approved_at"] = NOW
        MeasureStatus.objects.create(measure=request.measure, as_of=request.query.as_of, status="in_progress")
    request.state = RequestState.IN_PROGRESS if state == ReportState.DRAFT else RequestState(state)
    request.save()
    return make_report(request.measure, request.organisation, **values)
