"""Staff enrol an authenticator app and use it, in the browser, with the second factor required as in production."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings

from partners.models import User
from tests.builders import PASSWORD, make_editor

#: How an app is told the secret, where the picture cannot be read.
SECRET = re.compile(r"\b[A-Z2-7]{32}\b")
RECOVERY_CODE = re.compile(r"\b\d{8}\b")


@pytest.fixture
def editor(live_server: object, settings: Settings) -> User:
    """A member of the KI-Redaktion on the first day, with nothing but a password.

    The live server speaks plain HTTP, so the cookies go without `Secure`; everything else is as in production.
    """
    settings.DEMO = False
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    return make_editor()


def current_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def log_in(page: Page, user: User) -> None:
    page.goto("/admin/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def enter(page: Page, name: str, value: str) -> None:
    field = page.locator(f"input[name={name}]")
    field.fill(value)
    field.press("Enter")


def enrol(page: Page) -> str:
    """Scan the secret and confirm it; the secret."""
    enter(page, "password", PASSWORD)
    picture = page.locator("img[src^='data:image/svg+xml']")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    secret = SECRET.search(page.content())
    assert secret
    enter(page, "code", current_code(secret[0]))
    return secret[0]


def test_editor_enrols_and_works_in_the_admin(page: Page, editor: User) -> None:
    log_in(page, editor)
    expect(page).to_have_url(re.compile("/konto/reauthenticate/"))
    secret = enrol(page)
    assert Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).exists()
    page.goto("/admin/")
    enter(page, "code", current_code(secret))
    expect(page).to_have_url(re.compile("/admin/$"))
    expect(page.locator("#content-main")).to_be_visible()


def test_recovery_code_opens_the_next_session(page: Page, editor: User) -> None:
    log_in(page, editor)
    secret = enrol(page)
    page.goto("/konto/2fa/recovery-codes/")
    enter(page, "code", current_code(secret))
    recovery_code = RECOVERY_CODE.search(page.content())
    assert recovery_code
    page.context.clear_cookies()
    log_in(page, editor)
    expect(page).to_have_url(re.compile("/konto/2fa/authenticate/"))
    enter(page, "code", recovery_code[0])
    expect(page).to_have_url(re.compile("/admin/$"))
