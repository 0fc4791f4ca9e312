"""A running query with answers in time, late and missing, for the tests of this folder."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reporting.models import QueryRequest, StatusQuery
from tests.builders import (
    make_commissioner,
    make_contact,
    make_measure,
    make_organisation,
    make_query,
    make_request,
)

ON = dt.date(2026, 10, 20)
DUE = dt.date(2026, 10, 31)


def moment(day: dt.date, hour: int = 12) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


@pytest.fixture
def query() -> StatusQuery:
    return make_query(state="open", opened_at=moment(dt.date(2026, 10, 1)), due_on=DUE)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_commissioner())
    return client


def ask(query: StatusQuery, **fields: Any) -> QueryRequest:
    organisation = fields.pop("organisation", None) or make_organisation()
    if "contact" not in fields:
        fields["contact"] = make_contact(organisation)
    measure = fields.pop("measure", None) or make_measure()
    return make_request(query, measure, organisation, **fields)


def answered(query: StatusQuery, on: dt.date, **fields: Any) -> QueryRequest:
    return ask(query, **{"state": "submitted", "first_submitted_at": moment(on), **fields})


def table_rows(page: str) -> list[str]:
    """Rows of the last table's body."""
    body = page.rsplit('<tbody class="kern-table__body">', 1)[1].split("</tbody>")[0]
    return body.split("<tr")[1:]
