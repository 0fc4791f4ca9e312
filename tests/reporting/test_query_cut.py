"""The page on which the cut is confirmed: what is missing, what happens then, and a tick for exactly that."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.models import MailKind, MailState, OutboxMail, QueryState, StatusQuery
from reporting.services.queries import close_query
from safety.models import AuditEntry
from tests.builders import make_commissioner
from tests.reporting.rounds import LATER, NOW, answer, make_closed, make_open
from tests.reporting.test_query_pages import log_in, post

pytestmark = pytest.mark.django_db
TICK = {"confirmed": "on"}


@pytest.fixture
def commissioner(client: Client) -> User:
    return log_in(client, make_commissioner())


def page_of(query: StatusQuery, name: str = "close_query") -> str:
    return reverse(f"reporting:{name}", args=[query.slug])


def state_of(query: StatusQuery) -> str:
    return StatusQuery.objects.get(pk=query.pk).state


def queue(query: StatusQuery, kind: MailKind, occasion: str) -> OutboxMail:
    return OutboxMail.objects.create(
        query=query,
        kind=kind,
        occasion=occasion,
        message_id=occasion,
        recipient="wer@example.org",
        queued_at=NOW,
        next_try_at=NOW,
    )


def test_names_what_is_missing_and_what_is_not_approved(client: Client, commissioner: User) -> None:
    query = make_open(2)
    first, second = query.requests.all()
    answer(first, "submitted")
    shown = client.get(page_of(query)).text
    assert "1 von 2 Anfragen sind beantwortet, 0 davon freigegeben." in shown
    assert f"{first.measure.title}: {first.organisation.name}" in shown
    assert second.organisation.name in shown
    assert "1 Antwort fehlt" in shown
    assert state_of(query) == QueryState.OPEN


def test_nothing_is_refused_but_a_missing_tick(client: Client, commissioner: User) -> None:
    query = make_open()
    assert "Bitte setzen Sie zuerst den Haken." in post(client, page_of(query)).text
    assert state_of(query) == QueryState.OPEN
    post(client, page_of(query), TICK)
    assert state_of(query) == QueryState.CLOSED


def test_a_tick_for_another_stand_does_not_count(client: Client, commissioner: User) -> None:
    query = make_open()
    shown = post(client, page_of(query), {**TICK, "version": query.version - 1}).text
    assert "inzwischen geändert" in shown
    assert f'name="version" value="{query.version}"' in shown
    assert "checked" not in shown
    assert state_of(query) == QueryState.OPEN


@pytest.mark.parametrize(
    ("due", "grace", "words"),
    [(1, None, "Die Frist endet erst am"), (-1, 1, "aber die Nachfrist endet erst am"), (-2, -1, "")],
)
def test_says_whether_time_still_runs(
    client: Client, commissioner: User, due: int, grace: int | None, words: str
) -> None:
    today = timezone.localdate()
    query = make_open()
    query.as_of, query.due_on = today - dt.timedelta(days=9), today + dt.timedelta(days=due)
    query.grace_until = today + dt.timedelta(days=grace) if grace else None
    query.save()
    shown = client.get(page_of(query)).text
    assert ("Die Zeit für Antworten läuft noch" in shown) == bool(words)
    assert words in shown


def test_says_that_a_single_extension_still_runs(client: Client, commissioner: User) -> None:
    query = make_open()
    query.requests.update(extended_to=timezone.localdate())
    assert "eine längere Frist zugesagt, die noch läuft" in client.get(page_of(query)).text


def test_waiting_reminders_stop_and_other_mails_go_out(client: Client, commissioner: User) -> None:
    query = make_open()
    OutboxMail.objects.all().delete()
    queue(query, MailKind.REMINDER, "erinnerung")
    queue(query, MailKind.RETURNED, "rueckgabe")
    shown = client.get(page_of(query)).text
    assert "1 Erinnerung, die noch wartet, wird nicht mehr gesendet." in shown
    assert "1 andere E-Mail zu dieser Abfrage wartet noch und geht hinaus." in shown
    make_closed(query)
    states = dict(OutboxMail.objects.values_list("kind", "state"))
    assert states == {MailKind.REMINDER: MailState.WITHDRAWN, MailKind.RETURNED: MailState.QUEUED}


def test_the_cut_is_on_record_with_its_figures() -> None:
    query, user = make_open(2), make_commissioner()
    answer(query.requests.all()[0])
    close_query(query=query, version=query.version, user=user, now=LATER)
    entry = AuditEntry.objects.get(action="query.closed")
    assert (entry.subject, entry.user_id, entry.at) == (query.slug, user.pk, LATER)
    kept = {name: entry.details[name] for name in ("asked", "answered", "approved", "missing", "round")}
    assert kept == {"asked": 2, "answered": 1, "approved": 1, "missing": 1, "round": 1}


def test_publishing_asks_first(client: Client, commissioner: User) -> None:
    query = make_closed()
    page = page_of(query, "publish_query")
    shown = client.get(page).text
    assert "Das lässt sich nicht zurücknehmen." in shown
    assert f"/berichte/{query.slug}/" in shown
    post(client, page)
    assert state_of(query) == QueryState.CLOSED
    post(client, page, TICK)
    assert state_of(query) == QueryState.PUBLISHED
    assert AuditEntry.objects.get(action="query.published").user_id == commissioner.pk


def test_a_second_click_makes_one_cut(client: Client, commissioner: User) -> None:
    query = make_open()
    shown = client.get(page_of(query)).text
    data: dict[str, Any] = dict(TICK)
    for name in ("form_key", "version"):
        data[name] = shown.split(f'name="{name}" value="')[1].split('"')[0]
    answers = [client.post(page_of(query), data) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 302]
    assert AuditEntry.objects.filter(action="query.closed").count() == 1


def test_statements_do_not_grow(
    client: Client, commissioner: User, django_assert_max_num_queries: Any
) -> None:
    for size in (2, 30):
        query = make_open(size)
        with django_assert_max_num_queries(18):
            assert client.get(page_of(query)).status_code == 200
