"""More time for everybody while a query runs."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import AccessGrant, StatusQuery
from reporting.services.links import token_of
from reporting.services.queries import QueryError, prolong_query
from safety.models import AuditEntry, StaleVersionError
from tests.builders import make_commissioner
from tests.reporting.capabilities import grant_of
from tests.reporting.rounds import NOW, make_closed, make_open, make_planned
from tests.reporting.test_query_pages import log_in, post

pytestmark = pytest.mark.django_db
OLD = dt.date(2026, 10, 31)
NEW = dt.date(2026, 11, 15)


def prolong(query: StatusQuery, **fields: Any) -> StatusQuery:
    values = {"due_on": NEW, "grace_until": None, "version": query.version, "user": None, "now": NOW}
    return prolong_query(query=query, **{**values, **fields})


def test_the_new_day_holds_for_all_and_is_on_record() -> None:
    user = make_commissioner()
    query = prolong(make_open(), user=user)
    assert [request.deadline for request in query.requests.all()] == [NEW]
    entry = AuditEntry.objects.get(action="query.prolonged")
    assert (entry.user_id, entry.details["before"], entry.details["due_on"]) == (
        user.pk,
        OLD.isoformat(),
        NEW.isoformat(),
    )


def test_a_later_single_extension_stays_and_an_earlier_one_goes() -> None:
    query = make_open(2)
    first, second = query.requests.all()
    query.requests.filter(pk=first.pk).update(extended_to=NEW + dt.timedelta(days=1))
    query.requests.filter(pk=second.pk).update(extended_to=NEW - dt.timedelta(days=1))
    query = prolong(query)
    assert [request.deadline for request in query.requests.all()] == [NEW + dt.timedelta(days=1), NEW]
    second.refresh_from_db()
    assert second.version == 2
    assert second.history.first().extended_to is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"due_on": OLD - dt.timedelta(days=1)}, "nur verlängern"),
        ({"grace_until": NEW - dt.timedelta(days=1)}, "vor der Frist"),
        ({"now": dt.datetime(2026, 11, 16, 8, tzinfo=dt.UTC)}, "Vergangenheit"),
    ],
)
def test_days_that_nobody_could_keep_are_refused(days: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        prolong(make_open(), **days)


def test_a_grace_can_be_given_after_the_deadline() -> None:
    late = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)
    query = prolong(make_open(), due_on=OLD, grace_until=NEW, now=late)
    assert (query.due_on, query.last_day) == (OLD, NEW)


@pytest.mark.parametrize("make", [make_planned, make_closed])
def test_only_a_running_query(make: Any) -> None:
    with pytest.raises(QueryError, match="laufende"):
        prolong(make())


def test_a_stale_page_changes_nothing() -> None:
    with pytest.raises(StaleVersionError):
        prolong(make_open(), version=1)


def test_links_live_on() -> None:
    query = make_open()
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get()
    prolong(query)
    assert grant_of(token_of(grant)) == grant


def test_by_the_page(client: Client) -> None:
    log_in(client, make_commissioner())
    today = timezone.localdate()
    query = make_open()
    StatusQuery.objects.update(as_of=today, due_on=today)
    page = reverse("reporting:prolong_query", args=[query.slug])
    new = today + dt.timedelta(days=7)
    data = {"due_on": new.isoformat(), "grace_until": ""}
    assert "Bitte setzen Sie zuerst den Haken." in post(client, page, data).text
    assert "Die neuen Tage gelten jetzt für alle." in post(client, page, {**data, "confirmed": "on"}).text
    assert StatusQuery.objects.get().due_on == new
