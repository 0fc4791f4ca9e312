"""An invitation that still waits makes no sense once the query is closed: its link is dead."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reporting.models import MailKind, MailState, OutboxMail, StatusQuery
from reporting.services import outbox
from tests.builders import make_commissioner
from tests.reporting.rounds import LATER, make_closed, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def query() -> StatusQuery:
    return make_open()


def invitation() -> OutboxMail:
    return OutboxMail.objects.get(kind=MailKind.INVITATION)


def test_it_goes_out_while_the_query_runs(query: StatusQuery) -> None:
    outbox.send_due(now=LATER)
    assert invitation().state == MailState.SENT


def test_closing_stops_it(query: StatusQuery) -> None:
    make_closed(query)
    outbox.send_due(now=LATER)
    assert (invitation().state, mail.outbox) == (MailState.WITHDRAWN, [])


def test_a_refused_one_is_not_sent_again(query: StatusQuery, client: Client) -> None:
    OutboxMail.objects.update(state=MailState.FAILED)
    make_closed(query)
    client.force_login(make_commissioner())
    log = reverse("reporting:mails", args=[query.slug])
    key = client.get(log).text.split('name="form_key" value="')[1].split('"')[0]
    resend = reverse("reporting:resend_mails", args=[query.slug])
    shown = client.post(resend, {"form_key": key}, follow=True).text
    assert "Keine E-Mail geht noch einmal hinaus: Niemand braucht sie mehr." in shown
    assert invitation().state == MailState.WITHDRAWN
    assert "oder die Abfrage läuft nicht mehr" in client.get(log).text


def test_the_page_of_the_closing_tells_of_it(query: StatusQuery, client: Client) -> None:
    client.force_login(make_commissioner())
    shown = client.get(reverse("reporting:close_query", args=[query.slug])).text
    assert "1 Einladung, die noch wartet, wird nicht mehr gesendet." in shown
    assert "wartet noch und geht hinaus" not in shown
