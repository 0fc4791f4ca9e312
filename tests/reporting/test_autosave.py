"""Saving while somebody types: kept, nothing overwritten, and refused with the reason."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import ProgressReport, QuestionScope
from reporting.services.queries import close_query
from safety.models import FormKey

from .answering import filled, key, open_page, page_of
from .rounds import LATER
from .test_answer_all import report_of, write
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def type_in(client: Client, asked: Asked, shown: dict[str, Any], text: str) -> str:
    """What the page sends some seconds after typing: one section, without the page's form key."""
    section = {name: value for name, value in shown.items() if name.startswith(key(asked))}
    address = reverse("reporting:autosave_request", args=[asked.requests[0].uuid])
    return client.post(address, {**section, **filled(asked, text=text)}).content.decode()


def test_typing_begins_the_report_and_says_when() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    html = type_in(client, asked, open_page(client, asked), "Erster Satz")
    assert re.search(r"Gespeichert um \d\d:\d\d Uhr", html)
    assert report_of(asked).text == "Erster Satz"


def test_the_page_goes_on_with_the_version_that_it_is_given() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    html = type_in(client, asked, shown, "Erster Satz")
    for name in ("version", "seen"):
        found = re.search(rf'name="{key(asked)}-{name}" value="([^"]+)"', html)
        assert found
        shown[f"{key(asked)}-{name}"] = found[1]
    assert "Gespeichert um" in type_in(client, asked, shown, "Erster Satz. Zweiter Satz.")
    posted = {**shown, **filled(asked, text="Erster Satz. Zweiter Satz.")}
    assert client.post(page_of(asked), posted).status_code == 302


def test_a_colleagues_text_is_not_overwritten() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    write(asked)
    assert "inzwischen an anderer Stelle geändert" in type_in(client, asked, shown, "Meins")
    assert report_of(asked).text == "Von der Kollegin"


def test_after_the_closing_the_reason_is_given() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    assert "gesperrt, weil die Abfrage" in type_in(client, asked, shown, "Zu spät")
    assert not ProgressReport.objects.exists()


def test_what_was_submitted_is_not_changed() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    report = write(asked)
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    assert "Gespeichert" not in type_in(client, asked, shown, "Hinterher")
    assert report_of(asked).text == "Von der Kollegin"


def test_the_key_of_the_page_is_not_spent() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    type_in(client, asked, open_page(client, asked), "Erster Satz")
    assert not FormKey.objects.exists()


def test_from_the_page_of_one_measure() -> None:
    asked = make_asked()
    report = write(asked)
    values = {"version": report.version, "status": "planning", "text": "Einzeln geschrieben"}
    html = (
        log_in(asked.owner).post(reverse("reporting:autosave", args=[report.uuid]), values).content.decode()
    )
    assert "Gespeichert um" in html
    assert report_of(asked).text == "Einzeln geschrieben"


def test_answers_of_the_organisation() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    values = {"o-version": asked.participation.version, f"o-question_{question.pk}": "Zwölf"}
    address = reverse("reporting:autosave_own", args=[asked.participation.uuid])
    assert "Gespeichert um" in log_in(asked.owner).post(address, values).content.decode()
    assert asked.participation.question_answers.get().text == "Zwölf"
