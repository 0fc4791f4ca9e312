"""Reading the interface as a program does, for the tests of this folder."""

import json
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import ImplementationStatus, Measure
from reporting.models import ReportState
from tests.builders import (
    make_indicator,
    make_measure,
    make_organisation,
    make_report,
    make_resource,
    make_responsible,
    make_review,
    make_status,
    make_step,
    make_value,
)
from tests.reporting.rounds import LATER

API = "/api/v1"


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status
    found: dict[str, Any] = json.loads(response.content)
    return found


def all_pages(client: Client, address: str) -> list[dict[str, Any]]:
    rows = []
    next_page: str | None = address
    while next_page:
        page = read(client, next_page.removeprefix(settings.SITE_URL))
        rows += page["items"]
        next_page = page["next"]
    return rows


def make_full_measure(**fields: Any) -> Measure:
    measure = make_measure(**fields)
    organisation = make_organisation()
    make_responsible(measure, organisation)
    make_step(measure)
    make_review(measure)
    make_resource(measure)
    make_value(make_indicator(measure), organisation=organisation, value="12.50")
    make_status(measure, ImplementationStatus.IN_PROGRESS)
    make_report(measure, organisation, state=ReportState.APPROVED, approved_at=LATER)
    return measure


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
