"""The Excel annex of a report: explained, ready for pivot tables, with real types and without a formula."""

import datetime as dt
import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from reporting.documents.annex import annex_xlsx, book
from reporting.results import Results, results_from
from reporting.services.report_files import csv_file
from tests.reporting.frozen_parts import make_answer, make_entry
from tests.reporting.office import make_full, make_report, make_report_part

SHEETS = [
    "Überblick",
    "Maßnahmen",
    "Teilziele",
    "Veränderungen",
    "Verzögerungen",
    "Fehlende Antworten",
    "Antworten ohne Freigabe",
    "Auslaufende Mittel",
    "Überprüfungen",
    "Erläuterungen",
]


def book_of(found: Results) -> Workbook:
    return load_workbook(io.BytesIO(annex_xlsx(found, sha256="f" * 64)))


def rows_of(book: Workbook, title: str) -> list[dict[str, Any]]:
    heads, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_every_sheet_has_one_heading_that_stays_and_filters() -> None:
    book = book_of(make_full())
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert not sheet.merged_cells.ranges
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads)


def test_the_overview_counts_states_per_handlungsfeld() -> None:
    first, second = rows_of(book_of(make_full()), "Überblick")
    assert (first["Handlungsfeld"], first["in Umsetzung"], first["verzögert"]) == (1, 1, 1)
    assert (second["Maßnahmen"], second["abgeschlossen"], second["keine Antwort"]) == (2, 1, 1)


def test_measures_have_one_row_per_organisation_or_one_without() -> None:
    answered, missing, unasked = rows_of(book_of(make_full()), "Maßnahmen")
    assert answered["Sachstand"] == "Vierzig Kurse."
    assert answered["freigegeben am"] == dt.datetime(2026, 10, 1)  # noqa: DTZ001 -- a cell knows no time zone
    assert missing["Antwort"] == "keine Antwort"
    assert [row["Stand von früher"] for row in (answered, missing, unasked)] == [None, "ja", None]
    assert (unasked["Umsetzungsstand"], unasked["Antwort"]) == ("noch nicht abgefragt", "nicht gefragt")


def test_indicators_have_one_row_per_date() -> None:
    rows = rows_of(book_of(make_full()), "Teilziele")
    assert [(row["Datum"] and row["Datum"].year, row["Wert"]) for row in rows] == [
        (2025, 8),
        (2026, 12.5),
        (None, None),
    ]
    assert rows[0]["Kennung"] == rows[1]["Kennung"] != rows[2]["Kennung"]


def test_movement_names_from_and_to_and_what_is_new_or_gone() -> None:
    rows = rows_of(book_of(make_full()), "Veränderungen")
    ways = {row["Nummer"]: (row["von"], row["nach"], row["Art"]) for row in rows}
    assert ways == {
        "1.1": ("in Planung", "in Umsetzung", "verändert"),
        "2.2": ("abgeschlossen", "abgeschlossen", "gleich geblieben"),
        "2.4": (None, None, "neu in dieser Abfrage"),
        "1.3": (None, None, "nicht mehr in dieser Abfrage"),
    }


def test_findings_have_sheets_of_their_own() -> None:
    book = book_of(make_full())
    (delay,) = rows_of(book, "Verzögerungen")
    assert (delay["Grund"], delay["neuer Termin"].date()) == ("Personal", dt.date(2027, 3, 31))
    assert (delay["Stand vom"].date(), delay["Termin verstrichen"]) == (dt.date(2026, 9, 30), None)
    assert [row["Antwort"] for row in rows_of(book, "Fehlende Antworten")] == ["keine Antwort"]
    (means,) = rows_of(book, "Auslaufende Mittel")
    assert (means["Betrag in Euro"], means["schon beendet"]) == (1200, None)
    (amount,) = [cell for cell in book["Auslaufende Mittel"][2] if cell.value == 1200]
    assert amount.number_format == "#,##0.00"
    (review,) = rows_of(book, "Überprüfungen")
    assert review["vorgesehen"] == "2019"


