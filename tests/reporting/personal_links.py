"""A personal link, with and without a draft to be seen, and the session that it opens."""

import datetime as dt

import pytest
from django.test import Client

from reporting.models import AccessGrant, QueryRequest
from reporting.services.links import token_of
from tests.builders import make_grant, make_report

from .rounds import make_open

DAY = dt.datetime(2026, 10, 6, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def grant() -> AccessGrant:
    request = make_open().requests.get()
    assert request.contact is not None
    return AccessGrant.objects.filter(contact=request.contact).first() or make_grant(
        request.query, request.contact
    )


def address(grant: AccessGrant) -> str:
    return f"/zugang/{token_of(grant)}/"


def opened(grant: AccessGrant) -> Client:
    client = Client()
    assert client.post(address(grant)).status_code == 302
    return client


def answers(grant: AccessGrant) -> str:
    return f"/mein-bereich/abfragen/{grant.query.slug}/{grant.organisation.slug}/"


@pytest.fixture
def answering(grant: AccessGrant) -> AccessGrant:
    """With a draft to be seen."""
    request = QueryRequest.objects.get(organisation=grant.organisation)
    make_report(request.measure, request.organisation, request=request)
    return grant
