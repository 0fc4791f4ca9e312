"""What taking a workbook over would change: row by row, with errors by cell."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.models import Participation, ProgressReport, RequestState, WorkbookUpload
from reporting.services.workbooks import Kind, Preview, preview_upload
from tests.builders import make_report

from .rounds import NOW
from .workbooks import Asked, filled, make_asked, make_question

pytestmark = pytest.mark.django_db
SHEET = "Maßnahmen"


def preview(asked: Asked, content: bytes) -> Preview:
    participation = Participation.objects.with_names().get(pk=asked.participation.pk)
    upload = WorkbookUpload(participation=participation, content=content, uploaded_at=NOW)
    return preview_upload(upload)


def entered(asked: Asked, content: bytes | None = None, **cells: Any) -> Preview:
    """The preview after `header=value` was entered in the row of the first measure."""
    named = {header.replace("_", " "): value for header, value in cells.items()}
    at = {(SHEET, "M1", header): value for header, value in named.items()}
    return preview(asked, filled(content or asked.download(), at=at))


def test_an_untouched_file_changes_nothing() -> None:
    asked = make_asked(measures=2)
    asked.draft(text="=1\r\nzweite Zeile", new_date=dt.date(2027, 1, 1), is_unchanged=False)
    make_question(asked.query, scope="organisation")
    shown = preview(asked, asked.download())
    assert [entry.kind for entry in shown.entries] == [Kind.UNCHANGED] * 3
    assert shown.problems == []
    assert not shown.can_be_taken


def test_an_untouched_row_that_was_handed_in_is_no_error() -> None:
    asked = make_asked()
    report = asked.draft(new_date=dt.date(2027, 1, 1))
    indicator = asked.requests[0].measure.indicators.get()
    report.indicator_answers.create(indicator=indicator, attainment="reached", value=Decimal("12.5"))
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    (entry,) = preview(asked, asked.download()).entries
    assert (entry.kind, entry.reason) == (Kind.UNCHANGED, "schon abgesendet")


def test_a_change_shows_before_and_after() -> None:
    asked = make_asked()
    asked.draft(text="Vorher")
    (entry,) = entered(asked, Sachstand="Nachher").entries
    assert entry.kind is Kind.CHANGED
    assert [(row.label, row.before, row.after) for row in entry.differences] == [
        ("Sachstand", "Vorher", "Nachher")
    ]


def test_all_sheets_are_read() -> None:
    asked = make_asked()
    measure = asked.requests[0].measure
    indicator, step = measure.indicators.get(), measure.steps.get()
    question = make_question(asked.query, scope="organisation", kind="number")
    at = {
        ("Teilziele", "T1", "Zielerreichung"): "Teilweise erreicht ",
        ("Teilziele", "T1", "Wert"): "1.500,5",
        ("Schritte", "S1", "Erledigt"): "x",
        ("Organisation", "F1", "Antwort"): 12,
    }
    line, own = preview(asked, filled(asked.download(), at=at)).entries
    assert line.values[f"attainment_{indicator.pk}"] == "partly"
    assert line.values[f"value_{indicator.pk}"] == Decimal("1500.5")
    assert line.values[f"step_{step.pk}"] is True
    assert own.values[f"question_{question.pk}"] == Decimal(12)


@pytest.mark.parametrize(
    ("header", "value", "message"),
    [
        ("Sachstand", "=1+1", "Formeln lesen wir nicht"),
        ("Umsetzungsstand", "fertig", "steht nicht in der Liste"),
        ("Neuer Termin", "31.02.2027", "kein Datum"),
        ("Neuer Termin", "bald", "kein Datum"),
        ("Neuer Termin", dt.date(1904, 1, 1), "Jahr 1904"),
        ("Sachstand", "x" * 5001, "um 1 Zeichen zu lang"),
        ("Unverändert bestätigen", "vielleicht", "verstehen wir hier nicht"),
        ("Verlauf", "im Plan", "Einen Verlauf gibt es nur"),
        ("Hauptgrund der Verzögerung", "Personal", "Einen Hauptgrund gibt es nur"),
        ("Unverändert bestätigen", "ja", "keine freigegebene Meldung"),
    ],
)
def test_an_error_names_sheet_and_cell(header: str, value: object, message: str) -> None:
    asked = make_asked()
    at = {(SHEET, "M1", header): value}
    (entry,) = preview(asked, filled(asked.download(), at=at)).entries
    assert entry.kind is Kind.WRONG
    (problem,) = entry.problems
    assert problem.sheet == SHEET
    assert problem.place.rstrip("0123456789").isalpha()
    assert problem.place.endswith("2")
    assert message in problem.message


@pytest.mark.parametrize("value", ["1.5", "12.5", "1,234", "eins", dt.date(2026, 5, 1), True, 10**12])
def test_a_number_that_may_mean_two_things_is_asked_for(value: object) -> None:
    asked = make_asked()
    (entry,) = preview(asked, filled(asked.download(), at={("Teilziele", "T1", "Wert"): value})).entries
    assert [problem.sheet for problem in entry.problems] == ["Teilziele"]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("12,5", "12.5"),
        ("1.500,00", "1500"),
        ("1.500", "1500"),
        (0.1 + 0.2, "0.3"),
        (1e3, "1000"),
        ("1 500", "1500"),
    ],
)
def test_german_numbers_are_read(value: object, number: str) -> None:
    asked = make_asked()
    (entry,) = preview(asked, filled(asked.download(), at={("Teilziele", "T1", "Wert"): value})).entries
    assert Decimal(number) in entry.values.values()


@pytest.mark.parametrize("value", ["-3", -3, "-0,5"])
def test_nothing_is_counted_below_zero(value: object) -> None:
    asked = make_asked()
    (entry,) = preview(asked, filled(asked.download(), at={("Teilziele", "T1", "Wert"): value})).entries
    assert ["kleiner als 0" in problem.message for problem in entry.problems] == [True]


@pytest.mark.parametrize("value", [dt.date(2026, 12, 31), "31.12.2026", "31. 12. 2026", "2026-12-31"])
def test_days_are_read_as_written_and_as_excel_has_them(value: object) -> None:
    (entry,) = entered(make_asked(), Neuer_Termin=value).entries
    assert entry.values["new_date"] == dt.date(2026, 12, 31)


@pytest.mark.parametrize("value", ["ja", "Ja ", "X", 1, True, "erledigt", "wahr"])
def test_done_in_many_words(value: object) -> None:
    asked = make_asked()
    step = asked.requests[0].measure.steps.get()
    (entry,) = preview(asked, filled(asked.download(), at={("Schritte", "S1", "Erledigt"): value})).entries
    assert entry.values[f"step_{step.pk}"] is True


def test_a_verlauf_left_over_from_before_goes_and_is_shown() -> None:
    asked = make_asked()
    asked.draft(status="in_progress", course="delayed", delay_reason="staff")
    (entry,) = entered(asked, Umsetzungsstand="abgeschlossen").entries
    assert entry.kind is Kind.CHANGED
    assert {row.label for row in entry.differences} == {
        "Umsetzungsstand", "Verlauf", "Hauptgrund der Verzögerung",
    }  # fmt: skip


def test_changed_in_both_places_is_a_conflict_with_both_texts() -> None:
    asked = make_asked()
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    (entry,) = entered(asked, content, Sachstand="In der Tabelle").entries
    assert entry.kind is Kind.CONFLICT
    assert [(row.before, row.after) for row in entry.differences] == [("Im Portal", "In der Tabelle")]


def test_what_only_the_portal_changed_stays() -> None:
    asked = make_asked()
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(text="Im Portal", version=2)
    (entry,) = preview(asked, content).entries
    assert entry.kind is Kind.UNCHANGED
    assert "das bleibt" in entry.reason


def test_a_report_merely_begun_since_the_download_is_no_conflict() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    content = asked.download()
    asked.draft(text="Alt")
    (entry,) = entered(asked, content, Sachstand="Neu").entries
    assert entry.kind is Kind.CHANGED


def test_what_was_submitted_meanwhile_is_refused_with_the_reason() -> None:
    asked = make_asked()
    report = asked.draft(text="Vorher")
    content = asked.download()
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    (entry,) = entered(asked, content, Sachstand="Nachher").entries
    assert entry.kind is Kind.REFUSED
    assert "schon abgesendet" in entry.reason


def test_a_request_that_was_withdrawn_is_refused_with_its_title() -> None:
    asked = make_asked(measures=2)
    content = asked.download()
    asked.query.requests.filter(pk=asked.requests[0].pk).update(state=RequestState.NOT_REQUIRED)
    first, second = preview(asked, content).entries
    assert (first.kind, second.kind) == (Kind.REFUSED, Kind.UNCHANGED)
    assert asked.requests[0].measure.title in first.title


def test_unchanged_together_with_a_change_is_asked_about() -> None:
    asked = make_asked()
    make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, text="Alt")
    (entry,) = entered(asked, Sachstand="Neu", Unverändert_bestätigen="ja").entries
    assert "auch Angaben geändert" in entry.problems[0].message


def test_statements_do_not_grow_with_the_rows() -> None:
    counts = []
    for size in (1, 5):
        asked = make_asked(measures=size)
        for request in asked.requests:
            make_report(request.measure, asked.organisation, request=request, state="draft")
        content = asked.download()
        with CaptureQueriesContext(connection) as caught:
            preview(asked, content)
        counts.append(len(caught))
    assert counts[0] == counts[1]
