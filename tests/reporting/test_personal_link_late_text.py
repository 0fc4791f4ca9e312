"""Text posted after the session ended comes back to who typed it, and to nobody else."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from reporting.models import AccessGrant, QueryRequest
from tests.builders import PASSWORD, make_contact, make_grant, make_partner

from .personal_links import DAY, address, answering, answers, grant, opened

__all__ = ["answering", "grant"]
pytestmark = pytest.mark.django_db


def test_text_posted_too_late_comes_back_with_the_link(answering: AccessGrant) -> None:
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    form, text = f"/mein-bereich/meldungen/{report.uuid}/", "Der Kurs hat im Herbst wieder begonnen."
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        page = client.get(form)
        key = page.text.split('name="form_key" value="')[1].split('"')[0]
        clock.shift(dt.timedelta(minutes=61))
        said = {"form_key": key, "version": report.version, "status": "in_progress", "text": text}
        ended = client.post(form, said)
        shown = client.get(ended["Location"])
        back = client.post(address(answering))
        kept = client.get(back["Location"])
        saved = client.post(form, said)
    assert ended["Location"] == "/zugang/beendet/"
    assert "nicht verloren" in shown.text
    assert back["Location"] == "/zugang/aufgehobener-text/"
    assert text in kept.text
    assert saved.status_code == 302
    report.refresh_from_db()
    assert report.text == text


def _post_without_cookies(grant: AccessGrant, client: Client) -> Any:
    """As somebody who deleted all cookies while typing."""
    report = QueryRequest.objects.get(organisation=grant.organisation).report
    form = f"/mein-bereich/meldungen/{report.uuid}/"
    key = opened(grant).get(form).text.split('name="form_key" value="')[1].split('"')[0]
    said = {"form_key": key, "version": "77", "seen": "44136fa355b3", "text": "Kurz & <b>gut</b>."}
    return client.post(form, said)


def test_text_typed_without_cookies_stands_on_the_error_page(answering: AccessGrant) -> None:
    answer = _post_without_cookies(answering, Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert "Kurz &amp; &lt;b&gt;gut&lt;/b&gt;." in answer.text
    assert "44136fa355b3" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_text_of_a_link_is_not_shown_to_an_account_on_the_same_computer(answering: AccessGrant) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_partner(answering.organisation))
    assert "Kurz" not in _post_without_cookies(answering, client).text


def test_late_text_is_not_shown_to_another_person(answering: AccessGrant) -> None:
    colleague = make_grant(answering.query, make_contact(answering.organisation))
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    form = f"/mein-bereich/meldungen/{report.uuid}/"
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        key = client.get(form).text.split('name="form_key" value="')[1].split('"')[0]
        clock.shift(dt.timedelta(minutes=61))
        client.post(form, {"form_key": key, "text": "Nur für mich."})
        assert client.post(address(colleague))["Location"] == answers(colleague)
        assert "kept_text" not in client.session
        user = make_partner(answering.organisation)
        client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
        assert "Nur für mich." not in client.get("/aufgehobener-text/", follow=True).text
