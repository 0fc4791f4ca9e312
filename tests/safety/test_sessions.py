"""Sessions end after idleness and after their longest time; the text posted too late comes back."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from partners.models import User
from safety.formkeys import FIELD_NAME, issue, occasion, read_claims
from safety.models import FormKey
from tests.builders import PASSWORD, make_editor, make_organisation, make_partner

START = dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC)
TEXT = "Der Kurs hat im Herbst begonnen, und es kamen zwölf Menschen."
ADDRESS = "/mein-bereich/"

pytestmark = pytest.mark.django_db


def is_logged_in(client: Client) -> bool:
    return "/konto/login/" not in client.get(ADDRESS).headers.get("Location", "")


def log_in(client: Client, user: User, address: str = "/konto/login/") -> str:
    data = {"login": user.email, "password": PASSWORD}
    return client.post(address, data).headers.get("Location", "")


def post_late(client: Client, author: User | AnonymousUser, **fields: str) -> str:
    """Post a form that was shown to `author`; the address to which the portal leads."""
    request = RequestFactory().get(ADDRESS)
    request.user = author
    key = issue(request, "tests.report")
    return client.post(ADDRESS, {FIELD_NAME: key, "text": TEXT, **fields}).headers["Location"]


@pytest.mark.parametrize(
    ("make", "step", "steps"),
    [
        (make_editor, dt.timedelta(minutes=29), 21),
        (lambda: make_partner(make_organisation()), dt.timedelta(minutes=59), 13),
    ],
    ids=["staff", "partner"],
)
def test_active_session_ends_after_its_longest_time(
    make: Callable[[], User], step: dt.timedelta, steps: int
) -> None:
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(make())
        lasted = [is_logged_in(client)]
        for _ in range(steps):
            clock.shift(step)
            lasted.append(is_logged_in(client))
    assert lasted == [True] * steps + [False]


@pytest.mark.parametrize(
    ("make", "minutes"),
    [(make_editor, 31), (lambda: make_partner(make_organisation()), 61)],
    ids=["staff", "partner"],
)
def test_idle_session_ends(make: Callable[[], User], minutes: int) -> None:
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(make())
        assert is_logged_in(client)
        clock.shift(dt.timedelta(minutes=minutes))
        assert not is_logged_in(client)


def test_late_text_comes_back_after_log_in() -> None:
    user, client = make_partner(make_organisation()), Client()
    with time_machine.travel(START, tick=False) as clock:
        client.force_login(user)
        client.get(ADDRESS)
        clock.shift(dt.timedelta(minutes=61))
        login = post_late(client, user)
        kept = log_in(client, user, login)
        page = client.get(kept)
    assert kept == "/aufgehobener-text/"
    assert TEXT in page.text
    assert f'action="{ADDRESS}"' in page.text


def test_late_text_is_shown_to_its_author_only() -> None:
    organisation = make_organisation()
    author, other, client = make_partner(organisation), make_partner(organisation), Client()
    login = post_late(client, author)
    page = client.get(log_in(client, other, login), follow=True)
    assert TEXT not in page.text


def test_late_text_is_gone_once_it_was_posted() -> None:
    user, client = make_partner(make_organisation()), Client()
    log_in(client, user, post_late(client, user))
    fields = [(name, value) for name, value in client.session["kept_text"]["fields"]]
    key = read_claims(dict(fields)[FIELD_NAME]).key
    FormKey.objects.create(key=occasion(key, fields), user=user, purpose="tests.report", used_at=START)
    assert client.get("/aufgehobener-text/").status_code == 302


def test_late_text_can_be_thrown_away() -> None:
    user, client = make_partner(make_organisation()), Client()
    log_in(client, user, post_late(client, user))
    client.post("/aufgehobener-text/")
    assert client.get("/aufgehobener-text/").status_code == 302


def test_late_text_is_kept_for_an_hour_only() -> None:
    user, client = make_partner(make_organisation()), Client()
    with time_machine.travel(START, tick=False) as clock:
        login = post_late(client, user)
        clock.shift(dt.timedelta(minutes=61))
        log_in(client, user, login)
        assert client.get("/aufgehobener-text/").status_code == 302


def test_secrets_are_not_kept() -> None:
    user, client = make_partner(make_organisation()), Client()
    post_late(client, user, csrfmiddlewaretoken="geheim", api_token="geheim")
    assert "geheim" not in str(client.session["kept_text"])


def test_post_without_form_key_is_not_kept() -> None:
    client = Client()
    assert "aufgehobener" not in client.post(ADDRESS, {"text": TEXT}).headers["Location"]
    assert client.cookies == {}
