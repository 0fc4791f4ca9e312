"""Opening a closed query again: with a reason, only before publication, and with the old round kept."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.frozen import load_report
from reporting.models import (
    AccessGrant,
    ProgressReport,
    QueryRequest,
    QueryState,
    ReportState,
    RequestState,
    Snapshot,
    SnapshotEntry,
    StatusQuery,
)
from reporting.services.links import token_of
from reporting.services.queries import QueryError, close_query, reopen_query
from reporting.services.reports import approve, release_from_closed_query, return_report
from safety.models import AuditEntry, StaleVersionError
from tests.builders import make_commissioner, make_editor
from tests.reporting.capabilities import grant_of
from tests.reporting.rounds import LATER, answer, make_closed, make_open, make_published
from tests.reporting.test_query_pages import log_in, post

pytestmark = pytest.mark.django_db
AGAIN = LATER + dt.timedelta(days=1)
DUE = AGAIN.date() + dt.timedelta(days=14)


def reopen(query: StatusQuery, **fields: Any) -> StatusQuery:
    values = {
        "reason": "Der Rat will mehr.",
        "due_on": DUE,
        "version": query.version,
        "user": None,
        "now": AGAIN,
    }
    return reopen_query(query=query, **{**values, **fields})


def close_again(query: StatusQuery) -> StatusQuery:
    return close_query(query=query, version=query.version, now=AGAIN + dt.timedelta(days=2))


def test_a_closed_query_runs_again_until_the_new_day() -> None:
    query = reopen(make_closed())
    assert (query.state, query.closed_at, query.due_on) == (QueryState.OPEN, None, DUE)


def test_the_reason_is_on_record() -> None:
    user = make_commissioner()
    query = reopen(make_closed(), user=user)
    entry = AuditEntry.objects.get(action="query.reopened")
    assert (entry.subject, entry.user_id, entry.reason) == (query.slug, user.pk, "Der Rat will mehr.")
    assert entry.details["due_on"] == DUE.isoformat()


def test_no_reason_no_reopening() -> None:
    query = make_closed()
    with pytest.raises(QueryError, match="Grund"):
        reopen(query, reason=" \n")
    assert StatusQuery.objects.get().state == QueryState.CLOSED


@pytest.mark.parametrize("make", [make_open, make_published])
def test_only_a_closed_and_unpublished_query(make: Any) -> None:
    with pytest.raises(QueryError, match="nicht veröffentlicht"):
        reopen(make())


def test_the_new_day_is_not_in_the_past() -> None:
    query = make_closed()
    with pytest.raises(QueryError, match="Vergangenheit"):
        reopen(query, due_on=AGAIN.date() - dt.timedelta(days=1))
    assert reopen(query, due_on=AGAIN.date()).due_on == AGAIN.date()


def test_the_grace_does_not_end_before_the_new_day() -> None:
    with pytest.raises(QueryError, match="Nachfrist"):
        reopen(make_closed(), grace_until=DUE - dt.timedelta(days=1))


def test_a_stale_page_reopens_nothing() -> None:
    query = make_closed()
    with pytest.raises(StaleVersionError):
        reopen(query, version=query.version - 1)


def test_links_work_again_until_the_next_closing() -> None:
    query = make_open()
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get()
    token = token_of(grant)
    closed = make_closed(query)
    assert grant_of(token) is None
    reopened = reopen(closed)
    assert grant_of(token) == grant
    close_again(reopened)
    assert grant_of(token) is None


def test_a_revoked_link_stays_dead() -> None:
    query = make_open()
    AccessGrant.objects.update(revoked_at=LATER)
    token = token_of(AccessGrant.objects.select_related("query", "organisation", "contact").get())
    reopen(make_closed(query))
    assert grant_of(token) is None


def test_requests_go_on_in_their_states() -> None:
    query = make_open(4)
    states = [RequestState.OPEN, RequestState.IN_PROGRESS, RequestState.RETURNED, RequestState.NOT_REQUIRED]
    for request, state in zip(query.requests.all(), states, strict=True):
        QueryRequest.objects.filter(pk=request.pk).update(state=state)
    reopened = reopen(make_closed(query))
    assert [request.state for request in reopened.requests.all()] == states


def test_what_was_approved_after_the_cut_counts_now() -> None:
    query = make_open()
    report = answer(query.requests.get(), ReportState.SUBMITTED)
    closed = make_closed(query)
    approve(report=report, expected_version=report.version, decision=None, user=make_editor(), now=LATER)
    assert closed.requests.get().state == RequestState.SUBMITTED
    reopened = reopen(closed)
    assert reopened.requests.get().state == RequestState.APPROVED
    close_again(reopened)
    (entry,) = load_report(query.uuid).entries
    assert entry["answers"][0]["label"] == "freigegeben"


def test_what_was_given_back_after_the_cut_is_owed_and_can_be_answered_again() -> None:
    query = make_open()
    report = answer(query.requests.get(), ReportState.SUBMITTED)
    closed = make_closed(query)
    returned = return_report(
        report=report, expected_version=report.version, remark="Bitte genauer.", user=make_editor(), now=LATER
    )
    assert returned.request_id is None
    request = reopen(closed).requests.get()
    assert request.state == RequestState.RETURNED
    assert request.report == returned


def test_of_a_report_given_back_that_is_gone_the_answer_is_owed() -> None:
    query = make_open()
    report = answer(query.requests.get(), ReportState.SUBMITTED)
    closed = make_closed(query)
    ProgressReport.objects.filter(pk=report.pk).delete()
    assert reopen(closed).requests.get().state == RequestState.RETURNED


def test_the_next_closing_freezes_a_new_round_and_keeps_the_old_one() -> None:
    query = make_open()
    closed = make_closed(query)
    first = SnapshotEntry.objects.values().get()
    reopened = reopen(closed)
    answer(reopened.requests.get(), text="Doch noch etwas.")
    close_again(reopened)
    assert SnapshotEntry.objects.values().get(round=1) == first
    assert list(Snapshot.objects.order_by("round").values_list("round", flat=True)) == [1, 2]
    report = load_report(query.uuid)
    assert report.entries[0]["answers"][0]["report"]["text"] == "Doch noch etwas."
    assert report.head["query"]["reopened"] == [{"on": "2026-11-03", "reason": "Der Rat will mehr."}]


def test_the_published_report_says_that_the_query_was_opened_again(client: Client) -> None:
    query = reopen(make_closed())
    make_published(query)
    shown = client.get(reverse("reporting:published_report", args=[query.slug])).text
    assert "Nach dem Schließen wieder geöffnet am 03.11.2026. Grund: Der Rat will mehr." in shown


def test_the_page_keeps_the_reason_until_everything_fits(client: Client) -> None:
    log_in(client, make_commissioner())
    query = make_closed()
    page = reverse("reporting:reopen_query", args=[query.slug])
    today = timezone.localdate()
    data = {
        "reason": "Der Rat will mehr.",
        "due_on": (today - dt.timedelta(days=1)).isoformat(),
        "confirmed": "on",
    }
    refused = post(client, page, data).text
    assert "liegt in der Vergangenheit" in refused
    assert "Der Rat will mehr." in refused
    shown = post(client, page, {**data, "due_on": today.isoformat()}).text
    assert "Die Abfrage läuft wieder." in shown
    assert "Grund: Der Rat will mehr." in shown
    assert StatusQuery.objects.get().state == QueryState.OPEN


def test_the_page_of_a_published_query_leads_back(client: Client) -> None:
    log_in(client, make_commissioner())
    query = make_published()
    response = client.get(reverse("reporting:reopen_query", args=[query.slug]))
    assert response.headers["Location"] == reverse("reporting:query", args=[query.slug])


def go_on(query: StatusQuery, *, state: str) -> ProgressReport:
    """A draft of the closed query goes on of its own accord, and comes as far as `state` before the query reopens."""
    report = ProgressReport.objects.get(request__query=query)
    freed = release_from_closed_query(report=report, expected_version=report.version, now=LATER)
    freed.state, freed.submitted_at, freed.status = state, AGAIN, "in_progress"
    freed.approved_at = AGAIN if state == ReportState.APPROVED else None
    freed.save()
    return freed


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ReportState.DRAFT, RequestState.IN_PROGRESS),
        (ReportState.SUBMITTED, RequestState.SUBMITTED),
        (ReportState.RETURNED, RequestState.RETURNED),
        (ReportState.APPROVED, RequestState.APPROVED),
    ],
)
def test_what_went_on_after_the_cut_becomes_the_answer(state: str, expected: str) -> None:
    query = make_open()
    answer(query.requests.get(), ReportState.DRAFT)
    freed = go_on(make_closed(query), state=state)
    histories = freed.history.count()
    query.refresh_from_db()
    reopen(query)
    request = query.requests.get()
    assert request.state == expected
    assert request.report == freed
    is_in = state in {ReportState.SUBMITTED, ReportState.APPROVED}
    assert (request.first_submitted_at == AGAIN) == is_in
    assert freed.history.count() == histories + 1


def test_an_answer_that_stayed_gets_no_new_row_in_its_history() -> None:
    query = make_open(2)
    first, second = query.requests.all()
    stays = answer(first, ReportState.SUBMITTED)
    answer(second, ReportState.DRAFT)
    histories = stays.history.count()
    query = make_closed(query)
    ProgressReport.objects.filter(request=second).update(request=None)
    reopen(query)
    assert stays.history.count() == histories
