"""The address of the own calendar: made, renewed and ended by its person, and known to nobody else."""

import logging
import re

import pytest
from django.conf import settings
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core import mail
from django.test import Client

from partners.models import User
from tests.builders import PASSWORD, make_organisation, make_partner
from tests.reporting.posting import post_form
from tests.reporting.rounds import NOW
from tests.website.own_calendars import PAGE, partner, path_of, request_
from website.calendars.subscriptions import address_of, give_address, revoke_address, token_of
from website.models import CalendarSubscription

__all__ = ["partner", "request_"]
pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Ein anderes langes Kennwort 2027"


def test_address_is_made_renewed_and_made_invalid(client: Client, partner: User) -> None:
    client.force_login(partner)
    post(client, "erstellen")
    first = address_shown(client)
    assert Client().get(first).status_code == 200
    post(client, "erstellen", sicher="on")
    second = address_shown(client)
    assert first != second
    assert Client().get(first).status_code == 410
    post(client, "widerrufen", sicher="on")
    assert Client().get(second).status_code == 410
    assert "Adresse erstellen" in client.get(PAGE).text


@pytest.mark.parametrize("action", ["erstellen", "widerrufen"])
def test_address_in_use_ends_only_with_a_tick(client: Client, partner: User, action: str) -> None:
    path = path_of(partner)
    client.force_login(partner)
    post(client, action)
    assert Client().get(path).status_code == 200
    assert "Bitte setzen Sie zuerst den Haken" in client.get(PAGE).text


def test_page_of_the_address_is_kept_nowhere(client: Client, partner: User) -> None:
    client.force_login(partner)
    page = client.get(PAGE)
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize("change", ["change_own_password", "reset_password", "set_by_administration"])
def test_new_password_ends_the_address(client: Client, partner: User, change: str) -> None:
    path = path_of(partner)
    globals()[change](partner)
    partner.refresh_from_db()
    assert partner.check_password(NEW_PASSWORD)
    assert client.get(path).status_code == 410


def test_other_changes_of_the_account_leave_the_address(client: Client, partner: User) -> None:
    path = path_of(partner)
    partner.first_name = "Anders"
    partner.save()
    Client().post("/konto/login/", {"login": partner.email, "password": PASSWORD})
    assert client.get(path).status_code == 200


def test_deactivated_account_gets_nothing(client: Client, partner: User) -> None:
    path = path_of(partner)
    partner.is_active = False
    partner.save()
    assert client.get(path).status_code == 410


def test_altered_addresses_are_not_found(client: Client, partner: User) -> None:
    other = make_partner(make_organisation())
    token = token_of(give_address(user=partner, now=NOW))
    foreign = token_of(give_address(user=other, now=NOW))
    nonce, _dash, mac = token.partition("-")
    mixed = [
        f"{nonce}-{foreign.partition('-')[2]}",
        f"{nonce}-",
        nonce,
        f"{nonce}-{mac[:-1]}",
        "ä",
        f"x-{mac}",
    ]
    for forged in mixed:
        assert client.get(f"/kalender/persoenlich/{forged}.ics").status_code == 404, forged


def test_address_of_another_key_is_not_found(client: Client, partner: User, settings) -> None:  # type: ignore[no-untyped-def]
    path = path_of(partner)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "x" * 60
    assert client.get(path).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get(path).status_code == 200


def test_address_leaves_no_trace(client: Client, partner: User, caplog: pytest.LogCaptureFixture) -> None:
    path = path_of(partner)
    answer = client.get(path)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "private, no-store"
    revoke_address(user=partner, now=NOW)
    with caplog.at_level(logging.DEBUG):
        assert client.get(path).status_code == 410
    token = path.split("/")[-1].removesuffix(".ics")
    assert token not in caplog.text


def change_own_password(person: User) -> None:
    own = Client()
    own.force_login(person)
    words = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    own.post("/konto/password/change/", words)


def reset_password(person: User) -> None:
    visitor = Client()
    visitor.post("/konto/password/reset/", {"email": person.email})
    link = re.search(r"/konto/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link
    page = visitor.get(link[0])
    visitor.post(page["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def set_by_administration(person: User) -> None:
    """As the admin's form and the command of Django do it."""
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    form = AdminPasswordChangeForm(person, words)
    assert form.is_valid()
    form.save()


def post(client: Client, action: str, **data: str) -> None:
    assert post_form(client, PAGE, f"{PAGE}{action}/", **data).status_code == 302


def address_shown(client: Client) -> str:
    person = User.objects.get(pk=client.session["_auth_user_id"])
    path = address_of(CalendarSubscription.objects.get(user=person, revoked_at=None))
    assert path in client.get(PAGE).text
    return path.removeprefix(settings.SITE_URL)
