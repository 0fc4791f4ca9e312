"""Steckbrief on one page, made on request; the whole concept, made by a job when its content changed."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from documents.pdf import Pdf, PdfError, Place, place, places
from fields.models import Chapter
from measures.models import Measure
from reporting.models import Job, JobKind, JobState
from tests.builders import (
    make_concept,
    make_field,
    make_indicator,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
    make_value,
)
from tests.documents.pdfs import Opened
from website import concept_pdf, kept_files, sheets

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
CONCEPT = "/konzept/konzept.pdf"


@pytest.fixture(autouse=True)
def own_cache(settings: Settings, tmp_path: Path) -> None:
    kept = {**settings.CACHES["documents"], "LOCATION": str(tmp_path)}
    settings.CACHES = {**settings.CACHES, "documents": kept}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that would have been made into a PDF, each with two sheets of paper."""
    pages: list[str] = []

    def make(html: str, **_options: object) -> Pdf:
        pages.append(html)
        return Pdf(b"%PDF-1.7 made", pages=2)

    monkeypatch.setattr(places, "make_counted", make)
    monkeypatch.setattr(concept_pdf, "make_pdf", lambda html, **_options: make(html).content)
    return pages


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages of which no PDF came out."""
    pages: list[str] = []

    def fail(html: str, **_options: object) -> Pdf:
        pages.append(html)
        raise PdfError("kein Platz")

    monkeypatch.setattr(places, "make_counted", fail)
    return pages


def longest_measure() -> Measure:
    """With more of everything than any sheet of paper takes."""
    text = "Ein Satz, der für sich genommen schon ziemlich lang ist. " * 200
    measure = make_measure(
        title="Donaudampfschifffahrtsgesellschaftskapitänsausbildung " * 5,
        objective=text,
        duration_wording=text,
        resources_wording=text,
    )
    make_status(measure, "in_progress", course="delayed", delay_reason="staff", countermeasure=text)
    for number in range(30):
        make_responsible(measure, make_organisation(name=f"Organisation {number} mit sehr langem Namen " * 4))
        make_value(make_indicator(measure, text=text, unit="Teilnehmerinnen und Teilnehmer"))
    return measure


def sheet_of(measure: Measure) -> str:
    return reverse("website:sheet", args=[measure.slug])


def test_longest_sheet_is_one_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # Made three times, on a machine that has other tests to do.
    monkeypatch.setattr(places, "SECONDS", 120)
    measure = longest_measure()
    response = client.get(sheet_of(measure))
    assert response["Content-Type"] == "application/pdf"
    opened = Opened(response.content)
    assert len(opened.pages) == 1
    for part in (
        measure.code,
        "verzögert",
        "Organisation 0",
        "weiter auf der Seite der Maßnahme",
        "weitere Teilziele",
    ):
        assert part in opened.text
    assert opened.root["/Lang"] == "de"
    assert opened.title.startswith(f"Steckbrief {measure.code}")


def test_too_full_a_page_is_made_again_with_less(client: Client, made: list[str]) -> None:
    client.get(sheet_of(longest_measure()))
    assert len(made) == len(sheets.ROOMS)
    assert [len(page) for page in made] == sorted((len(page) for page in made), reverse=True)


def test_same_sheet_is_made_once(client: Client, made: list[str]) -> None:
    measure = make_measure()
    first = client.get(sheet_of(measure))
    once = len(made)
    assert client.get(sheet_of(measure)).content == first.content
    assert client.get(sheet_of(measure), headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert len(made) == once


def test_changed_sheet_is_made_anew(client: Client, made: list[str]) -> None:
    measure = make_measure(objective="Alte Zielsetzung")
    client.get(sheet_of(measure))
    measure.objective = "Neue Zielsetzung"
    measure.save()
    client.get(sheet_of(measure))
    assert "Alte Zielsetzung" in made[0]
    assert "Neue Zielsetzung" in made[-1]


def test_sheet_waits_while_too_many_are_made(client: Client, made: list[str]) -> None:
    measure = make_measure()
    with place():
        response = client.get(sheet_of(measure))
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert made == []


def test_sheet_of_yesterday_is_the_same_sheet(made: list[str]) -> None:
    measure = Measure.objects.with_sheet().get(pk=make_measure().pk)
    sheets.measure_sheet(measure, on=NOW.date())
    once = len(made)
    sheets.measure_sheet(measure, on=NOW.date() + dt.timedelta(days=1))
    assert len(made) == once
    assert "Erstellt am 23. November 2026" in made[0]


def test_sheet_names_each_of_its_days_and_once_that_it_is_invented(client: Client, made: list[str]) -> None:
    measure = make_measure()
    measure.field_of_action.concept.has_demo_data = True
    measure.field_of_action.concept.save()
    make_status(measure, "planning", dt.date(2025, 9, 30))
    client.get(sheet_of(measure))
    assert "Umsetzungsstand zum 30. September 2025" in made[0]
    assert made[0].count("Erstellt am") == 1
    assert "Stand vom" not in made[0]
    # No running line says it again.
    assert made[0].count("Beispieldaten") == 1
    assert 'class="mark"' not in made[0]


def test_sheet_that_somebody_else_made_meanwhile_is_not_made_again(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = Measure.objects.with_sheet().get(pk=make_measure().pk)

    @contextmanager
    def late_place() -> Iterator[Place]:
        monkeypatch.setattr(sheets, "place", place)
        sheets.measure_sheet(measure, on=NOW.date())
        made.clear()
        with place() as here:
            yield here

    monkeypatch.setattr(sheets, "place", late_place)
    assert sheets.measure_sheet(measure, on=NOW.date()) == b"%PDF-1.7 made"
    assert made == []


def test_sheet_that_failed_is_not_tried_again_at_once(
    client: Client, failing: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    measure = make_measure()
    for _ in range(2):
        response = client.get(sheet_of(measure))
        assert (response.status_code, response["Retry-After"]) == (503, "300")
        assert "kann gerade nicht erstellt werden" in response.text
    assert len(failing) == 1
    assert [record.message for record in caplog.records if record.name == "website.sheets"] == [
        f"no Steckbrief of {measure.slug}"
    ]


def test_sheet_of_more_than_one_page_is_noted(
    client: Client, made: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    measure = make_measure()
    assert client.get(sheet_of(measure)).status_code == 200
    assert f"the Steckbrief of {measure.slug} has 2 pages" in caplog.messages


def test_unpublished_measure_has_no_sheet(client: Client) -> None:
    assert client.get(sheet_of(make_measure(is_published=False))).status_code == 404


def test_former_address_leads_to_the_sheet(client: Client) -> None:
    measure = make_measure(slug="alt")
    measure.slug = "neu"
    measure.save()
    assert client.get("/massnahmen/alt/steckbrief.pdf")["Location"] == "/massnahmen/neu/steckbrief.pdf"


def make_chapters() -> Measure:
    concept = make_concept()
    field = make_field(concept)
    first = Chapter.objects.create(
        concept=concept, number="1", order=1, slug="eins", title="Einleitung", body="Text"
    )
    Chapter.objects.create(
        concept=concept, number="1.1", order=2, slug="feld", title="Feld", parent=first, field_of_action=field
    )
    make_measure(field, title="GEHEIM", is_published=False)
    return make_measure(field)


def jobs() -> list[Job]:
    return list(Job.objects.filter(kind=JobKind.CONCEPT_PDF))


def test_concept_is_queued_once_and_made(client: Client, made: list[str]) -> None:
    measure = make_chapters()
    waiting = client.get(CONCEPT)
    assert (waiting.status_code, waiting["Retry-After"]) == (503, "60")
    assert jobs() == []
    concept_pdf.queue_outdated_concept(NOW)
    concept_pdf.queue_outdated_concept(NOW)
    assert len(jobs()) == 1
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    assert client.get(CONCEPT).getvalue() == b"%PDF-1.7 made"
    assert measure.title in made[0]
    assert "Einleitung" in made[0]
    assert "GEHEIM" not in made[0]


def test_concept_is_made_anew_only_when_it_changed(made: list[str]) -> None:
    measure = make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    later = NOW + kept_files.PAUSE
    concept_pdf.queue_outdated_concept(later)
    assert jobs() == []
    chapter = Chapter.objects.get(slug="eins")
    chapter.body = "Anderer Text"
    chapter.save()
    concept_pdf.queue_outdated_concept(NOW + dt.timedelta(minutes=1))
    assert jobs() == []
    concept_pdf.queue_outdated_concept(later)
    assert len(jobs()) == 1
    Job.objects.update(state=JobState.DONE)
    concept_pdf.build_concept_pdf({}, later, lambda done, total: None)
    make_status(measure, "completed")
    concept_pdf.queue_outdated_concept(later + kept_files.PAUSE)
    assert len(jobs()) == 2


def test_progress_of_the_concept_is_shown(client: Client) -> None:
    make_chapters()
    concept_pdf.queue_outdated_concept(NOW)
    Job.objects.update(state=JobState.RUNNING, done=3, total=40)
    assert "3 von etwa 40 Seiten" in client.get(CONCEPT).text


def test_concept_is_tagged_in_the_order_of_its_headings(client: Client) -> None:
    make_chapters()
    concept_pdf.build_concept_pdf({}, NOW, lambda done, total: None)
    opened = Opened(client.get(CONCEPT).getvalue())
    assert opened.root["/MarkInfo"]["/Marked"]
    assert opened.title
    assert [title for title in opened.bookmarks[1] if isinstance(title, str)] == [
        "Inhaltsverzeichnis",
        "1 Einleitung",
    ]
