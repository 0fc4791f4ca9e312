"""The workbook that an organisation downloads."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import RequestState
from reporting.services.workbooks import write_workbook
from safety.models import AuditEntry
from tests.builders import make_organisation, make_partner, make_report

from .rounds import NOW
from .workbooks import cell_of, make_asked, make_question, open_book

pytestmark = pytest.mark.django_db


def test_one_row_per_request_with_last_years_answer_beside() -> None:
    asked = make_asked(measures=2)
    make_report(
        asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Letztes Jahr"
    )
    asked.draft(text="Dieses Jahr")
    sheet = open_book(asked.download())["Maßnahmen"]
    assert [row[0].value for row in sheet.iter_rows()] == ["Zeile", "M1", "M2"]
    assert cell_of(sheet, "M1", "Sachstand – letzte Angabe").value == "Letztes Jahr"
    assert cell_of(sheet, "M1", "Sachstand").value == "Dieses Jahr"


def test_what_was_approved_last_is_offered_where_nobody_has_begun() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    sheet = open_book(asked.download())["Maßnahmen"]
    assert cell_of(sheet, "M1", "Sachstand").value == "Alt"


def test_only_input_cells_are_open() -> None:
    book = open_book(make_asked().download())
    sheet = book["Maßnahmen"]
    assert all(each.protection.sheet for each in book.worksheets)
    assert cell_of(sheet, "M1", "Sachstand").protection.locked is False
    assert cell_of(sheet, "M1", "Maßnahme").protection.locked
    assert cell_of(sheet, "M1", "Sachstand – letzte Angabe").protection.locked


@pytest.mark.parametrize(
    ("state", "word"), [("submitted", "schon abgesendet"), ("approved", "schon freigegeben")]
)
def test_what_was_handed_in_is_locked_and_says_so(state: str, word: str) -> None:
    asked = make_asked()
    report = asked.draft()
    type(report).objects.update(state=state, approved_at=NOW)
    sheet = open_book(asked.download())["Maßnahmen"]
    assert cell_of(sheet, "M1", "Stand").value == word
    assert cell_of(sheet, "M1", "Sachstand").protection.locked


def test_what_is_not_required_is_left_out() -> None:
    asked = make_asked(measures=2)
    asked.query.requests.filter(pk=asked.requests[0].pk).update(state=RequestState.NOT_REQUIRED)
    sheet = open_book(asked.download())["Maßnahmen"]
    assert [row[0].value for row in sheet.iter_rows()] == ["Zeile", "M1"]


def test_lists_dates_and_numbers_are_checked_while_typing() -> None:
    asked = make_asked()
    make_question(asked.query, kind="choice", options=["viel", "wenig, aber stetig"])
    book = open_book(asked.download())
    kinds = {rule.type for rule in book["Maßnahmen"].data_validations.dataValidation}
    assert kinds == {"list", "date", "textLength"}
    assert "decimal" in {rule.type for rule in book["Teilziele"].data_validations.dataValidation}
    offered = [cell.value for column in book["Listen"].iter_cols() for cell in column]
    assert "wenig, aber stetig" in offered
    assert "Daueraufgabe" in offered


def test_own_questions_stand_in_their_sheets() -> None:
    asked = make_asked()
    make_question(asked.query, text="Wie viele?", kind="number", unit="Personen")
    make_question(asked.query, text="Wer leitet?", scope="organisation", is_required=True)
    book = open_book(asked.download())
    assert cell_of(book["Maßnahmen"], "M1", "Frage 1: Wie viele? (Personen)").value is None
    assert [cell.value for cell in book["Organisation"][2]] == [
        "F1", "Frage 1: Wer leitet?", "Bitte unbedingt beantworten.", None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+49 2151", "-3 Plätze", "@leitung", "\tEingerückt"])
def test_a_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    asked = make_asked()
    asked.draft(text=text)
    cell = cell_of(open_book(asked.download())["Maßnahmen"], "M1", "Sachstand")
    assert (cell.data_type, cell.value) == ("s", text.strip())


def test_the_instructions_name_frist_and_privacy() -> None:
    asked = make_asked(due_on=dt.date(2026, 10, 31))
    lines = [row[0].value or "" for row in open_book(asked.download())["Anleitung"].iter_rows()]
    assert any("31. Oktober 2026" in line for line in lines)
    assert any("Herkunft" in line for line in lines)


def test_no_cells_are_merged_and_the_head_stays_in_sight() -> None:
    book = open_book(make_asked().download())
    assert all(not sheet.merged_cells.ranges for sheet in book.worksheets)
    assert book["Maßnahmen"].freeze_panes == "C2"
    assert book["Kennung"].sheet_state == "veryHidden"


def test_statements_do_not_grow_with_the_measures() -> None:
    counts = []
    for size in (1, 6):
        asked = make_asked(measures=size)
        for request in asked.requests:
            make_report(request.measure, asked.organisation, request=request, state="draft")
        with CaptureQueriesContext(
            connection,
        ) as caught:
            write_workbook(
                type(asked.participation).objects.with_names().get(pk=asked.participation.pk), now=NOW
            )
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_download_is_recorded(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    address = reverse("reporting:workbook", args=[asked.query.slug, asked.organisation.slug])
    response = client.post(address)
    assert response.content.startswith(b"PK")
    assert "no-store" in response["Cache-Control"]
    entry = AuditEntry.objects.get(action="workbook.downloaded")
    assert (entry.subject, entry.user_id) == (str(asked.participation.uuid), asked.owner.pk)


def test_a_get_writes_nothing_and_leads_to_the_button(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    address = reverse("reporting:workbook", args=[asked.query.slug, asked.organisation.slug])
    assert client.get(address).status_code == 302
    assert not AuditEntry.objects.filter(action="workbook.downloaded").exists()


def test_another_organisation_gets_404(client: Client) -> None:
    asked = make_asked()
    client.force_login(make_partner(make_organisation()))
    address = reverse("reporting:workbook", args=[asked.query.slug, asked.organisation.slug])
    assert client.post(address).status_code == 404
