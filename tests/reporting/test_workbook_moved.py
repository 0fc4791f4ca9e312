"""Files in which rows, columns and sheets were moved, added, renamed or deleted."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import WorkbookUpload
from reporting.services.workbooks import Kind, Preview, preview_upload, store_upload

from .rounds import NOW
from .workbooks import Asked, cell_of, make_asked, open_book

pytestmark = pytest.mark.django_db
SHEET = "Maßnahmen"


def after(asked: Asked, change: Callable[[openpyxl.Workbook], object]) -> Preview:
    book, file = open_book(asked.download()), io.BytesIO()
    change(book)
    book.save(file)
    upload = WorkbookUpload(participation=asked.participation, content=file.getvalue(), uploaded_at=NOW)
    return preview_upload(upload)


def test_moved_rows_and_columns_are_found_by_name() -> None:
    asked = make_asked(measures=2)

    def move(book: openpyxl.Workbook) -> None:
        sheet = book[SHEET]
        cell_of(sheet, "M2", "Sachstand").value = "Zur zweiten Maßnahme"
        rows = [[cell.value for cell in reversed(row[1:])] for row in sheet.iter_rows()]
        keys = [row[0].value for row in sheet.iter_rows()]
        for number, source in enumerate([0, 2, 1], start=1):
            sheet.cell(number, 1).value = keys[source]
            for column, value in enumerate(rows[source], start=2):
                sheet.cell(number, column).value = value

    first, second = after(asked, move).entries
    assert (first.kind, second.kind) == (Kind.UNCHANGED, Kind.CHANGED)
    assert second.line is not None
    assert second.line.request == asked.requests[1]


def test_a_renamed_sheet_is_known_by_its_rows() -> None:
    asked = make_asked()

    def rename(book: openpyxl.Workbook) -> None:
        cell_of(book[SHEET], "M1", "Sachstand").value = "Neu"
        book[SHEET].title = "Tabelle1"

    shown = after(asked, rename)
    assert [entry.kind for entry in shown.entries] == [Kind.CHANGED]
    assert shown.problems == []


def test_a_deleted_sheet_is_named_and_deletes_no_answers() -> None:
    asked = make_asked()
    shown = after(asked, lambda book: book.remove(book["Teilziele"]))
    assert [problem.sheet for problem in shown.problems] == ["Teilziele"]
    assert not shown.can_be_taken


def test_a_deleted_row_deletes_no_answers() -> None:
    asked = make_asked(measures=2)
    asked.draft(text="Bleibt")
    first, _second = after(asked, lambda book: book[SHEET].delete_rows(2)).entries
    assert first.kind is Kind.MISSING
    assert "fehlt in der Datei" in first.reason


def test_a_deleted_column_is_named_and_deletes_no_answers() -> None:
    asked = make_asked()
    asked.draft(text="Bleibt")
    column = [cell.value for cell in open_book(asked.download())[SHEET][1]].index("Sachstand") + 1
    shown = after(asked, lambda book: book[SHEET].delete_cols(column))
    assert "„Sachstand“ fehlt" in shown.problems[0].message
    assert not shown.can_be_taken


def test_an_added_row_is_named() -> None:
    asked = make_asked()

    def add(book: openpyxl.Workbook) -> None:
        book[SHEET]["B9"].value = "Eine Maßnahme, die niemand kennt"
        book[SHEET]["A10"].value = "M77"

    places = [problem.place for problem in after(asked, add).problems]
    assert sorted(places) == ["A10", "B9"]


def test_a_row_that_stands_twice_is_not_guessed() -> None:
    asked = make_asked()

    def double(book: openpyxl.Workbook) -> None:
        cell_of(book[SHEET], "M1", "Sachstand").value = "Eins"
        book[SHEET]["A3"].value = "M1"

    (entry,) = after(asked, double).entries
    assert entry.kind is Kind.WRONG
    assert "steht mehrmals da" in entry.problems[0].message


def test_a_deleted_or_renamed_row_is_counted_and_not_called_the_same(client: Client) -> None:
    asked = make_asked(measures=3)

    def change(book: openpyxl.Workbook) -> None:
        book[SHEET]["A2"].value = "M99"
        book["Teilziele"].delete_rows(2)

    content, file = open_book(asked.download()), io.BytesIO()
    change(content)
    content.save(file)
    upload = store_upload(
        participation=asked.participation, name="t.xlsx", content=file.getvalue(), user=asked.owner, now=NOW
    )
    client.force_login(asked.owner)
    page = client.get(reverse("reporting:workbook_preview", args=[upload.uuid])).content.decode()
    assert "<strong>1 Zeile fehlt</strong> in Ihrer Tabelle" in page
    assert "<strong>2 Zeilen</strong> ohne Änderung" in page
    assert "A2:</strong> Diese Zeile haben wir nicht angelegt" in page
    assert "1 Zeile fehlt in Ihrer Tabelle (T1)" in page
    assert "Es ändert sich nichts" not in page
