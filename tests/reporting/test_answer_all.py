"""„Alles auf einer Seite“: several sections at once, untouched ones skipped, nobody's text overwritten or lost."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import User
from reporting.answerer import SESSION_KEY
from reporting.models import (
    OutboxMail,
    ProgressReport,
    QueryRequest,
    QuestionKind,
    QuestionScope,
)
from reporting.services.queries import close_query
from reporting.services.reports import Answers, save_section
from safety.owner import CAPABILITY
from tests.builders import make_editor, make_grant, make_partner, make_report

from .answering import fields_of, filled, key, open_page, page_of
from .rounds import LATER, NOW
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def write(asked: Asked, number: int = 0, text: str = "Von der Kollegin", version: int = 0) -> ProgressReport:
    answers = Answers(status="in_progress", course="on_track", text=text)
    return save_section(
        request=asked.requests[number], answers=answers, expected_version=version, user=asked.owner, now=NOW
    )


def report_of(asked: Asked, number: int = 0) -> ProgressReport:
    return ProgressReport.objects.get(request=asked.requests[number])


def test_looking_writes_nothing() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    assert client.get(page_of(asked)).status_code == 200
    assert not ProgressReport.objects.exists()


def test_one_saving_keeps_every_touched_section_and_begins_no_other_report() -> None:
    asked = make_asked(measures=3)
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    client.post(page_of(asked), {**shown, **filled(asked, 0, "Eins"), **filled(asked, 2, "Drei"), "stay": ""})
    assert sorted(ProgressReport.objects.values_list("text", flat=True)) == ["Drei", "Eins"]


def test_an_untouched_section_is_left_alone_although_a_colleague_changed_it() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    write(asked, 1)
    response = client.post(page_of(asked), {**shown, **filled(asked, 0)})
    assert response.status_code == 302
    assert report_of(asked, 1).text == "Von der Kollegin"


def test_both_texts_of_a_stale_section_are_shown_and_the_others_saved() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    write(asked, 1)
    posted = {**shown, **filled(asked, 0, "Eins"), **filled(asked, 1, "Mein eigener Text")}
    response = client.post(page_of(asked), posted)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Von der Kollegin" in html
    assert fields_of(html)[f"{key(asked, 1)}-text"] == "Mein eigener Text"
    assert report_of(asked, 0).text == "Eins"
    assert report_of(asked, 1).text == "Von der Kollegin"


def test_what_was_decided_after_a_conflict_is_saved() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    write(asked)
    html = client.post(page_of(asked), {**shown, **filled(asked, text="Beides zusammen")}).content.decode()
    assert client.post(page_of(asked), fields_of(html)).status_code == 302
    assert report_of(asked).text == "Beides zusammen"


def test_twenty_times_the_same_post_makes_one_row() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    posted = {**open_page(client, asked), **filled(asked)}
    for _ in range(20):
        assert client.post(page_of(asked), posted).status_code == 302
    assert report_of(asked).history.count() == 2  # begun and saved


def test_text_typed_while_the_query_closed_stays_to_be_copied_with_the_reason() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    response = client.post(page_of(asked), {**shown, **filled(asked, text="Zu spät geschrieben")})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Zu spät geschrieben</textarea>" in html
    assert "gesperrt, weil die Abfrage" in html
    assert not ProgressReport.objects.exists()


def test_text_to_a_withdrawn_request_stays_on_the_page() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    QueryRequest.objects.filter(pk=asked.requests[0].pk).update(state="not_required")
    response = client.post(
        page_of(asked), {**shown, **filled(asked, text="Text zu einer zurückgezogenen Anfrage")}
    )
    assert "Text zu einer zurückgezogenen Anfrage" in response.content.decode()


def test_a_number_that_cannot_be_read_stays_and_the_rest_is_saved() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    indicator = asked.requests[1].measure.indicators.get()
    wrong = {f"{key(asked, 1)}-value_{indicator.pk}": "1.5"}
    response = client.post(page_of(asked), {**open_page(client, asked), **filled(asked, 0), **wrong})
    assert response.status_code == 422
    assert fields_of(response.content.decode())[f"{key(asked, 1)}-value_{indicator.pk}"] == "1.5"
    assert report_of(asked, 0).text == "Es geht voran."


def test_confirming_unchanged_saves_what_was_typed_elsewhere() -> None:
    asked = make_asked(measures=2)
    make_report(
        asked.requests[1].measure, asked.organisation, state="approved", approved_at=NOW, course="on_track"
    )
    client = log_in(asked.owner)
    posted = {**open_page(client, asked), **filled(asked, 0), "unchanged": key(asked, 1)}
    client.post(page_of(asked), posted)
    assert report_of(asked, 1).is_unchanged
    assert report_of(asked, 0).text == "Es geht voran."


def test_all_that_is_complete_is_sent_after_a_look_at_it() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    incomplete = {f"{key(asked, 1)}-text": "Noch ohne Stand"}
    response = client.post(
        page_of(asked), {**open_page(client, asked), **filled(asked, 0), **incomplete, "check": "1"}
    )
    check = client.get(response["Location"]).content.decode()
    assert check.index(asked.requests[0].measure.title) < check.index("Hier fehlt noch etwas")
    assert check.index(asked.requests[1].measure.title) > check.index("Hier fehlt noch etwas")
    client.post(response["Location"], fields_of(check, ""))
    assert [report_of(asked, number).state for number in (0, 1)] == ["submitted", "draft"]


def test_nothing_is_sent_that_changed_after_the_look() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    saved = write(asked)
    address = reverse("reporting:answer_submit", args=[asked.query.slug, asked.organisation.slug])
    shown = fields_of(client.get(address).content.decode(), "")
    write(asked, text="Noch einmal anders", version=saved.version)
    response = client.post(address, shown, follow=True)
    assert report_of(asked).state == "draft"
    assert "inzwischen von jemand anderem geändert" in response.content.decode()


def check_page(client: Client, asked: Asked) -> tuple[str, dict[str, str]]:
    address = reverse("reporting:answer_submit", args=[asked.query.slug, asked.organisation.slug])
    return address, fields_of(client.get(address).content.decode(), "")


def test_reviewers_get_one_mail_for_all_that_was_sent_together() -> None:
    asked, reviewer = make_asked(measures=3), make_editor()
    client = log_in(asked.owner)
    for number in range(3):
        write(asked, number)
    address, shown = check_page(client, asked)
    client.post(address, shown)
    (mail,) = OutboxMail.objects.filter(recipient=reviewer.email)
    assert mail.subject.startswith("3 neue Meldungen")


def test_required_questions_hold_back_the_sending_only() -> None:
    asked = make_asked()
    question = make_question(asked.query, kind=QuestionKind.NUMBER, unit="Personen", is_required=True)
    client = log_in(asked.owner)
    response = client.post(page_of(asked), {**open_page(client, asked), **filled(asked), "check": "1"})
    assert "Jetzt absenden" not in client.get(response["Location"]).content.decode()
    name = f"{key(asked)}-question_{question.pk}"
    response = client.post(page_of(asked), {**open_page(client, asked), name: "1.500,5", "check": "1"})
    assert str(report_of(asked).question_answers.get().number) == "1500.50"
    assert "Jetzt absenden" in client.get(response["Location"]).content.decode()


def test_questions_to_the_organisation_are_answered_on_the_same_page() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION, kind=QuestionKind.YES_NO)
    client = log_in(asked.owner)
    client.post(page_of(asked), {**open_page(client, asked), f"o-question_{question.pk}": "yes"})
    assert asked.participation.question_answers.get().text == "yes"
    assert not ProgressReport.objects.exists()


def test_what_was_handed_in_is_to_be_read_only() -> None:
    asked = make_asked()
    make_report(
        asked.requests[0].measure,
        asked.organisation,
        request=asked.requests[0],
        state="submitted",
        text="Längst abgesendet",
    )
    html = log_in(asked.owner).get(page_of(asked)).content.decode()
    assert "Längst abgesendet" in html
    assert f"{key(asked)}-text" not in html


def test_strangers_find_no_page() -> None:
    asked, other = make_asked(), make_asked()
    assert log_in(other.owner).get(page_of(asked)).status_code == 404


def test_a_personal_link_answers_as_well() -> None:
    asked = make_asked()
    grant = make_grant(asked.query, asked.organisation.contacts.get())
    client = Client()
    session = client.session
    moment = int(dt.datetime.now(dt.UTC).timestamp())
    session[SESSION_KEY] = {
        "grant": grant.uuid.hex, "nonce": grant.nonce.hex, "started": moment, "seen": moment,
    }  # fmt: skip
    session[CAPABILITY] = grant.uuid.hex
    session.save()
    assert client.post(page_of(asked), {**open_page(client, asked), **filled(asked)}).status_code == 302
    assert report_of(asked).text == "Es geht voran."


@pytest.mark.parametrize("name", ["answer_all", "answer_submit", "answer_print"])
def test_the_pages_ask_the_database_equally_often(name: str) -> None:
    def count(measures: int) -> int:
        asked = make_asked(measures=measures)
        make_question(asked.query)
        for number in range(measures // 2):
            write(asked, number)
        client = log_in(make_partner(asked.organisation))
        address = reverse(f"reporting:{name}", args=[asked.query.slug, asked.organisation.slug])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    assert count(4) == count(24)


def test_many_measures_are_shown_by_handlungsfeld() -> None:
    asked = make_asked(measures=27)
    client = log_in(asked.owner)
    html = client.get(page_of(asked)).content.decode()
    assert html.count('class="answer-section"') == 1
    number = asked.requests[5].measure.field_of_action.number
    assert (
        asked.requests[5].measure.title
        in client.get(f"{page_of(asked)}?handlungsfeld={number}").content.decode()
    )
