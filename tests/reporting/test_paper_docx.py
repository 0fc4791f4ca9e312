"""The Vorlage as Word document: its parts in order, what it must not hide, and every text whole."""

import io
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from django.utils import translation
from docx.document import Document
from hypothesis import given, settings

from documents.texts import blocks, clean
from reporting.documents.paper_docx import paper_docx
from reporting.papers import PaperContent, paper_content
from tests.documents.hostile import hostile_texts
from tests.reporting.office import make_assessment, make_content
from tests.reporting.papers import make_paper


def opened(content: PaperContent) -> Document:
    return docx.Document(io.BytesIO(paper_docx(content)))


def headings(document: Document) -> list[tuple[int, str]]:
    return [
        (int(each.style.name[-1]), each.text)
        for each in document.paragraphs
        if each.style and str(each.style.name).startswith("Heading ")
    ]


def heads_of_tables(document: Document) -> list[str]:
    return [table.rows[0].cells[0].text + "/" + table.rows[0].cells[-1].text for table in document.tables]


def words_of(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_its_parts_stand_in_the_order_of_a_vorlage() -> None:
    document = opened(make_content())
    assert document.paragraphs[0].text == "Bericht Ein Satz."
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert headings(document) == [
        (1, "Beratungsfolge"),
        (1, "Beschlussentwurf"),
        (1, "Finanzielle Auswirkungen"),
        (1, "Begründung"),
        (2, "Zusammenfassung"),
        (2, "Überblick"),
        (2, "Veränderungen seit: Statusabfrage 2025"),
        (3, "Neu in dieser Abfrage"),
        (3, "Nicht mehr in dieser Abfrage"),
        (2, "Handlungsfeld 1: Handlungsfeld 1"),
        (2, "Handlungsfeld 2: Handlungsfeld 2"),
        (1, "Anlagen"),
    ]


def test_no_level_of_headings_is_left_out() -> None:
    content = make_content()
    fields = [
        replace(field, assessment=make_assessment("# Zu hoch\n\nText")) for field in content.results.fields
    ]
    results = replace(content.results, fields=fields, introduction=make_assessment("#### Zu tief"))
    levels = [level for level, _text in headings(opened(replace(content, results=results)))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_per_handlungsfeld_say_what_was_found() -> None:
    document = opened(make_content())
    assert heads_of_tables(document) == [
        "Gremium/Aufgabe",
        "Handlungsfeld/beantwortete Anfragen",
        "vorher/Maßnahmen",
        "Nummer/jetzt",
        "Nummer/Stand vom",
        "Nummer/Stand vom",
        "Nummer/Zielerreichung",
        "Nummer/Ende",
        "Nummer/Stand",
        "Nummer/Stand vom",
        "Nummer/Antwort",
    ]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Integrationsrat", "03.12.2026", "Vorberatung"] in rows
    assert ["1.1", "Ein Satz.", "in Umsetzung", "verzögert", "30.09.2026"] in rows
    assert rows[-1][:2] == ["2.2", "Maßnahme 2"]


def test_tables_date_what_they_say_and_mark_what_is_old() -> None:
    rows = [
        [cell.text for cell in row.cells] for table in opened(make_content()).tables for row in table.rows
    ]
    (delay,) = [row for row in rows if "Personal" in row]
    assert delay[-2:] == ["31.03.2027", "30.09.2026"]
    (indicator,) = [row for row in rows if "erreicht (30.09.2026)" in row]
    assert indicator[-2] == "30.09.2025: 8\n30.09.2026: 12,5 Kurse"
    assert ["1.1", "ohne Wert", "–", "–", "keine Angabe"] in rows
    assert ["2.2", "Maßnahme 2", "abgeschlossen (keine neue Antwort)", "–", "30.09.2026"] in rows


def test_a_new_date_before_the_stichtag_is_marked() -> None:
    content = make_content()
    (delay,) = content.results.delays
    results = replace(content.results, delays=[replace(delay, has_passed=True)])
    assert "31.03.2027\nTermin verstrichen" in words_of(opened(replace(content, results=results)))


def test_answers_without_approval_have_a_table_of_their_own() -> None:
    content = make_content()
    results = replace(content.results, unapproved_answers=content.results.missing_answers)
    captions = words_of(opened(replace(content, results=results)))
    assert "Fehlende Antworten" in captions
    assert "Eingereichte Antworten ohne Freigabe" in captions


def test_a_draft_and_made_up_data_are_marked_on_every_page() -> None:
    document = opened(make_content(is_draft=True, is_demo=True))
    assert "\tEntwurf · Beispieldaten · Vorlage" in document.sections[0].header.paragraphs[0].text
    assert [each.text.partition(":")[0] for each in document.paragraphs[:2]] == ["Entwurf", "Beispieldaten"]
    final = opened(make_content())
    assert final.sections[0].header.paragraphs[0].text.endswith("\tVorlage 1234/26")
    assert "Entwurf" not in words_of(final)


def test_it_says_whose_it_is() -> None:
    core = opened(make_content()).core_properties
    assert core.title == "Vorlage 1234/26: Bericht Ein Satz."
    assert core.author == core.last_modified_by == "Kommunales Integrationszentrum"
    assert core.created is not None
    assert core.created.isoformat() == "2026-11-09T23:00:00+00:00"


def test_it_is_german_whatever_language_its_maker_reads() -> None:
    content = make_content()
    german = paper_docx(content)
    with translation.override("en"):
        assert paper_docx(content) == german


@pytest.mark.django_db
def test_the_tables_of_the_report_are_its_first_annex() -> None:
    last = [each.text for each in opened(paper_content(make_paper())).paragraphs[-3:]]
    assert last == ["Tabellen zum Bericht (Excel-Datei)", "Stadtplan", "Liste der Träger"]


@given(text=hostile_texts)
@settings(max_examples=6, deadline=None)
def test_every_text_comes_back(text: str) -> None:
    document = opened(make_content(text))
    assert clean(f"Rat {text}") in {cell.text for cell in document.tables[0].columns[0].cells}
    # In a paragraph of its own, whose blank lines begin further ones; entries of a list without their dash.
    written = words_of(document)
    assert all(line in written for block in blocks(text) for line in block.lines)
