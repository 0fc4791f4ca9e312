"""Nothing private answers without log-in, and staff get nothing without the second factor."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from partners.access import EDITORS
from partners.models import User
from reporting.services.queries import close_query, open_query
from tests.builders import (
    PASSWORD,
    make_editor,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_user,
)

SECRET = generate_totp_secret()


@pytest.fixture(autouse=True)
def second_factor(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture(autouse=True)
def no_earlier_codes(db: None) -> None:
    """Codes used in other tests count as used; begin without them."""
    cache.clear()


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def log_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Log in as a person does; the address to which the portal then leads."""
    response = client.post(reverse("account_login"), {"login": user.email, "password": password})
    return response.headers.get("Location", "")


def log_in_with_code(client: Client, user: User) -> None:
    TOTP.activate(user, SECRET)
    client.logout()
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code()})


def test_private_page_asks_for_log_in(client: Client) -> None:
    response = client.get("/mein-bereich/")
    assert response.headers["Location"] == "/konto/login/?next=/mein-bereich/"


def test_admin_has_no_door_of_its_own(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/")
    assert response.headers["Location"] == "/konto/login/?next=%2Fadmin%2F"


def test_there_is_no_sign_up(client: Client) -> None:
    data = {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), data)
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/admin/", "/mein-bereich/", "/freigaben/"])
def test_staff_without_second_factor_are_led_to_enrolment(client: Client, address: str) -> None:
    log_in(client, make_editor())
    assert client.get(address).headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_role_without_admin_access_counts_as_staff(client: Client) -> None:
    user = make_user()
    user.groups.add(Group.objects.get(name=EDITORS))
    log_in(client, user)
    assert client.get("/freigaben/").headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_staff_may_read_public_pages_before(client: Client) -> None:
    log_in(client, make_editor())
    assert client.get("/begriffe/").status_code == 200


def test_staff_see_no_more_than_the_public_before(client: Client) -> None:
    """A report that is closed but not published is shown to staff, at a public address."""
    query = make_query(due_on=timezone.localdate())
    query.measures.add(make_measure())
    open_query(query=query, version=1, waived=[query.measures.get().pk], user=None, now=timezone.now())
    query.refresh_from_db()
    close_query(query=query, version=query.version, now=timezone.now())
    user = make_editor()
    client.force_login(user)
    address = reverse("reporting:published_report", args=[query.slug])
    assert client.get(address).status_code == 404
    log_in_with_code(client, user)
    assert client.get(address).status_code == 200


def test_partner_needs_no_second_factor(client: Client) -> None:
    log_in(client, make_partner(make_organisation()))
    assert "2fa" not in client.get("/mein-bereich/").headers.get("Location", "")


def test_enrolled_staff_are_asked_at_log_in_and_then_get_in(client: Client) -> None:
    user = make_editor()
    TOTP.activate(user, SECRET)
    assert log_in(client, user).startswith(reverse("mfa_authenticate"))
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get("/admin/").status_code == 200


def test_a_code_counts_once(client: Client) -> None:
    user = make_editor()
    TOTP.activate(user, SECRET)
    used = code()
    for _ in range(2):
        other = Client()
        log_in(other, user)
        response = other.post(reverse("mfa_authenticate"), {"code": used})
    assert response.status_code == 200
    assert other.get("/admin/").status_code == 302


def test_recovery_code_counts_once(client: Client) -> None:
    user = make_editor()
    TOTP.activate(user, SECRET)
    recovery = RecoveryCodes.activate(user).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        other = Client()
        log_in(other, user)
        answers.append(other.post(reverse("mfa_authenticate"), {"code": recovery}).status_code)
    assert answers == [302, 200]


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "account_change_password"]
)
def test_session_without_the_old_factor_changes_none(client: Client, name: str) -> None:
    """A session that has not passed the factor can neither replace it nor read the recovery codes (CVE-2019-16766)."""
    user = make_editor()
    TOTP.activate(user, SECRET)
    client.force_login(user)
    for method in (client.get, client.post):
        assert method(reverse(name)).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=user).count() == 1


def test_partner_with_own_second_factor_must_pass_it(client: Client) -> None:
    user = make_partner(make_organisation())
    TOTP.activate(user, SECRET)
    client.force_login(user)
    assert client.get("/mein-bereich/").headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_deactivated_account_ends_its_sessions(client: Client) -> None:
    user = make_partner(make_organisation())
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/mein-bereich/").headers["Location"].startswith("/konto/login/")


def test_too_many_failures_close_the_door_for_the_right_password_too(client: Client) -> None:
    user = make_user()
    for _ in range(10):
        log_in(client, user, "falsch falsch falsch")
    assert log_in(client, user) == ""


def test_failures_count_however_many_other_addresses_were_tried() -> None:
    """The cache is full after some number of entries, and then forgets some that have not run out."""
    cache.set("failures-of-a", 10)
    for number in range(400):
        cache.set(f"failures-of-b-{number}", 1)
    assert cache.get("failures-of-a") == 10


def test_demonstration_goes_without(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    log_in(client, make_editor())
    assert client.get("/admin/").status_code == 200
