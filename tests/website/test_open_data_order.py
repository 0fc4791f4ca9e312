"""A list of measures in another order is still the whole of it, and its file says so."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from tests.builders import make_field, make_measure, make_status
from tests.website.data_files import fetch
from website.open_data import keeping, views

pytestmark = pytest.mark.django_db

BY_TITLE = "sortierung=titel"


@pytest.fixture(autouse=True)
def three_measures() -> None:
    field = make_field()
    measures = [make_measure(field, title=f"Weg {letter}") for letter in "CAB"]
    for measure in measures[:2]:
        make_status(measure, "in_progress")


def test_the_rows_are_in_the_order_that_was_asked_for(client: Client) -> None:
    answer = fetch(client, f"massnahmen.csv?{BY_TITLE}")
    rows = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline=""), delimiter=";")
    assert [row["titel"] for row in rows] == ["Weg A", "Weg B", "Weg C"]
    assert answer["ETag"] != fetch(client, "massnahmen.csv")["ETag"]


@pytest.mark.parametrize("ending", ["csv", "rfc4180.csv", "json", "xlsx"])
def test_it_is_named_as_the_whole(client: Client, ending: str) -> None:
    answer = fetch(client, f"massnahmen.{ending}?{BY_TITLE}")
    assert answer["Content-Disposition"] == f'attachment; filename="massnahmen.{ending}"'


def test_the_json_file_says_that_it_is_the_whole(client: Client) -> None:
    assert json.loads(fetch(client, f"massnahmen.json?{BY_TITLE}").body)["auswahl"] is None


def test_the_workbook_says_that_it_is_the_whole(client: Client) -> None:
    content = io.BytesIO(fetch(client, f"massnahmen.xlsx?{BY_TITLE}").body)
    rows: Any = openpyxl.load_workbook(content)["Herkunft"].values
    assert dict(rows)["Umfang"] == "der ganze Datensatz"


def test_a_choice_in_another_order_names_what_narrows_it_and_leads_back_to_the_order(client: Client) -> None:
    query = f"{BY_TITLE}&stand=in_progress"
    said = json.loads(fetch(client, f"massnahmen.json?{query}").body)
    assert [each["titel"] for each in said["daten"]] == ["Weg A", "Weg C"]
    assert [each["name"] for each in said["auswahl"]["filter"]] == ["stand"]
    address = said["auswahl"]["adresse"].removeprefix(f"{settings.SITE_URL}/daten/")
    assert fetch(client, address).body == fetch(client, f"massnahmen.json?{query}").body


def test_of_a_large_data_set_there_is_the_workbook_of_the_whole(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_ROWS_AT_ONCE", 2)
    monkeypatch.setattr(keeping, "MOST_ROWS_AT_ONCE", 2)
    assert client.get(f"/daten/massnahmen.xlsx?{BY_TITLE}").status_code == 503
    assert client.get(f"/daten/massnahmen.xlsx?{BY_TITLE}&q=Weg").status_code == 400
