"""Anybody fetches a data set as a file: what stands in it, what never does, and what it costs."""

import csv
import datetime as dt
import io
import json
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reporting.models import ReportState
from tests.builders import (
    make_editor,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_report,
    make_responsible,
    make_status,
)
from tests.website.data_files import fetch
from website.open_data.datasets import DATASETS
from website.open_data.formats import FORMATS

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 30)
APPROVED = {"state": ReportState.APPROVED, "approved_at": dt.datetime(2026, 10, 12, 22, 30, tzinfo=dt.UTC)}


def records(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(fetch(client, address).body)["daten"]
    return found


def test_csv_for_spreadsheets_opens_as_german(client: Client) -> None:
    indicator = make_indicator(make_measure(), text="Kurse; und mehr", target_min="1.5", unit="Kurse")
    body = fetch(client, "indikatoren.csv").body.decode("utf-8-sig")
    assert fetch(client, "indikatoren.csv").body.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(body, newline=""), delimiter=";")
    assert row["id"] == str(indicator.uuid)
    assert row["indikator"] == "Kurse; und mehr"
    assert row["zielwert_von"] == "1,5"


def test_csv_for_programs_follows_the_norm(client: Client) -> None:
    make_indicator(make_measure(), text='Kurse, "offen"\nund mehr', target_min="1.5")
    body = fetch(client, "indikatoren.rfc4180.csv").body.decode()
    assert body.count("\r\n") == 2
    [row] = csv.DictReader(io.StringIO(body, newline=""), strict=True)
    assert row["indikator"] == 'Kurse, "offen"\nund mehr'
    assert row["zielwert_von"] == "1.5"


def test_json_says_where_it_comes_from(client: Client) -> None:
    measure = make_measure(title="Sprachkurse")
    make_status(measure, "in_progress", course="on_track", as_of=DAY)
    body = json.loads(fetch(client, "massnahmen.json").body)
    assert body["lizenz"]["adresse"] == "https://www.govdata.de/dl-de/by-2-0"
    assert body["quellenangabe"].startswith("Stadt Krefeld, Datenlizenz Deutschland")
    [record] = body["daten"]
    assert record["titel"] == "Sprachkurse"
    assert (record["umsetzungsstand_code"], record["umsetzungsstand"]) == ("in_progress", "in Umsetzung")
    assert record["stand_vom"] == "2026-09-30"
    assert record["fortlaufend"] is False
    assert record["ende"] is None
    assert record["adresse"].endswith(measure.get_absolute_url())


def test_workbook_has_real_types_and_explains_its_columns(client: Client) -> None:
    value = make_indicator(make_measure(), unit="Kurse").values.create(
        as_of=DAY, attainment="partly", value="12.5"
    )
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "indikatorwerte.xlsx").body))
    heading, row = book.worksheets[0].iter_rows(values_only=True)
    cells: dict[Any, Any] = dict(zip(heading, row, strict=True))
    assert cells["id"] == str(value.uuid)
    assert cells["wert"] == 12.5
    assert cells["stand_vom"].date() == DAY
    assert [cell.value for cell in book["Spalten"]["A"]][1:] == DATASETS["indikatorwerte"].names
    assert "dl-de/by-2-0" in str([row[1].value for row in book["Herkunft"].iter_rows()])


def test_never_asked_is_a_state_of_its_own(client: Client) -> None:
    make_measure()
    [record] = records(client, "massnahmen.json")
    assert (record["umsetzungsstand_code"], record["umsetzungsstand"]) == (
        "not_asked",
        "noch nicht abgefragt",
    )
    assert record["stand_vom"] is None


def test_who_takes_part_stands_by_role(client: Client) -> None:
    measure, goal = make_measure(), make_goal(make_field(), title="Gleiche Chancen")
    measure.goals.add(goal)
    make_responsible(measure, make_organisation(name="Verein A"))
    make_responsible(measure, make_organisation(name="Verein B"))
    make_responsible(measure, make_organisation(name="Amt"), role="cooperation")
    [record] = records(client, "massnahmen.json")
    assert record["federfuehrung"] == ["Verein A", "Verein B"]
    assert record["kooperation"] == ["Amt"]
    assert record["leitziele"] == ["Gleiche Chancen"]
    assert b"Verein A | Verein B" in fetch(client, "massnahmen.csv").body


def test_a_statement_is_its_organisations_in_the_published_wording(client: Client) -> None:
    body = make_organisation(name="Verein")
    person = make_editor(first_name="GEHEIM", last_name="GEHEIM")
    make_report(
        make_measure(),
        body,
        text="ursprünglich",
        public_text="veröffentlicht",
        approved_by=person,
        submitted_by=person,
        internal_note="GEHEIM",
        **APPROVED,
    )
    [record] = records(client, "sachstaende.json")
    assert record["sachstand"] == "veröffentlicht"
    assert (record["organisation"], record["organisation_id"]) == ("Verein", str(body.uuid))
    # A day of this city, where it was past midnight already.
    assert record["freigegeben_am"] == "2026-10-13"
    assert "GEHEIM" not in str(record)
    assert "ursprünglich" not in str(record)
    assert [each["name"] for each in records(client, "organisationen.json")] == ["Verein"]


@pytest.mark.parametrize("state", [state for state in ReportState.values if state != ReportState.APPROVED])
def test_what_is_not_approved_is_in_no_file(client: Client, state: str) -> None:
    make_report(make_measure(), make_organisation(), text="GEHEIM", state=state)
    assert records(client, "sachstaende.json") == []
    assert records(client, "organisationen.json") == []


def test_what_hangs_on_an_unpublished_measure_is_in_no_file(client: Client) -> None:
    hidden = make_measure(title="GEHEIM", is_published=False)
    body = make_organisation(name="GEHEIM")
    make_status(hidden, "in_progress")
    make_indicator(hidden).values.create(as_of=DAY, attainment="partly", organisation=body)
    make_responsible(hidden, body)
    make_report(hidden, body, **APPROVED)
    rows = {name: records(client, f"{name}.json") for name in DATASETS if name != "handlungsfelder"}
    assert {name for name, found in rows.items() if found} == set()
    assert [field["anzahl_massnahmen"] for field in records(client, "handlungsfelder.json")] == [0]


def test_every_status_stands_in_the_series(client: Client) -> None:
    measure = make_measure()
    for year in (2025, 2024):
        make_status(measure, "planning", as_of=dt.date(year, 9, 30))
    days = [row["stand_vom"] for row in records(client, "umsetzungsstaende.json")]
    assert days == ["2024-09-30", "2025-09-30"]


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("ending", FORMATS)
def test_empty_data_sets_are_whole_files(client: Client, name: str, ending: str) -> None:
    response = fetch(client, f"{name}.{ending}")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[ending].content_type
    assert response["Content-Disposition"] == f'attachment; filename="{name}.{ending}"'
    if ending == "json":
        assert json.loads(response.body)["daten"] == []


@pytest.mark.parametrize("name", DATASETS)
def test_statements_do_not_grow_with_the_rows(client: Client, name: str) -> None:
    body = make_organisation()

    def add() -> None:
        sheet = make_measure()
        make_goal(sheet.field_of_action)
        make_status(sheet, "planning")
        make_indicator(sheet).values.create(as_of=DAY, attainment="partly", organisation=body)
        make_responsible(sheet, body)
        make_responsible(sheet, make_organisation(), role="cooperation")
        make_report(sheet, body, **APPROVED)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            fetch(client, f"{name}.json")
        return len(queries)

    add()
    few = count()
    for _number in range(9):
        add()
    assert count() == few <= 7
