"""The page of one request, and its small forms."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partners.models import User
from reporting.models import AccessGrant, OutboxMail, ProgressReport, QueryRequest, RequestState
from reporting.services.queries import close_query
from reporting.services.requests.granting import revoke_link
from safety.models import AuditEntry
from tests.builders import (
    make_commissioner,
    make_contact,
    make_editor,
    make_measure,
    make_organisation,
    make_request,
)

from .rounds import LATER, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> QueryRequest:
    query = make_open()
    # Through pages the day is today's: the deadline of the query must lie in the future.
    day = timezone.localdate() + dt.timedelta(days=30)
    type(query).objects.filter(pk=query.pk).update(due_on=day, as_of=timezone.localdate())
    return query.requests.select_related("query", "organisation", "contact").get()


@pytest.fixture
def conductor() -> Client:
    return logged_in(make_commissioner(first_name="Ayşe", last_name="Yılmaz"))


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(asked: QueryRequest, step: str = "") -> str:
    return f"/abfragen/{asked.query.slug}/anfragen/{asked.uuid}/{step}"


def key_of(client: Client, asked: QueryRequest, step: str) -> str:
    """The form key that stands in the form of this step."""
    form = client.get(page(asked)).text.split(f'action="{page(asked, step)}"')[1]
    return form.split('name="form_key" value="')[1].split('"')[0]


def said(asked: QueryRequest, prefix: str, **fields: object) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in {"version": asked.version, **fields}.items()}


def post(client: Client, asked: QueryRequest, step: str, data: dict[str, Any]) -> Any:
    return client.post(page(asked, step), {**data, "form_key": key_of(client, asked, step)})


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


def test_revoking_says_why_it_was_refused(asked: QueryRequest, conductor: Client) -> None:
    data = said(asked, "revoke")
    key = key_of(conductor, asked, "link-widerrufen/")
    QueryRequest.objects.filter(pk=asked.pk).update(version=2)
    answer = conductor.post(page(asked, "link-widerrufen/"), {**data, "form_key": key})
    assert answer.status_code == 409
    assert "inzwischen von jemand anderem geändert" in answer.text
    assert AccessGrant.objects.valid().exists()


def test_history_says_that_the_invitation_went_out_again(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "einladen/", said(asked, "confirm"))
    assert "Die Einladung ist noch einmal gesendet." in conductor.get(page(asked)).text


def test_history_does_not_speak_of_what_changed_nothing(asked: QueryRequest, conductor: Client) -> None:
    post(conductor, asked, "notiz/", said(asked, "note", note=""))
    assert "Die Einladung ist noch einmal gesendet." not in conductor.get(page(asked)).text


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
