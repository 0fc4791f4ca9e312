"""The page of one request: its state, who may do what, and its story in words."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reporting.models import AccessGrant, OutboxMail, QueryRequest
from reporting.services.queries import close_query
from reporting.services.requests.granting import revoke_link
from tests.builders import make_commissioner, make_contact, make_editor, make_measure, make_request

from .request_pages import asked, conductor, logged_in, page, post, said
from .rounds import LATER, make_open

__all__ = ["asked", "conductor"]
pytestmark = pytest.mark.django_db


def test_page_shows_state_person_and_link(asked: QueryRequest, conductor: Client) -> None:
    shown = conductor.get(page(asked)).text
    assert asked.contact is not None
    for words in (
        asked.organisation.name,
        asked.contact.name,
        "noch nicht benutzt",
        "Die Anfrage ist gestellt.",
    ):
        assert words in shown


def test_history_says_in_words_who_did_what(asked: QueryRequest, conductor: Client) -> None:
    day = timezone.localdate() + dt.timedelta(days=40)
    post(conductor, asked, "frist/", said(asked, "extend", until=day))
    shown = conductor.get(page(asked)).text
    assert f"Ayşe Yılmaz: Die Frist ist verlängert bis {day:%d.%m.%Y}." in shown


def test_editor_reads_notes_and_answers_on_behalf_only(asked: QueryRequest) -> None:
    shown = logged_in(make_editor()).get(page(asked)).text
    assert "Interne Notiz" in shown
    assert "In Vertretung antworten" in shown
    assert "Frist ändern" not in shown
    assert "Link widerrufen" not in shown


def test_closed_query_says_why_nothing_can_be_done(asked: QueryRequest, conductor: Client) -> None:
    query = asked.query
    query.refresh_from_db()
    close_query(query=query, version=query.version, now=timezone.now())
    shown = conductor.get(page(asked)).text
    assert "gesperrt, weil die Abfrage" in shown
    assert "<details" not in shown


def test_request_of_another_query_is_not_found(asked: QueryRequest, conductor: Client) -> None:
    other = make_open()
    assert conductor.get(f"/abfragen/{other.slug}/anfragen/{asked.uuid}/").status_code == 404


def test_page_needs_as_many_statements_for_a_long_history(
    asked: QueryRequest, conductor: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40) as few:
        conductor.get(page(asked))
    for number in range(12):
        make_request(asked.query, make_measure(), asked.organisation)
        asked.note = f"Notiz {number}"
        asked.contact = make_contact(asked.organisation)
        asked.save()
    with django_assert_max_num_queries(len(few)):
        conductor.get(page(asked))


def test_history_says_that_there_is_a_new_invitation(asked: QueryRequest, conductor: Client) -> None:
    """Whether it was sent, the list of mails underneath knows; a later invitation can have taken its place."""
    post(conductor, asked, "einladen/", said(asked, "confirm"))
    text = conductor.get(page(asked)).text
    assert "Eine neue Einladung ist vorgemerkt." in text
    assert "noch einmal gesendet" not in text


def test_history_does_not_speak_of_what_changed_nothing(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "notiz/", said(asked, "note", note=""))
    assert "Eine neue Einladung ist vorgemerkt." not in conductor.get(page(asked)).text


def test_a_revoked_link_stands_in_the_story_of_the_request(asked: QueryRequest, conductor: Client) -> None:
    assert asked.contact is not None
    grant = AccessGrant.objects.get(query=asked.query, contact=asked.contact)
    by = make_commissioner(first_name="Kim", last_name="Sommer")
    revoke_link(grant=grant, user=by, now=timezone.now())
    story = conductor.get(page(asked)).text.partition("Was bisher geschah")[2]
    assert f"Der persönliche Link von {asked.contact.name} gilt nicht mehr." in story
    assert "Kim Sommer" in story


def test_removed_note_stays_in_the_history(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "notiz/", {**said(asked, "note"), "note-note": "Ruft zurück."})
    asked.refresh_from_db()
    response = post(conductor, asked, "notiz/", {**said(asked, "note"), "note-note": ""})
    page = conductor.get(response.url).text
    assert "Die Notiz ist entfernt." in page
    assert "Vorher: „Ruft zurück.“" in page


def test_decisions_on_other_measures_are_not_listed(asked: QueryRequest, conductor: Client) -> None:
    assert asked.contact is not None
    for code in (asked.measure.code, "77.7"):
        OutboxMail.objects.create(
            occasion=code,
            message_id=f"<{code}@example.org>",
            recipient=asked.contact.email,
            subject=f"Freigegeben {code}",
            body=f"{code} {asked.measure.title}",
            kind="approved",
            query=asked.query,
            queued_at=LATER,
            next_try_at=LATER,
        )
    shown = conductor.get(page(asked)).text
    assert f"Freigegeben {asked.measure.code}" in shown
    assert "Freigegeben 77.7" not in shown