def test_every_column_is_explained_and_the_snapshot_named() -> None:
    book = book_of(make_full())
    rows = rows_of(book, "Erläuterungen")
    explained = {(row["Blatt"], row["Spalte"]) for row in rows if row["Bedeutung"]}
    for title in SHEETS[:-1]:
        for cell in book[title][1]:
            assert (title, cell.value) in explained
    assert "f" * 64 in [row["Bedeutung"] for row in rows]


def test_a_first_query_has_nothing_to_compare_with() -> None:
    found = results_from(make_report(make_entry(1, "planning")), texts=(), against=None)
    book = book_of(found)
    assert book.sheetnames == SHEETS
    assert rows_of(book, "Veränderungen") == []


def test_movement_tells_first_and_still_unknown_states_and_old_ones() -> None:
    before = make_report(make_entry(1), make_entry(2), make_entry(3, "planning"), as_of="2025-09-30")
    answer = {**make_answer(), "report": make_report_part()}
    after = make_report(make_entry(1, "planning", answers=[answer]), make_entry(2), make_entry(3, "planning"))
    rows = rows_of(book_of(results_from(after, texts=(), against=before)), "Veränderungen")
    kinds = {row["Nummer"]: row["Art"] for row in rows}
    assert kinds == {
        "1.1": "zum ersten Mal bekannt",
        "1.2": "weiterhin noch nicht abgefragt",
        "1.3": "gleich geblieben",
    }
    carried = {row["Nummer"] for row in rows if row["ohne neue Antwort, Stand vom"]}
    assert carried == {"1.3"}


def test_missing_answers_and_those_without_approval_have_sheets_of_their_own() -> None:
    entry = make_entry(1, "planning", answers=[make_answer("missing"), make_answer("submitted")])
    book = book_of(results_from(make_report(entry), texts=(), against=None))
    assert [row["Antwort"] for row in rows_of(book, "Fehlende Antworten")] == ["keine Antwort"]
    assert [row["Antwort"] for row in rows_of(book, "Antworten ohne Freigabe")] == ["submitted"]


def test_made_up_data_are_marked_in_every_row_and_above_every_page() -> None:
    book = book_of(make_full(is_demo=True))
    for title in SHEETS[:-1]:
        assert all(row["Hinweis"] == "Beispieldaten" for row in rows_of(book, title))
        assert "Beispieldaten" in str(book[title].oddHeader)
    assert "Beispieldaten" in str(book.properties.title)
    assert b"Beispieldaten" in csv_file(make_full(is_demo=True))
    assert b"Beispieldaten" not in csv_file(make_full())


@pytest.mark.parametrize("text", ["=1+1", "@SUMME(1)", "-2", "+49", "\tx", "_x0041_\x00"])
def test_no_text_becomes_a_formula(text: str) -> None:
    book = book_of(make_full(text))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}


def test_the_same_results_give_the_same_bytes() -> None:
    found = make_full()
    assert annex_xlsx(found, sha256="a") == annex_xlsx(found, sha256="a")
    assert annex_xlsx(found, sha256="a") != annex_xlsx(found, sha256="b")


def cells_of(content: bytes) -> list[list[tuple[Any, ...]]]:
    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content))]


def test_a_large_annex_says_the_same_and_goes_through_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    found = make_full()
    small = annex_xlsx(found, sha256="a")
    monkeypatch.setattr(book, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(book, "write_workbook", None)
    large = annex_xlsx(found, sha256="a")
    assert large == annex_xlsx(found, sha256="a")
    assert cells_of(large) == cells_of(small)


def test_it_tells_after_every_row() -> None:
    told: list[None] = []
    rows = sum(map(len, cells_of(annex_xlsx(make_full(), sha256="a", tell=lambda: told.append(None)))))
    assert len(told) == rows - len(SHEETS)
