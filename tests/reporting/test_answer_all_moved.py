"""„Alles auf einer Seite“ where the query moved on since the page was shown: every text stays, nothing goes unsaid."""

import pytest

from reporting.models import ProgressReport, QueryRequest, QuestionScope
from tests.builders import make_report

from .answering import fields_of, filled, key, open_page, page_of
from .rounds import NOW
from .test_answer_all import check_page, log_in, report_of, write
from .workbooks import make_asked, make_question

pytestmark = pytest.mark.django_db


def test_what_is_not_complete_any_more_is_named_and_the_rest_is_sent() -> None:
    asked = make_asked(measures=3)
    client = log_in(asked.owner)
    for number in range(3):
        write(asked, number)
    address, shown = check_page(client, asked)
    write(asked, 0, text="", version=report_of(asked, 0).version)
    QueryRequest.objects.filter(pk=asked.requests[1].pk).update(state="not_required")
    html = client.post(address, shown, follow=True).content.decode()
    assert [report_of(asked, number).state for number in range(3)] == ["draft", "draft", "submitted"]
    assert "ist nicht abgesendet: Bitte beschreiben Sie den Sachstand." in html
    assert "Zu einer Maßnahme werden Sie nicht mehr gefragt." in html


def test_what_a_colleague_sent_meanwhile_is_said() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    asked.participation.question_answers.create(question=question, text="Zwölf")
    client = log_in(asked.owner)
    report = write(asked)
    address, shown = check_page(client, asked)
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted", version=report.version + 1)
    asked.participation.state = "submitted"
    asked.participation.save()
    html = client.post(address, shown, follow=True).content.decode()
    assert "ist nicht abgesendet: Diese Antwort ist schon abgesendet." in html
    assert "ist nicht abgesendet: Diese Antworten sind schon abgesendet." in html


def test_every_touched_text_to_a_withdrawn_request_stays_and_no_untouched_one() -> None:
    asked = make_asked(measures=2)
    for request in asked.requests:
        make_report(
            request.measure,
            asked.organisation,
            state="approved",
            approved_at=NOW,
            text="Aus dem letzten Jahr",
        )
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    QueryRequest.objects.update(state="not_required")
    response = client.post(page_of(asked), {**shown, f"{key(asked)}-text": "Ruht bis Mai"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Ruht bis Mai</textarea>" in html
    assert "werden Sie nicht mehr gefragt" in html
    assert "Aus dem letzten Jahr" not in html


def test_a_section_that_is_on_another_page_by_now_keeps_its_text() -> None:
    asked = make_asked(measures=27)
    client = log_in(asked.owner)
    other = asked.requests[26].measure.field_of_action.number
    shown = fields_of(client.get(f"{page_of(asked)}?handlungsfeld={other}").content.decode())
    write(asked, 26)
    html = client.post(page_of(asked), {**shown, **filled(asked, 26, "Mein Text")}).content.decode()
    assert fields_of(html)[f"{key(asked, 26)}-text"] == "Mein Text"


def test_from_one_measure_back_to_its_own_handlungsfeld() -> None:
    asked = make_asked(measures=27)
    report = write(asked, 5)
    client = log_in(asked.owner)
    html = client.get(report.get_absolute_url()).content.decode()
    fields = [asked.requests[number].measure.field_of_action.number for number in (4, 5, 6)]
    for number, field in zip((4, 5, 6), fields, strict=True):
        assert f"?handlungsfeld={field}#{key(asked, number)}-titel" in html
