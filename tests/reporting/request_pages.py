"""The page of one request and its small forms, as a browser would post them."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.models import User
from reporting.models import QueryRequest
from tests.builders import make_commissioner

from .rounds import make_open


@pytest.fixture
def asked() -> QueryRequest:
    query = make_open()
    # Through pages the day is today's: the deadline of the query must lie in the future.
    day = timezone.localdate() + dt.timedelta(days=30)
    type(query).objects.filter(pk=query.pk).update(due_on=day, as_of=timezone.localdate())
    return query.requests.select_related("query", "organisation", "contact").get()


@pytest.fixture
def conductor() -> Client:
    return logged_in(make_commissioner(first_name="Ayşe", last_name="Yılmaz"))


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(asked: QueryRequest, step: str = "") -> str:
    return f"/abfragen/{asked.query.slug}/anfragen/{asked.uuid}/{step}"


def key_of(client: Client, asked: QueryRequest, step: str) -> str:
    """The form key that stands in the form of this step."""
    form = client.get(page(asked)).text.split(f'action="{page(asked, step)}"')[1]
    return form.split('name="form_key" value="')[1].split('"')[0]


def said(asked: QueryRequest, prefix: str, **fields: object) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in {"version": asked.version, **fields}.items()}


def post(client: Client, asked: QueryRequest, step: str, data: dict[str, Any]) -> Any:
    return client.post(page(asked, step), {**data, "form_key": key_of(client, asked, step)})
