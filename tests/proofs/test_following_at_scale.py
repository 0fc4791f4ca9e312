"""Following a query over a whole state takes as many statements as following a small one, and no patience.

TEST_DATABASE=postgres pytest -m proof tests/proofs/test_following_at_scale.py -s
"""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from partners.models import Membership, Organisation, User
from reporting.models import QueryRequest, RequestState, StatusQuery
from reporting.services.queries import open_query
from tests.builders import make_commissioner
from tests.proofs.states import NOW, Taken, make_state, measured, median_of_three

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

#: Generous: what a person accepts of a page that is opened once a day.
SECONDS = 3
PAGES = {
    "by field": ("query", "?nach=handlungsfeld"),
    "by organisation": ("query", "?nach=organisation"),
    "by person": ("query", "?nach=person"),
    "missing": ("missing", ""),
    "overdue": ("missing", "?ueberfaellig=on"),
    "CSV": ("response_file", ""),
}


def running(requests: int, organisations: int) -> StatusQuery:
    """A query half answered, with a tenth of the organisations asked by their accounts."""
    query = make_state(requests, organisations, prefix=f"r{requests}")
    open_query(query=query, version=query.version, waived=[], user=make_commissioner(), now=NOW)
    asked = query.requests.order_by()
    for day in range(0, 20, 2):
        answered = asked.annotate(place=F("pk") % 20).filter(place=day)
        state = RequestState.APPROVED if day < 10 else RequestState.SUBMITTED
        answered.update(state=state, first_submitted_at=NOW + dt.timedelta(days=day))
    without = Organisation.objects.filter(pk__in=asked.values("organisation"))[: organisations // 10]
    asked.filter(organisation__in=[body.pk for body in without]).update(contact=None)
    users = User.objects.bulk_create(
        User(email=f"konto-{body.slug}@example.org", first_name="Konto", last_name=body.slug)
        for body in without
    )
    Membership.objects.bulk_create(
        Membership(user=user, organisation=body) for user, body in zip(users, without, strict=True)
    )
    return query


def look(client: Client, query: StatusQuery, page: str) -> Taken:
    name, chosen = PAGES[page]
    with measured() as taken:
        address = reverse(f"reporting:{name}", args=[query.slug]) + chosen
        # The file is fetched by POST, and written while it is read.
        response = client.post(address) if page == "CSV" else client.get(address)
        content = response.getvalue() if page == "CSV" else response.content
    if page == "CSV":
        assert content.count(b"\r\n") == query.requests.count() + 1
    assert response.status_code == 200
    return taken


def test_following_ten_thousand_requests_costs_as_many_statements_as_a_hundred(client: Client) -> None:
    client.force_login(make_commissioner())
    small, large = running(100, 100), running(10_000, 1_000)
    assert QueryRequest.objects.filter(query=large).count() == 10_000
    slow = {}
    for page in PAGES:
        # The first look of all fills what the process remembers, such as the kinds of content.
        look(client, small, page)
        few = look(client, small, page)
        many = median_of_three(lambda page=page: look(client, large, page), page)  # type: ignore[misc]
        assert len(many.statements) == len(few.statements), (page, few.statements, many.statements)
        if many.seconds > SECONDS:
            slow[page] = many.seconds
    if connection.vendor == "postgresql":
        assert not slow
