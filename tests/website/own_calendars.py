"""The calendar of an account, read by its address, for the tests of this folder."""

from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.test import Client

from partners.models import User
from reporting.models import QueryRequest
from tests.builders import make_partner
from tests.reporting.rounds import NOW, make_open
from website.calendars.subscriptions import address_of, give_address

PAGE = "/mein-bereich/kalender/"


def path_of(user: User) -> str:
    return address_of(give_address(user=user, now=NOW)).removeprefix(settings.SITE_URL)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    events: list[Any] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return "\n".join(
        f"{event['SUMMARY']} {event.get('DESCRIPTION', '')} {event['DTSTART'].dt}" for event in events
    )


@pytest.fixture
def request_() -> QueryRequest:
    return make_open(title="Statusabfrage 2026", measures=2).requests.order_by("pk")[0]


@pytest.fixture
def partner(request_: QueryRequest) -> User:
    return make_partner(request_.organisation)
