"""The kept PDF of the concept: sent only while all of it may be read, and made anew when its page is another one."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import Settings

from fields.models import Concept, ConceptState
from reporting.models import Job
from tests.website.test_documents import CONCEPT, NOW, jobs, make_chapters
from website import concept_pdf
from website.models import OpenDataFile

pytestmark = pytest.mark.django_db

ORIGINAL_PAGE = concept_pdf.concept_html
CONTENT = b"%PDF-1.7 made"


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concept_pdf, "make_pdf", lambda html, **_options: CONTENT)


def test_without_concept_in_force_there_is_no_file(client: Client) -> None:
    measure = make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    concept = measure.field_of_action.concept
    concept.state = ConceptState.SUPERSEDED
    concept.save()
    assert client.get(CONCEPT).status_code == 404
    concept_pdf.queue_outdated_concept(NOW)
    assert OpenDataFile.objects.count() == 0
    assert client.get(CONCEPT).status_code == 404


def test_withdrawn_measure_is_not_sent_any_more(client: Client) -> None:
    measure = make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    measure.is_published = False
    measure.save()
    assert client.get(CONCEPT).status_code == 503
    concept_pdf.queue_outdated_concept(NOW + dt.timedelta(minutes=1))
    assert OpenDataFile.objects.count() == 0
    assert len(jobs()) == 1


def test_head_of_the_concept_says_its_size(client: Client) -> None:
    make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    head = client.head(CONCEPT)
    assert (head.getvalue(), head["Content-Length"]) == (b"", str(len(CONTENT)))
    assert head["Content-Type"] == "application/pdf"
    assert client.get(CONCEPT, headers={"if-none-match": head["ETag"]}).status_code == 304


def test_concept_is_made_anew_with_another_setting_or_month(settings: Settings) -> None:
    make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    tomorrow = NOW + dt.timedelta(days=1)
    concept_pdf.queue_outdated_concept(tomorrow)
    assert jobs() == []
    concept_pdf.queue_outdated_concept(NOW + dt.timedelta(days=31))
    assert len(jobs()) == 1
    Job.objects.all().delete()
    settings.PORTAL_OFFICE = "Anderes Amt"
    concept_pdf.queue_outdated_concept(tomorrow + dt.timedelta(days=1))
    assert len(jobs()) == 1


def test_page_of_the_concept_is_made_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    pages: list[dt.date] = []

    def page(concept: Concept, *, on: dt.date, printed: dt.date) -> str:
        pages.append(on)
        return ORIGINAL_PAGE(concept, on=on, printed=printed)

    monkeypatch.setattr(concept_pdf, "concept_html", page)
    for minutes in range(16, 19):
        concept_pdf.queue_outdated_concept(NOW + dt.timedelta(minutes=minutes))
    assert pages == []
    for minutes in range(3):
        concept_pdf.queue_outdated_concept(NOW + dt.timedelta(days=1, minutes=minutes))
    assert len(pages) == 1
