"""PDF and Word document of a report say where what stands, and whose words the assessments are."""

import io
from dataclasses import replace

import docx
import pytest
from pytest_django import Settings

from reporting.documents.paper_docx import paper_docx
from reporting.documents.paper_pdf import _html
from reporting.documents.report_pdf import report_pdf
from reporting.papers import PaperContent
from reporting.results import Results, results_from
from tests.documents.pdfs import Opened
from tests.reporting.frozen_parts import make_entry
from tests.reporting.office import make_assessment, make_content, make_report
from tests.reporting.test_paper_docx import words_of

AUTHOR = "Text: Amt für Ämter"


@pytest.fixture(autouse=True)
def office(settings: Settings) -> None:
    settings.PORTAL_OFFICE = "Amt für Ämter"


def assessed(results: Results) -> Results:
    """With an introduction, and an assessment of the first Handlungsfeld."""
    first, *others = results.fields
    said = make_assessment("Es geht voran.")
    return replace(results, introduction=said, fields=[replace(first, assessment=said), *others])


def make_results() -> Results:
    unknown = {"wording": "", "start_on": None, "start": "", "end_on": None, "end": "", "recurrence": None}
    entries = [
        make_entry(number, "planning", field=number, duration={**unknown, "is_ongoing": False})
        for number in (1, 2)
    ]
    return assessed(results_from(make_report(*entries), texts=(), against=None))


def make_assessed() -> PaperContent:
    content = make_content()
    return replace(content, office="Amt für Ämter", results=assessed(content.results))


def test_report_lists_its_parts_with_their_pages() -> None:
    report = Opened(report_pdf(make_results()))
    first, *others = report.pages
    named = [annotation.get_object()["/Contents"] for annotation in report.reader.pages[0].annotations or []]
    places = ["einleitung", "zusammenfassung", "ueberblick", "feld-1", "feld-2"]
    assert list(dict.fromkeys(named)) == places
    assert set(places) <= set(report.reader.named_destinations)
    begins = [
        next(
            page
            for page, text in enumerate(others, start=2)
            if text.find(f"Maßnahmen im Handlungsfeld {number}") > 0
        )
        for number in (1, 2)
    ]
    # Numbers stand behind the titles in the order of reading, but behind all other words where a PDF is painted.
    assert f" {begins[0]} {begins[1]} " in first


def test_report_says_whose_words_the_assessments_are() -> None:
    assert Opened(report_pdf(make_results())).text.count(AUTHOR) == 2


def test_paper_says_whose_words_the_assessments_are() -> None:
    content = make_assessed()
    assert _html(content).count(AUTHOR) == 2
    assert words_of(docx.Document(io.BytesIO(paper_docx(content)))).count(AUTHOR) == 2


def test_without_assessment_nobody_is_named() -> None:
    content = make_content()
    assert AUTHOR not in _html(content)
    assert AUTHOR not in words_of(docx.Document(io.BytesIO(paper_docx(content))))
