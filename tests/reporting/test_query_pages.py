"""The pages of a query, from the plan to the closing, and who may do what on them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.models import OutboxMail, QueryRequest, QueryState, StatusQuery
from safety.formkeys import FIELD_NAME
from tests.builders import make_commissioner, make_editor, make_measure, make_organisation, make_partner
from tests.reporting.rounds import answer, make_closed, make_open, make_planned

pytestmark = pytest.mark.django_db


def log_in(client: Client, user: User) -> User:
    client.force_login(user)
    return user


def post(client: Client, page: str, data: dict[str, Any] | None = None, *, to: str = "", **known: Any) -> Any:
    """Post the form of a page as a browser would: with its key and version."""
    shown = client.get(page).content.decode()
    fields = dict(data or {})
    for name in (FIELD_NAME, "version", "gaps", "seen_texts"):
        if f'name="{name}" value="' in shown:
            fields.setdefault(name, shown.split(f'name="{name}" value="')[1].split('"')[0])
    return client.post(to or page, {**fields, **known}, follow=True)


@pytest.fixture
def commissioner(client: Client) -> User:
    return log_in(client, make_commissioner())


def test_opening_by_the_button(client: Client, commissioner: User) -> None:
    query = make_planned(2, due_on=timezone.localdate())
    page = reverse("reporting:query", args=[query.slug])
    response = post(client, page, to=reverse("reporting:open_query", args=[query.slug]))
    assert "Die Abfrage läuft." in response.content.decode()
    assert QueryRequest.objects.count() == OutboxMail.objects.count() == 2
    assert QueryRequest.objects.all()[0].history.get().history_user == commissioner


def test_opening_without_the_tick_is_refused(client: Client, commissioner: User) -> None:
    query = make_planned(due_on=timezone.localdate())
    query.measures.add(make_measure())
    page, target = (reverse(name, args=[query.slug]) for name in ("reporting:query", "reporting:open_query"))
    response = post(client, page, to=target)
    assert "niemanden, den wir fragen können" in response.content.decode()
    query.refresh_from_db()
    assert (query.state, query.version) == (QueryState.PLANNED, 1)
    post(client, page, to=target, confirm="on")
    query.refresh_from_db()
    assert query.state == QueryState.OPEN


def test_a_double_click_opens_once(client: Client, commissioner: User) -> None:
    query = make_planned(due_on=timezone.localdate())
    shown = client.get(reverse("reporting:query", args=[query.slug])).content.decode()
    key = shown.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    for _ in range(2):
        target = reverse("reporting:open_query", args=[query.slug])
        response = client.post(target, {FIELD_NAME: key, "version": query.version})
        assert response.status_code == 302
    assert OutboxMail.objects.count() == 1


def test_progress_shows_figures_and_leads_to_what_is_missing(client: Client, commissioner: User) -> None:
    query = make_open(2)
    first, second = query.requests.all()
    answer(first)
    shown = client.get(reverse("reporting:query", args=[query.slug])).content.decode()
    assert "1 von 2 Anfragen sind beantwortet" in shown
    missing = client.get(
        reverse("reporting:missing", args=[query.slug]), {"organisation": second.organisation.slug}
    ).content.decode()
    assert second.measure.title in missing
    assert second.contact
    assert second.contact.email in missing
    assert first.measure.title not in missing


def test_editors_read_but_do_not_conduct(client: Client) -> None:
    log_in(client, make_editor())
    query = make_planned()
    page = client.get(reverse("reporting:query", args=[query.slug]))
    assert page.status_code == 200
    assert "Abfrage öffnen" not in page.content.decode()
    assert client.get(reverse("reporting:queries")).status_code == 200
    assert client.get(reverse("reporting:plan_query")).status_code == 403
    assert client.post(reverse("reporting:open_query", args=[query.slug])).status_code == 403


@pytest.mark.parametrize("name", ["query", "missing", "close_query"])
def test_partners_see_no_query_page(client: Client, name: str) -> None:
    log_in(client, make_partner(make_organisation()))
    query = make_open()
    assert client.get(reverse(f"reporting:{name}", args=[query.slug])).status_code == 403


@pytest.mark.parametrize("name", ["open_query", "publish_query"])
def test_steps_are_taken_by_post_only(client: Client, commissioner: User, name: str) -> None:
    query = make_open()
    response = client.get(reverse(f"reporting:{name}", args=[query.slug]))
    assert response.headers["Location"] == reverse("reporting:query", args=[query.slug])
    query.refresh_from_db()
    assert query.version == 2


@pytest.mark.parametrize("make", [make_planned, make_open, make_closed])
def test_statements_of_the_query_page_do_not_grow(
    client: Client, commissioner: User, make: Callable[..., StatusQuery], django_assert_max_num_queries: Any
) -> None:
    for size in (2, 30):
        query = make_open(size) if make is make_closed else make(size)
        query = make_closed(query) if make is make_closed else query
        with django_assert_max_num_queries(14):
            assert client.get(reverse("reporting:query", args=[query.slug])).status_code == 200
