"""A partner passes on what is asked, or tells the KI who is responsible."""

from typing import Any

import pytest
from django.test import Client

from partners.models import Contact
from reporting.models import AccessGrant, OutboxMail, QueryRequest, StatusQuery
from reporting.services.links import token_of
from tests.builders import make_contact, make_editor, make_organisation, make_partner

from .rounds import make_closed, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(settings: Any) -> QueryRequest:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    return make_open().requests.select_related("query", "organisation", "contact").get()


@pytest.fixture
def linked(asked: QueryRequest) -> Client:
    client = Client()
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get(contact=asked.contact)
    client.post(f"/zugang/{token_of(grant)}/")
    return client


def member(asked: QueryRequest) -> Client:
    client = Client()
    client.force_login(make_partner(asked.organisation))
    return client


def page(asked: QueryRequest, step: str = "") -> str:
    return f"/mein-bereich/abfragen/{asked.query.slug}/{asked.organisation.slug}/ansprechperson/{step}"


def key_of(client: Client, asked: QueryRequest, step: str) -> str:
    form = client.get(page(asked)).text.split(f'action="{page(asked, step)}"')[1]
    return form.split('name="form_key" value="')[1].split('"')[0]


def pass_on(client: Client, asked: QueryRequest, successor: Contact) -> Any:
    assert asked.contact is not None
    data = {"pass_on-leaving": asked.contact.pk, "pass_on-successor": successor.pk}
    return client.post(page(asked, "uebergeben/"), {**data, "form_key": key_of(client, asked, "uebergeben/")})


def test_person_with_link_passes_on_and_her_link_ends(asked: QueryRequest, linked: Client) -> None:
    successor = make_contact(asked.organisation)
    answer = pass_on(linked, asked, successor)
    asked.refresh_from_db()
    assert answer["Location"] == "/zugang/beendet/"
    assert asked.contact == successor
    assert [grant.contact for grant in AccessGrant.objects.valid()] == [successor]
    assert linked.get(page(asked))["Location"] == "/zugang/beendet/"


def test_member_passes_on_for_the_organisation(asked: QueryRequest) -> None:
    successor = make_contact(asked.organisation)
    answer = pass_on(member(asked), asked, successor)
    asked.refresh_from_db()
    assert (answer["Location"], asked.contact) == ("/mein-bereich/", successor)


@pytest.mark.parametrize(("state", "is_mailed"), [("open", True), ("submitted", False)])
def test_the_page_says_truly_whether_the_successor_gets_a_mail(
    asked: QueryRequest, state: str, is_mailed: bool
) -> None:
    successor, client = make_contact(asked.organisation), member(asked)
    QueryRequest.objects.update(state=state)
    shown = client.get(pass_on(client, asked, successor)["Location"]).text
    assert ("bekommt jetzt eine E-Mail" in shown) is is_mailed
    assert OutboxMail.objects.filter(recipient=successor.email).exists() is is_mailed


def test_successor_of_elsewhere_is_no_choice(asked: QueryRequest, linked: Client) -> None:
    make_contact(asked.organisation)
    stranger = make_contact(make_organisation())
    answer = pass_on(linked, asked, stranger)
    asked.refresh_from_db()
    assert answer.status_code == 200
    assert asked.contact != stranger


def test_person_with_link_passes_on_only_her_own(asked: QueryRequest, linked: Client) -> None:
    colleague = make_contact(asked.organisation)
    QueryRequest.objects.filter(pk=asked.pk).update(contact=colleague)
    data = {"pass_on-leaving": colleague.pk, "pass_on-successor": asked.contact_id}
    key = key_of(linked, asked, "nachricht/")
    linked.post(page(asked, "uebergeben/"), {**data, "form_key": key})
    asked.refresh_from_db()
    assert asked.contact == colleague


def test_without_colleague_the_page_offers_the_message(asked: QueryRequest, linked: Client) -> None:
    shown = linked.get(page(asked)).text
    assert "keine weitere Person eingetragen" in shown
    assert "Nachricht senden" in shown


def test_message_reaches_the_office_and_the_note(asked: QueryRequest, linked: Client) -> None:
    key = key_of(linked, asked, "nachricht/")
    linked.post(page(asked, "nachricht/"), {"office-text": "Das macht die Jugendhilfe.", "form_key": key})
    asked.refresh_from_db()
    assert asked.contact is not None
    assert f"{asked.contact.name}: Jemand anderes ist zuständig. Das macht die Jugendhilfe." in asked.note
    mail = OutboxMail.objects.get(kind="office")
    assert (mail.recipient, mail.reply_to) == ("ki@stadt.example", asked.contact.email)


def test_empty_message_is_refused_on_the_page(asked: QueryRequest, linked: Client) -> None:
    key = key_of(linked, asked, "nachricht/")
    answer = linked.post(page(asked, "nachricht/"), {"office-text": " ", "form_key": key})
    assert answer.status_code == 200
    assert not OutboxMail.objects.filter(kind="office").exists()


@pytest.mark.parametrize("step", ["uebergeben/", "nachricht/"])
def test_twenty_posts_have_one_effect(asked: QueryRequest, linked: Client, step: str) -> None:
    successor = make_contact(asked.organisation)
    assert asked.contact is not None
    data = {
        "pass_on-leaving": asked.contact.pk,
        "pass_on-successor": successor.pk,
        "office-text": "Das macht die Jugendhilfe.",
        "form_key": key_of(linked, asked, step),
    }
    mails, versions = OutboxMail.objects.count(), asked.history.count()
    answers = {linked.post(page(asked, step), data)["Location"] for _ in range(20)}
    assert len(answers) == 1
    assert (OutboxMail.objects.count() - mails, asked.history.count() - versions) == (1, 1)


def test_other_organisation_and_other_query_are_not_found(asked: QueryRequest, linked: Client) -> None:
    other = make_open().requests.select_related("query", "organisation").get()
    assert linked.get(page(other)).status_code == 404
    assert member(other).get(page(asked)).status_code == 404
    later = f"/mein-bereich/abfragen/{other.query.slug}/{asked.organisation.slug}/ansprechperson/"
    assert linked.get(later).status_code == 404
    assert member(asked).get(later).status_code == 404


def test_office_uses_its_own_page(asked: QueryRequest) -> None:
    client = Client()
    client.force_login(make_editor())
    assert client.get(page(asked)).status_code == 404


def test_closed_query_asks_nobody(asked: QueryRequest) -> None:
    client = member(asked)
    make_closed(StatusQuery.objects.get(pk=asked.query_id))
    assert client.get(page(asked)).status_code == 404


def test_the_page_after_passing_on_promises_no_link_that_is_over(asked: QueryRequest, linked: Client) -> None:
    pass_on(linked, asked, make_contact(asked.organisation))
    text = linked.get("/zugang/beendet/").text
    assert "noch einmal" not in text
    assert "gilt nicht mehr" in text
