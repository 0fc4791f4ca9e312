"""No more reminders: reached by the link in the mail, without log-in, and to be taken back there."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reporting.models import OutboxMail, ReminderOptOut
from reporting.services import outbox
from reporting.services.opting_out import email_of, opt_out_address, opt_out_token
from tests.builders import make_contact, make_organisation
from tests.reporting.posting import post_form
from tests.reporting.reminding import THIRD, at, contact_of, make_running, run
from tests.reporting.rounds import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def email() -> str:
    return make_contact(make_organisation(), email="Ana@Example.org").email


def page_of(email: str) -> str:
    return reverse("reporting:opt_out", args=[opt_out_token(email)])


def test_opening_the_page_changes_nothing(client: Client, email: str) -> None:
    response = client.get(page_of(email))
    assert response.status_code == 200
    assert not ReminderOptOut.objects.exists()
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_button_acts_and_can_be_undone(client: Client, email: str) -> None:
    page = page_of(email)
    assert post_form(client, page, wish="stop").status_code == 302
    assert ReminderOptOut.objects.get().email == "ana@example.org"
    assert "Erinnerungen wieder bestellen" in client.get(page).content.decode()
    post_form(client, page, wish="resume")
    assert not ReminderOptOut.objects.exists()


def test_the_link_does_not_name_the_address(email: str) -> None:
    assert "ana" not in opt_out_address(email).lower().split("/erinnerungen/")[1]


def test_spelling_of_the_address_does_not_matter(email: str) -> None:
    assert opt_out_token(email) == opt_out_token(email.lower())
    assert email_of(opt_out_token(email)) == "ana@example.org"


@pytest.mark.parametrize("token", ["falsch", "a-b", "-", "é"])
def test_forged_links_are_not_found(client: Client, email: str, token: str) -> None:
    assert email_of(token) is None


def test_the_key_of_a_person_is_not_enough(client: Client, email: str) -> None:
    key = opt_out_token(email).partition("-")[0]
    assert client.get(reverse("reporting:opt_out", args=[f"{key}-{key}"])).status_code == 404


def test_a_link_outlives_a_change_of_the_secret(settings: object, email: str) -> None:
    token = opt_out_token(email)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another-secret"  # type: ignore[attr-defined]
    assert email_of(token) == "ana@example.org"


def test_a_post_without_form_key_is_refused(client: Client, email: str) -> None:
    assert client.post(page_of(email), {"wish": "stop"}).status_code == 400
    assert not ReminderOptOut.objects.exists()


def test_reminders_name_the_page_in_text_and_header_and_invitations_do_not() -> None:
    query = make_running()
    run(query, at(*THIRD))
    outbox.send_due(now=at(*THIRD))
    address = opt_out_address(contact_of(query.requests.get()).email)
    sent = {message.extra_headers.get("List-Unsubscribe"): message for message in mail.outbox}
    assert set(sent) == {None, f"<{address}>"}
    assert address in sent[f"<{address}>"].body
    assert "abbestellen" not in sent[None].body
    assert OutboxMail.objects.count() == 2


def test_the_invitation_comes_all_the_same() -> None:
    ReminderOptOut.objects.create(email="a@example.org", since=NOW)
    query = make_running()
    assert query.mails.filter(kind="invitation").exists()
