"""Feeds and calendars are only to be read: a post is refused as such, not with the page about a lost form."""

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/abonnieren/",
    "/feeds/portal.atom",
    "/feeds/handlungsfelder/bildung.atom",
    "/feeds/massnahmen/weg.atom",
    "/kalender/termine.ics",
    "/kalender/handlungsfelder/bildung.ics",
    "/kalender/persoenlich/keiner.ics",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_is_not_reading_is_refused_as_such(address: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_the_key_in_a_refused_address_leaves_no_trace(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = Client(enforce_csrf_checks=True).post("/kalender/persoenlich/keiner.ics")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "keiner" not in caplog.text
