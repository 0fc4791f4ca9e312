"""Log-in, password and second-factor pages stand in the portal's frame and speak plain German."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from partners.models import User
from tests.builders import PASSWORD, make_administrator, make_commissioner, make_editor, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    cache.clear()
    user = make_user()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def logged_in(client: Client, user: User, settings: Settings) -> Client:
    """Has just confirmed the password, so that nothing asks for it again."""
    settings.LOGIN_REDIRECT_URL = "/begriffe/"
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    client.post("/konto/reauthenticate/", {"password": PASSWORD})
    return client


def assert_in_frame(html: str, heading: str) -> None:
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == [heading]
    assert '<main id="inhalt"' in html
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/konto/login/", "Anmelden"),
        ("/konto/password/reset/", "Passwort vergessen"),
        ("/konto/password/reset/done/", "Sehen Sie bitte in Ihr E-Mail-Postfach"),
        ("/konto/password/reset/key/0-set-password/", "Dieser Link gilt nicht mehr"),
        ("/konto/password/reset/key/done/", "Ihr neues Passwort ist gespeichert"),
        ("/konto/confirm-email/ungueltig/", "E-Mail-Adresse bestätigen"),
        ("/konto/inactive/", "Dieses Benutzerkonto ist abgeschaltet"),
    ],
)
def test_page_before_log_in(client: Client, address: str, heading: str) -> None:
    assert_in_frame(client.get(address).text, heading)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/konto/logout/", "Abmelden"),
        ("/konto/password/change/", "Passwort ändern"),
        ("/konto/email/", "E-Mail-Adresse ändern"),
        ("/konto/reauthenticate/", "Bitte bestätigen Sie, dass Sie es sind"),
        ("/konto/2fa/", "Zweiter Schritt bei der Anmeldung"),
        ("/konto/2fa/totp/activate/", "App für Codes einrichten"),
    ],
)
def test_page_after_log_in(logged_in: Client, address: str, heading: str) -> None:
    assert_in_frame(logged_in.get(address).text, heading)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/konto/2fa/", "Zweiter Schritt bei der Anmeldung"),
        ("/konto/2fa/recovery-codes/", "Codes für den Notfall"),
        ("/konto/2fa/recovery-codes/generate/", "Neue Codes für den Notfall"),
        ("/konto/2fa/totp/deactivate/", "App für Codes entfernen"),
    ],
)
def test_page_with_second_factor(logged_in: Client, user: User, address: str, heading: str) -> None:
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert_in_frame(logged_in.get(address).text, heading)


@pytest.mark.parametrize(
    ("make", "page"),
    [
        (make_administrator, "/admin/"),
        (make_commissioner, "/abfragen/"),
        (make_editor, "/freigaben/"),
        (make_user, "/mein-bereich/"),
    ],
)
def test_log_in_leads_to_the_work_of_the_role(client: Client, make: Callable[[], User], page: str) -> None:
    cache.clear()
    data = {"login": make().email, "password": PASSWORD}
    assert client.post("/konto/login/", data).headers["Location"] == page


@pytest.mark.parametrize(
    ("wanted", "page"), [("/begriffe/", "/begriffe/"), ("https://evil.example.org/", "/freigaben/")]
)
def test_the_page_that_asked_for_the_log_in_comes_first_if_it_is_ours(
    client: Client, wanted: str, page: str
) -> None:
    cache.clear()
    data = {"login": make_editor().email, "password": PASSWORD, "next": wanted}
    assert client.post("/konto/login/", data).headers["Location"] == page


def test_log_in_asks_for_the_second_factor(client: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    response = client.post("/konto/login/", {"login": user.email, "password": PASSWORD}, follow=True)
    assert_in_frame(response.text, "Zweiter Schritt der Anmeldung")


def test_recovery_codes_are_listed(logged_in: Client, user: User) -> None:
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user).get_unused_codes()
    html = logged_in.get("/konto/2fa/recovery-codes/").text
    assert all(f"<code>{code}</code>" in html for code in codes)


def test_wrong_password_is_named_in_the_summary(client: Client, user: User) -> None:
    html = client.post("/konto/login/", {"login": user.email, "password": "falsch"}).text
    assert "error-summary" in html


def test_log_in_page_offers_no_account_to_strangers(client: Client) -> None:
    assert "signup" not in client.get("/konto/login/").text
