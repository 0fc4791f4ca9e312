"""A report says where the measures stood on its Stichtag, and what the answers to its query brought."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Measure, MeasureStatus
from reporting.frozen import load_report
from reporting.models import StatusQuery
from reporting.services.queries.freezing import compose
from tests.reporting.rounds import LATER, answer, make_closed, make_open

pytestmark = pytest.mark.django_db

STICHTAG = dt.date(2026, 9, 30)
A_MONTH_LATER = dt.date(2026, 10, 30)


def confirm(measure: Measure, status: str, *, as_of: dt.date) -> MeasureStatus:
    return MeasureStatus.objects.create(measure=measure, as_of=as_of, status=status)


def frozen_status(query: StatusQuery) -> str | None:
    (entry,) = load_report(make_closed(query).uuid).entries
    return str(entry["status"]["status"]["value"]) if entry["status"] else None


def test_a_later_status_is_not_that_of_the_stichtag() -> None:
    query = make_open(as_of=STICHTAG)
    measure = query.measures.get()
    confirm(measure, "planning", as_of=dt.date(2025, 1, 1))
    confirm(measure, "in_progress", as_of=STICHTAG)
    confirm(measure, "completed", as_of=A_MONTH_LATER)
    assert frozen_status(query) == "in_progress"


def test_what_was_only_known_after_the_stichtag_is_not_yet_asked() -> None:
    query = make_open(as_of=STICHTAG)
    confirm(query.measures.get(), "completed", as_of=A_MONTH_LATER)
    assert frozen_status(query) is None


def test_what_an_answer_of_the_query_brought_counts_on_whatever_day() -> None:
    """Sent unasked after the Stichtag, and then made the answer: it keeps the day on which it was said."""
    query = make_open(as_of=STICHTAG)
    measure = query.measures.get()
    report = answer(query.requests.get(), as_of=A_MONTH_LATER)
    report.resulting_status = confirm(measure, "completed", as_of=A_MONTH_LATER)
    report.save()
    confirm(measure, "dropped", as_of=A_MONTH_LATER + dt.timedelta(days=1))
    assert frozen_status(query) == "completed"


def test_the_answer_to_another_query_does_not_count() -> None:
    query = make_open(as_of=STICHTAG)
    measure = query.measures.get()
    other = make_open(as_of=A_MONTH_LATER, year=2027)
    report = answer(other.requests.get(), as_of=A_MONTH_LATER)
    report.resulting_status = confirm(measure, "completed", as_of=A_MONTH_LATER)
    report.save()
    assert frozen_status(query) is None


def test_the_statuses_of_many_measures_need_no_more_statements() -> None:
    counts = []
    for number in (1, 4):
        query = make_open(number, as_of=STICHTAG)
        for measure in query.measures.all():
            confirm(measure, "planning", as_of=STICHTAG)
            confirm(measure, "completed", as_of=A_MONTH_LATER)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            compose(query, now=LATER)
        counts.append(len(statements))
    assert counts[0] == counts[1]
