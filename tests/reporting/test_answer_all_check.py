"""The check page: what would be sent is shown in full, with what the KI asked for, and when nothing is left to send."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import ProgressReport
from reporting.services.reports import Answers, return_report, save_section, submit
from tests.builders import make_editor

from .rounds import NOW
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def write(asked: Asked, number: int = 0, text: str = "Es geht voran", version: int = 0) -> ProgressReport:
    answers = Answers(status="in_progress", course="on_track", text=text, internal_note="Nur für Sie")
    return save_section(
        request=asked.requests[number], answers=answers, expected_version=version, user=asked.owner, now=NOW
    )


def hand_in(report: ProgressReport, asked: Asked) -> ProgressReport:
    return submit(report=report, expected_version=report.version, user=asked.owner, now=NOW)


def page_of(asked: Asked, client: Client) -> str:
    client.force_login(asked.owner)
    address = reverse("reporting:answer_submit", args=[asked.query.slug, asked.organisation.slug])
    return client.get(address).content.decode()


def test_a_returned_report_names_the_remark_and_that_nothing_was_changed(client: Client) -> None:
    asked = make_asked()
    report = hand_in(write(asked), asked)
    returned = return_report(
        report=report, expected_version=report.version, remark="Bitte Zahlen", user=make_editor(), now=NOW
    )
    page = page_of(asked, client)
    assert "Bitte Zahlen" in page
    assert "Seitdem haben Sie an dieser Meldung nichts geändert." in page
    write(asked, text="Jetzt mit Zahlen", version=returned.version)
    page = page_of(asked, client)
    assert "Bitte Zahlen" in page
    assert "nichts geändert" not in page


def test_every_complete_answer_can_be_read_before_it_is_sent(client: Client) -> None:
    asked = make_asked(measures=2)
    question = make_question(asked.query, scope="organisation", text="Wie viele?")
    asked.participation.question_answers.create(question=question, text="Zwölf Ehrenamtliche")
    write(asked, 0, text="Zur ersten")
    write(asked, 1, text="Zur zweiten")
    page = page_of(asked, client)
    for text in ("Zur ersten", "Zur zweiten", "Zwölf Ehrenamtliche", "Nur für Sie"):
        assert text in page


def test_reading_more_answers_takes_no_more_statements(client: Client) -> None:
    counts = []
    for measures in (2, 8):
        asked = make_asked(measures=measures)
        make_question(asked.query)
        for number in range(measures):
            write(asked, number)
        page_of(asked, client)
        with CaptureQueriesContext(connection) as caught:
            page_of(asked, client)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_after_everything_is_sent_the_page_says_so(client: Client) -> None:
    asked = make_asked()
    make_question(asked.query, scope="organisation", text="Freiwillig?")
    hand_in(write(asked), asked)
    page = page_of(asked, client)
    assert "Alles ist abgesendet." in page
    assert "Noch ist keine Antwort vollständig" not in page
    assert "Die Fragen an Ihre Organisation haben Sie noch nicht beantwortet. Sie sind freiwillig." in page
