"""The small forms on the page of a request: what they do once, refuse, and keep of what was typed."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reporting.models import AccessGrant, OutboxMail, ProgressReport, QueryRequest, RequestState
from safety.models import AuditEntry
from tests.builders import make_contact, make_editor, make_organisation

from .request_pages import asked, conductor, key_of, logged_in, page, post, said

__all__ = ["asked", "conductor"]
pytestmark = pytest.mark.django_db


def test_typed_reason_stays_on_the_page_when_somebody_was_faster(
    asked: QueryRequest, conductor: Client
) -> None:
    data = said(asked, "withdraw", reason="Die Maßnahme ruht bis auf Weiteres.")
    key = key_of(conductor, asked, "zurueckziehen/")
    QueryRequest.objects.filter(pk=asked.pk).update(version=2, note="Neue Notiz.")
    answer = conductor.post(page(asked, "zurueckziehen/"), {**data, "form_key": key})
    assert answer.status_code == 409
    assert "Die Maßnahme ruht bis auf Weiteres." in answer.text
    assert "Neue Notiz." in answer.text
    assert 'name="withdraw-version" value="2"' in answer.text
    asked.refresh_from_db()
    assert asked.state == RequestState.OPEN


def test_typed_note_stays_on_the_page_when_the_step_is_refused(
    asked: QueryRequest, conductor: Client
) -> None:
    data = said(asked, "withdraw", reason="Die Maßnahme ruht bis auf Weiteres.")
    key = key_of(conductor, asked, "zurueckziehen/")
    QueryRequest.objects.filter(pk=asked.pk).update(state=RequestState.SUBMITTED)
    answer = conductor.post(page(asked, "zurueckziehen/"), {**data, "form_key": key})
    assert answer.status_code == 200
    assert "Dieser Schritt ist deshalb nicht möglich" in answer.text
    assert "Die Maßnahme ruht bis auf Weiteres." in answer.text


def test_person_of_another_organisation_is_no_choice(asked: QueryRequest, conductor: Client) -> None:
    make_contact(asked.organisation)
    stranger = make_contact(make_organisation())
    answer = post(conductor, asked, "person/", said(asked, "person", contact=stranger.pk))
    asked.refresh_from_db()
    assert answer.status_code == 200
    assert asked.contact != stranger


def test_hand_over_takes_the_person_who_was_shown(asked: QueryRequest, conductor: Client) -> None:
    successor, third = make_contact(asked.organisation), make_contact(asked.organisation)
    key = key_of(conductor, asked, "uebergeben/")
    QueryRequest.objects.filter(pk=asked.pk).update(version=2, contact=third)
    data = said(asked, "hand_over", successor=successor.pk)
    assert conductor.post(page(asked, "uebergeben/"), {**data, "form_key": key}).status_code == 409
    asked.refresh_from_db()
    assert asked.contact == third


def test_answer_on_behalf_is_marked(asked: QueryRequest) -> None:
    answer = post(logged_in(make_editor()), asked, "in-vertretung/", {})
    report = ProgressReport.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (report.request, report.on_behalf) == (asked, True)


def test_revoked_link_is_dead(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "link-widerrufen/", said(asked, "revoke"))
    assert not AccessGrant.objects.valid().exists()
    assert "widerrufen am" in conductor.get(page(asked)).text


def steps(asked: QueryRequest) -> dict[str, dict[str, Any]]:
    day = timezone.localdate() + dt.timedelta(days=40)
    colleague, other = make_contact(asked.organisation), make_organisation()
    make_contact(other)
    return {
        "frist/": said(asked, "extend", until=day),
        "person/": said(asked, "person", contact=colleague.pk, invite="on"),
        "organisation/": said(asked, "organisation", organisation=other.pk, invite="on"),
        "zurueckziehen/": said(asked, "withdraw", reason="Die Maßnahme ruht."),
        "einladen/": said(asked, "confirm"),
        "link-widerrufen/": said(asked, "revoke"),
        "uebergeben/": said(asked, "hand_over", successor=colleague.pk),
        "notiz/": said(asked, "note", note="Telefonat am Montag."),
        "in-vertretung/": {},
    }


#: How many mails, lines of the audit trail and rows of the history each step writes.
EFFECTS = {
    "frist/": (0, 0, 1),
    "person/": (1, 2, 1),
    "organisation/": (1, 2, 1),
    "zurueckziehen/": (0, 1, 1),
    "einladen/": (1, 0, 1),
    "link-widerrufen/": (0, 1, 0),
    "uebergeben/": (1, 2, 1),
    "notiz/": (0, 0, 1),
    "in-vertretung/": (0, 0, 0),
}


def written(asked: QueryRequest) -> list[int]:
    return [OutboxMail.objects.count(), AuditEntry.objects.count(), asked.history.count()]


@pytest.mark.parametrize("step", EFFECTS)
def test_twenty_posts_have_one_effect(asked: QueryRequest, conductor: Client, step: str) -> None:
    data = {**steps(asked)[step], "form_key": key_of(conductor, asked, step)}
    before = written(asked)
    answers = {conductor.post(page(asked, step), data)["Location"] for _ in range(20)}
    after = written(asked)
    assert len(answers) == 1
    assert tuple(new - old for new, old in zip(after, before, strict=True)) == EFFECTS[step]


def test_reinstating_twenty_times_has_one_effect(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "zurueckziehen/", said(asked, "withdraw", reason="Die Maßnahme ruht."))
    asked.refresh_from_db()
    data = {**said(asked, "confirm"), "form_key": key_of(conductor, asked, "wieder-stellen/")}
    answers = {conductor.post(page(asked, "wieder-stellen/"), data)["Location"] for _ in range(20)}
    asked.refresh_from_db()
    assert len(answers) == 1
    assert (asked.state, asked.version) == (RequestState.OPEN, 3)
    assert AuditEntry.objects.filter(action="request.reinstate").count() == 1


def test_revoking_says_why_it_was_refused(asked: QueryRequest, conductor: Client) -> None:
    data = said(asked, "revoke")
    key = key_of(conductor, asked, "link-widerrufen/")
    QueryRequest.objects.filter(pk=asked.pk).update(version=2)
    answer = conductor.post(page(asked, "link-widerrufen/"), {**data, "form_key": key})
    assert answer.status_code == 409
    assert "inzwischen von jemand anderem geändert" in answer.text
    assert AccessGrant.objects.valid().exists()


def test_note_grown_by_messages_of_partners_can_be_saved(asked: QueryRequest, conductor: Client) -> None:
    QueryRequest.objects.filter(pk=asked.pk).update(note="Zeile.\n" * 1000)
    grown = "Zeile.\r\n" * 1000 + "Erledigt."
    answer = post(conductor, asked, "notiz/", said(asked, "note", note=grown))
    asked.refresh_from_db()
    assert answer.status_code == 302
    assert asked.note.endswith("Erledigt.")


def test_note_is_not_endless(asked: QueryRequest, conductor: Client) -> None:
    answer = post(conductor, asked, "notiz/", said(asked, "note", note="x" * 5001))
    assert "Bitte schreiben Sie höchstens 5000 Zeichen." in answer.text
