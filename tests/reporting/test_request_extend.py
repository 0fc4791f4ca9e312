"""A request gets more time than the others: not into the past, and not more than a year."""

import datetime as dt

import pytest

from partners.models import User
from reporting.errors import ReportError
from reporting.models import QueryRequest
from reporting.services.requests import extend

from .request_steps import TOMORROW, do_extend, request_, said, who
from .rounds import make_open

__all__ = ["request_", "who"]
pytestmark = pytest.mark.django_db


def test_extension_concerns_this_request_only(who: User) -> None:
    first, second = make_open(2).requests.order_by("pk")
    do_extend(first, who)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.deadline, second.deadline) == (TOMORROW, second.query.due_on)


@pytest.mark.parametrize(
    ("until", "reason"), [(dt.date(2026, 10, 11), "vorbei"), (dt.date(2026, 10, 30), "endet erst am")]
)
def test_extension_is_not_in_the_past_or_before_the_query_s_own_day(
    request_: QueryRequest, who: User, until: dt.date, reason: str
) -> None:
    with pytest.raises(ReportError, match=reason):
        extend(until=until, **said(request_, who))


def test_extension_is_taken_back_by_the_query_s_own_day(request_: QueryRequest, who: User) -> None:
    do_extend(request_, who)
    request_.refresh_from_db()
    extend(until=request_.query.due_on, **said(request_, who))
    request_.refresh_from_db()
    assert request_.extended_to is None


@pytest.mark.parametrize("until", [dt.date(2027, 11, 1), dt.date(2099, 12, 31)])
def test_nobody_gets_more_than_a_year(request_: QueryRequest, who: User, until: dt.date) -> None:
    with pytest.raises(ReportError, match=r"31\.10\.2027"):
        extend(until=until, **said(request_, who))


def test_a_year_more_is_the_most(request_: QueryRequest, who: User) -> None:
    assert extend(until=dt.date(2027, 10, 31), **said(request_, who)).extended_to == dt.date(2027, 10, 31)
