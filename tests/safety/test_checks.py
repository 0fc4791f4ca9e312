"""The production checks object to what must not go online."""

from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core import checks
from django.test import override_settings

from tests.builders import make_concept, make_editor, make_measure, make_organisation, make_report
from website.checks import check_data
from website.demo.people import MAIL_HOST
from website.models import LegalPage, LegalPageKind

PRODUCTION: dict[str, Any] = {
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": ["portal.example.org"],
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "SECOND_FACTOR_REQUIRED": True,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}


def found(messages: Sequence[checks.CheckMessage]) -> set[str]:
    return {str(message.id) for message in messages if str(message.id).startswith("portal.")}


def check_settings(**changes: Any) -> set[str]:
    with override_settings(**{**PRODUCTION, **changes}):
        return found(checks.run_checks(include_deployment_checks=True))


def test_production_settings_pass() -> None:

    assert check_settings() == set()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"SITE_URL": "http://portal.example.org"}, "portal.E001"),
        ({"ALLOWED_HOSTS": ["*"]}, "portal.E002"),
        ({"ALLOWED_HOSTS": [".example.org"]}, "portal.E002"),
        ({"DEMO": True}, "portal.E003"),
        ({"SESSION_COOKIE_NAME": "sessionid"}, "portal.E005"),
        ({"SECOND_FACTOR_REQUIRED": False}, "portal.E006"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "portal.E007"),
        ({"DEFAULT_FROM_EMAIL": "portal"}, "portal.E008"),
        ({"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}, "portal.E013"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_settings_are_refused(changes: dict[str, Any], expected: str) -> None:
    assert expected in check_settings(**changes)


def test_a_counted_proxy_passes() -> None:
    header = ("HTTP_X_FORWARDED_PROTO", "https")
    assert check_settings(SECURE_PROXY_SSL_HEADER=header, ALLAUTH_TRUSTED_PROXY_COUNT=1) == set()


def test_sqlite_in_its_default_mode_is_refused() -> None:
    plain = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
    with patch.dict(settings.DATABASES["default"], plain):
        assert check_settings() == {"portal.E009"}


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*", "data:"])
def test_loose_security_policy_is_refused(source: str) -> None:
    directives = {name: ["'self'"] for name in ("default-src", "style-src", "connect-src", "form-action")}
    policy = {"DIRECTIVES": {**directives, "base-uri": ["'none'"], "script-src": ["'self'", source]}}
    assert check_settings(CONTENT_SECURITY_POLICY=policy) == {"portal.E004"}


def check_default() -> set[str]:
    return found(check_data(None, databases=["default"]))


@pytest.mark.django_db
def test_data_are_not_looked_at_without_a_database() -> None:
    make_concept(has_demo_data=True)
    assert check_data(None) == []


@pytest.mark.django_db
def test_demonstration_data_are_refused() -> None:
    LegalPage.objects.all().delete()
    assert check_default() == set()
    make_report(make_measure(), make_organisation(), is_demo=True)
    assert check_default() == {"portal.E010"}


@pytest.mark.django_db
def test_unfinished_legal_page_is_refused() -> None:
    LegalPage.objects.update_or_create(kind=LegalPageKind.IMPRINT, defaults={"body": "[[Name der Stadt]]"})
    assert "portal.E011" in check_default()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["example.org", MAIL_HOST])
def test_invented_account_is_refused(host: str) -> None:
    TOTP.activate(make_editor(email=f"redaktion@{host}"), "A" * 32)
    assert "portal.E012" in check_default()


@pytest.mark.django_db
def test_staff_without_second_factor_are_named() -> None:
    LegalPage.objects.all().delete()
    user = make_editor(email="redaktion@krefeld.de")
    assert check_default() == {"portal.W001"}
    TOTP.activate(user, "A" * 32)
    assert check_default() == set()
