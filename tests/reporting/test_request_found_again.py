"""The KI finds every request and every decision again, also what is answered, withdrawn, or approved."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import RequestState, StatusQuery
from tests.builders import make_commissioner, make_editor

from .rounds import answer, make_closed, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def query() -> StatusQuery:
    query = make_open(measures=2)
    query.requests.filter(pk=query.requests.order_by("pk")[0].pk).update(state=RequestState.NOT_REQUIRED)
    return query


def shown(client: Client, query: StatusQuery, **chosen: str) -> str:
    client.force_login(make_commissioner())
    return client.get(reverse("reporting:missing", args=[query.slug]), chosen).content.decode()


def address(query: StatusQuery, state: RequestState) -> str:
    return reverse("reporting:request", args=[query.slug, query.requests.get(state=state).uuid])


def test_without_a_choice_only_what_is_missing_is_listed(client: Client, query: StatusQuery) -> None:
    html = shown(client, query)
    assert address(query, RequestState.OPEN) in html
    assert address(query, RequestState.NOT_REQUIRED) not in html
    assert "?stand=alle" in html


def test_all_requests_can_be_listed(client: Client, query: StatusQuery) -> None:
    html = shown(client, query, stand="alle")
    assert address(query, RequestState.OPEN) in html
    assert address(query, RequestState.NOT_REQUIRED) in html
    assert "2 Anfragen" in html


def test_withdrawn_requests_are_found_by_their_state(client: Client, query: StatusQuery) -> None:
    html = shown(client, query, stand="not_required")
    assert address(query, RequestState.NOT_REQUIRED) in html
    assert address(query, RequestState.OPEN) not in html


def test_a_made_up_state_chooses_nothing(client: Client, query: StatusQuery) -> None:
    html = shown(client, query, stand="erfunden")
    assert address(query, RequestState.OPEN) in html
    assert address(query, RequestState.NOT_REQUIRED) not in html


def test_what_was_approved_is_found_in_the_queue_and_from_the_request(client: Client) -> None:
    asked = make_open().requests.get()
    report = answer(asked)
    client.force_login(make_editor())
    wording = reverse("reporting:review_report", args=[report.uuid])
    assert wording in client.get(reverse("reporting:review")).content.decode()
    page = reverse("reporting:request", args=[asked.query.slug, asked.uuid])
    assert wording in client.get(page).content.decode()


def test_what_is_approved_too_late_for_the_report_says_so_before_the_approval(client: Client) -> None:
    query = make_open()
    report = answer(query.requests.get(), state="submitted")
    client.force_login(make_editor())
    page = reverse("reporting:review_report", args=[report.uuid])
    late = "zählt deshalb nicht mehr für den Bericht"
    assert late not in client.get(page).content.decode()
    make_closed(query)
    assert late in client.get(page).content.decode()
    assert "zu spät für den Bericht" in client.get(reverse("reporting:review")).content.decode()
