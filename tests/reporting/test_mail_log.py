"""The log of a query's mails: what became of each, and what conductors decide about the broken ones."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.mail_faults import explain
from reporting.models import MailKind, MailState, OutboxMail, StatusQuery
from reporting.services import outbox
from reporting.services.outbox import Letter, enqueue_all
from tests.builders import make_commissioner, make_editor, make_query
from tests.reporting.posting import post_form
from tests.reporting.rounds import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def query() -> StatusQuery:
    return make_query(state="open", opened_at=NOW)


def make_mail(query: StatusQuery | None, state: str = MailState.SENT, name: str = "ana") -> OutboxMail:
    letter = Letter(f"{name}:{state}", f"{name}@example.org", "B", "T", kind=MailKind.INVITATION, query=query)
    enqueue_all([letter], now=NOW)
    OutboxMail.objects.filter(occasion=letter.occasion).update(state=state, sent_at=NOW)
    return OutboxMail.objects.get(occasion=letter.occasion)


def page_of(query: StatusQuery) -> str:
    return reverse("reporting:mails", args=[query.slug])


def read(client: Client, query: StatusQuery, **filters: str) -> str:
    return client.get(page_of(query), filters).content.decode()


@pytest.fixture
def conductor(client: Client) -> Client:
    client.force_login(make_commissioner())
    return client


def test_each_mail_stands_with_its_state(conductor: Client, query: StatusQuery) -> None:
    make_mail(query)
    make_mail(make_query(), name="fremd")
    html = read(conductor, query)
    assert "ana@example.org" in html
    assert "gesendet (1)" in html
    assert "fremd@example.org" not in html


def test_the_list_is_narrowed_by_state(conductor: Client, query: StatusQuery) -> None:
    make_mail(query, MailState.SENT, "gut")
    make_mail(query, MailState.FAILED, "kaputt")
    assert "gut@example.org" not in read(conductor, query, stand="failed")
    assert "kaputt@example.org" in read(conductor, query, stand="stuck")
    assert "gut@example.org" in read(conductor, query, stand="unsinn")


def test_a_broken_mail_goes_out_again_with_the_same_message_id(conductor: Client, query: StatusQuery) -> None:
    broken = make_mail(query, MailState.DOUBTFUL)
    post_form(conductor, page_of(query), reverse("reporting:resend_mail", args=[query.slug, broken.pk]))
    broken.refresh_from_db()
    assert broken.state == MailState.QUEUED
    outbox.send_due(now=broken.next_try_at)
    assert mail.outbox[0].extra_headers["Message-ID"] == broken.message_id


def test_all_broken_ones_go_out_again_and_others_stay(conductor: Client, query: StatusQuery) -> None:
    broken = [make_mail(query, state) for state in (MailState.FAILED, MailState.DOUBTFUL)]
    make_mail(query, MailState.SENT)
    elsewhere = make_mail(make_query(), MailState.FAILED, "fremd")
    post_form(conductor, page_of(query), reverse("reporting:resend_mails", args=[query.slug]))
    queued = set(OutboxMail.objects.filter(state=MailState.QUEUED).values_list("pk", flat=True))
    assert queued == {row.pk for row in broken}
    elsewhere.refresh_from_db()
    assert elsewhere.state == MailState.FAILED


def test_a_doubtful_mail_that_arrived_is_marked(conductor: Client, query: StatusQuery) -> None:
    doubtful = make_mail(query, MailState.DOUBTFUL)
    post_form(conductor, page_of(query), reverse("reporting:mail_arrived", args=[query.slug, doubtful.pk]))
    doubtful.refresh_from_db()
    assert doubtful.state == MailState.SENT


def test_a_refused_mail_goes_to_the_corrected_address(conductor: Client, query: StatusQuery) -> None:
    refused = make_mail(query, MailState.FAILED)
    page = reverse("reporting:readdress_mail", args=[query.slug, refused.pk])
    assert post_form(conductor, page, recipient="richtig@example.org").status_code == 302
    refused.refresh_from_db()
    assert (refused.recipient, refused.state) == ("richtig@example.org", MailState.QUEUED)


def test_a_wrong_address_stays_in_the_field(conductor: Client, query: StatusQuery) -> None:
    refused = make_mail(query, MailState.FAILED)
    page = reverse("reporting:readdress_mail", args=[query.slug, refused.pk])
    response = post_form(conductor, page, recipient="keine Adresse")
    assert "keine Adresse" in response.content.decode()
    refused.refresh_from_db()
    assert refused.recipient == "ana@example.org"


def test_the_address_of_a_mail_under_way_stays(conductor: Client, query: StatusQuery) -> None:
    queued = make_mail(query, MailState.QUEUED)
    page = reverse("reporting:readdress_mail", args=[query.slug, queued.pk])
    assert "nicht mehr abgelehnt" in post_form(conductor, page, recipient="x@example.org").content.decode()
    queued.refresh_from_db()
    assert queued.recipient == "ana@example.org"


def test_a_mail_of_another_query_is_not_found(conductor: Client, query: StatusQuery) -> None:
    other = make_mail(make_query(), MailState.FAILED)
    page = reverse("reporting:readdress_mail", args=[query.slug, other.pk])
    assert conductor.get(page).status_code == 404


def test_editors_read_and_decide_nothing(client: Client, query: StatusQuery) -> None:
    make_mail(query, MailState.FAILED)
    client.force_login(make_editor())
    html = read(client, query)
    assert "ana@example.org" in html
    assert "Erneut senden" not in html
    assert "Alle erneut senden" not in html


def test_the_list_of_queries_leads_to_the_broken_mails(conductor: Client, query: StatusQuery) -> None:
    make_mail(query, MailState.FAILED)
    html = conductor.get(reverse("reporting:queries")).content.decode()
    assert f"{page_of(query)}?stand=stuck" in html


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        (MailState.DOUBTFUL, "timed out", "brach beim Senden ab"),
        (MailState.FAILED, "{'a@example.org': (550, b'5.1.1 unknown')}", "Adresse abgelehnt"),
        (MailState.FAILED, "{'a@example.org': (552, b'full')}", "voll"),
        (MailState.FAILED, "(554, b'spam')", "Werbung"),
        (MailState.QUEUED, "{'a@example.org': (451, b'greylisted')}", "später noch einmal"),
        (MailState.QUEUED, "[Errno 111] Connection refused", "nicht erreichbar"),
        (MailState.SENT, "", ""),
    ],
)
def test_faults_stand_in_plain_words(state: str, error: str, words: str) -> None:
    said = explain(OutboxMail(state=state, last_error=error))
    assert words in said
    assert bool(said) == bool(words)


def test_the_statements_do_not_grow_with_the_mails(conductor: Client, query: StatusQuery) -> None:
    counts = []
    for number in (1, 20):
        for each in range(number):
            make_mail(query, MailState.FAILED, f"person{number}-{each}")
        read(conductor, query)
        with CaptureQueriesContext(connection) as statements:
            read(conductor, query)
        counts.append(len(statements))
    assert counts[0] == counts[1]
