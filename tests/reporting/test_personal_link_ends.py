"""What ends a personal link and its session: the KI, the query, time, or the person."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from partners.models import Contact
from reporting.models import AccessGrant, QueryRequest, StatusQuery
from reporting.services.queries import close_query
from tests.builders import make_organisation

from .personal_links import DAY, address, answering, grant, opened

__all__ = ["answering", "grant"]
pytestmark = pytest.mark.django_db


def has_access(client: Client, grant: AccessGrant) -> bool:
    """Whether the link session still finds the report of the organisation."""
    report = QueryRequest.objects.get(organisation=grant.organisation).report
    return client.get(f"/mein-bereich/meldungen/{report.uuid}/").status_code == 200


def _revoke(grant: AccessGrant) -> None:
    AccessGrant.objects.filter(pk=grant.pk).update(revoked_at=DAY)


def _deactivate(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).update(is_active=False)


def _remove(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).delete()


def _move(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).update(organisation=make_organisation())


def _close(grant: AccessGrant) -> None:
    query = StatusQuery.objects.get(pk=grant.query_id)
    close_query(query=query, version=query.version, now=DAY)


def _replace(grant: AccessGrant) -> None:
    AccessGrant.objects.filter(pk=grant.pk).update(nonce="0" * 32)


ENDS = [_revoke, _deactivate, _remove, _move, _close, _replace]


@pytest.mark.parametrize("end", ENDS)
def test_link_ends_at_once(grant: AccessGrant, end) -> None:  # type: ignore[no-untyped-def]
    link = address(grant)
    end(grant)
    for method in ("get", "post"):
        answer = getattr(Client(), method)(link)
        assert answer.status_code in {404, 410}
        assert grant.organisation.name not in answer.text


@pytest.mark.parametrize("end", ENDS)
def test_session_ends_at_once(answering: AccessGrant, end) -> None:  # type: ignore[no-untyped-def]
    client = opened(answering)
    before = has_access(client, answering)
    end(answering)
    assert (before, has_access(client, answering)) == (True, False)


def test_closed_query_says_where_to_report_late(grant: AccessGrant) -> None:
    link = address(grant)
    _close(grant)
    answer = Client().get(link)
    assert answer.status_code == 410
    assert grant.query.title in answer.text


def test_idle_session_ends(answering: AccessGrant) -> None:
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        clock.shift(dt.timedelta(minutes=59))
        before = has_access(client, answering)
        clock.shift(dt.timedelta(minutes=61))
        assert (before, has_access(client, answering)) == (True, False)


def test_session_ends_after_its_longest_time(answering: AccessGrant) -> None:
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        lasted = []
        for _ in range(13):
            clock.shift(dt.timedelta(minutes=59))
            lasted.append(has_access(client, answering))
    assert lasted == [True] * 12 + [False]


def test_session_can_be_ended(answering: AccessGrant) -> None:
    client = opened(answering)
    client.post("/zugang/beenden/")
    assert not has_access(client, answering)


def test_a_session_that_was_left_can_be_opened_again_by_the_link(answering: AccessGrant) -> None:
    client = opened(answering)
    client.post("/zugang/beenden/")
    assert "Link aus Ihrer E-Mail noch einmal" in client.get("/zugang/beendet/").text


def test_ended_session_of_a_revoked_link_promises_no_way_back(answering: AccessGrant) -> None:
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    client = opened(answering)
    _revoke(answering)
    assert client.get(f"/mein-bereich/meldungen/{report.uuid}/")["Location"] == "/zugang/beendet/"
    text = client.get("/zugang/beendet/").text
    assert "gilt nicht mehr" in text
    assert "noch einmal" not in text
