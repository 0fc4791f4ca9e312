"""A statement in a feed says of itself what its measure's page says."""

import datetime as dt

import pytest
from django.test import Client

from tests.builders import make_measure, make_organisation, make_report

pytestmark = pytest.mark.django_db

APPROVED = {
    "state": "approved",
    "approved_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
    "as_of": dt.date(2026, 9, 30),
    "status": "in_progress",
}


def test_a_delay_stands_beside_the_state(client: Client) -> None:
    make_report(
        make_measure(),
        make_organisation(name="Verein"),
        **{
            **APPROVED,
            "course": "delayed",
            "delay_reason": "staff",
            "countermeasure": "Mehr",
            "text": "Läuft.",
        },
    )
    feed = client.get("/feeds/portal.atom").text
    assert "Verein, Sachstand vom 30. September 2026: in Umsetzung, verzögert" in feed


def test_an_old_statement_confirmed_again_says_so(client: Client) -> None:
    make_report(make_measure(), make_organisation(), is_unchanged=True, **APPROVED)
    assert "dass sich seit der letzten Meldung nichts geändert hat" in client.get("/feeds/portal.atom").text


def test_a_statement_by_proxy_says_so(client: Client) -> None:
    make_report(make_measure(), make_organisation(), on_behalf=True, **APPROVED)
    assert "In Vertretung eingetragen" in client.get("/feeds/portal.atom").text
