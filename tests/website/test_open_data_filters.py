"""A visitor downloads the list of measures as filtered: the file holds the rows of the page."""

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import jsonschema_rs
import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from fields.models import FieldOfAction
from measures.filters import MeasureFilter
from measures.models import ImplementationStatus, Measure, TargetGroup
from tests.builders import (
    make_concept,
    make_field,
    make_goal,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
)
from website.open_data import views
from website.open_data.schema import json_schema

pytestmark = pytest.mark.django_db

#: An address of the list per filter, and how many of the eight measures it finds.
CHOICES = {
    "": 8,
    "q=Sprache": 2,
    "handlungsfeld=bildung": 4,
    "leitziel=bildung.chancen": 2,
    "stand=in_progress": 3,
    "stand=not_asked": 4,
    "verlauf=delayed": 2,
    "akteur=verein": 3,
    "zielgruppe=kinder": 2,
    "laufzeit=laufend": 7,
    "laufzeit=abgelaufen": 1,
    "sortierung=titel": 8,
    "sortierung=stand": 8,
    "handlungsfeld=bildung&stand=in_progress&akteur=verein": 1,
    "q=&stand=&handlungsfeld=": 8,
    "handlungsfeld=bildung&seite=7&ansicht=druck": 4,
    "q=nichts-davon": 0,
}


@pytest.fixture
def eight_measures() -> list[Measure]:
    """In two fields, with every assignment by which the list can be filtered."""
    concept = make_concept()
    fields = [make_field(concept, slug="bildung", number=1), make_field(concept, slug="arbeit", number=2)]
    goal = make_goal(fields[0], slug="chancen")
    children = TargetGroup.objects.create(name="Kinder", slug="kinder")
    body = make_organisation(slug="verein")
    late = {"course": "delayed", "delay_reason": "staff"}
    found = []
    for n in range(8):
        title = f"Sprache {8 - n}" if n % 4 == 1 else f"Weg {8 - n}"
        measure = make_measure(fields[n // 4], number=n % 4 + 1, title=title)
        if n < 3:
            as_of = dt.date(2026, 1, 1) + dt.timedelta(days=n)
            make_status(measure, "in_progress", as_of=as_of, **(late if n < 2 else {}))
        if n == 3:
            make_status(measure, "completed", as_of=dt.date(2025, 1, 1))
        if n in (2, 5, 6):
            make_responsible(measure, body)
        if n in (0, 7):
            measure.target_groups.add(children)
        if n in (1, 2):
            measure.goals.add(goal)
        found.append(measure)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Measure.objects.filter(pk=found[4].pk).update(end_on=yesterday, end_precision="day")
    make_measure(fields[0], title="Sprache, nicht veröffentlicht", is_published=False)
    return found


def rows_of_file(client: Client, query: str, ending: str = "csv") -> list[str]:
    response = client.get(f"/daten/massnahmen.{ending}?{query}")
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")
    return [row["nummer"] for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]


def rows_of_page(client: Client, query: str) -> list[str]:
    page: Any = client.get(f"/massnahmen/?{query}")
    return [measure.code for measure in page.context["page"].object_list]


def test_the_choices_cover_every_filter() -> None:
    chosen = {part.split("=")[0] for query in CHOICES for part in query.split("&")}
    assert set(MeasureFilter.base_filters) <= chosen


@pytest.mark.parametrize("query", CHOICES)
def test_the_file_holds_the_rows_of_the_page(
    client: Client, eight_measures: list[Measure], query: str
) -> None:
    assert rows_of_file(client, query) == rows_of_page(client, query)
    assert len(rows_of_file(client, query)) == CHOICES[query]


@pytest.mark.parametrize("query", ["stand=quatsch", "laufzeit=x", "sortierung=x", "handlungsfeld=x&q=Weg"])
@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_an_invalid_filter_gives_the_error_of_the_page_and_no_row(
    client: Client, eight_measures: list[Measure], query: str, ending: str
) -> None:
    answer = client.get(f"/daten/massnahmen.{ending}?{query}")
    assert answer.status_code == 400
    page: Any = client.get(f"/massnahmen/?{query}")
    errors = [error for field in page.context["filter"].form for error in field.errors]
    assert errors
    assert all(error in answer.text for error in errors)
    assert "Weg 8" not in answer.text


def test_the_page_offers_its_own_choice(client: Client, eight_measures: list[Measure]) -> None:
    page = client.get("/massnahmen/?stand=in_progress&seite=1").text
    assert "Diese Liste herunterladen" in page
    assert re.search(r'href="/daten/massnahmen\.csv\?stand=in_progress"', page)
    assert re.search(r'href="/daten/massnahmen\.xlsx\?stand=in_progress"', page)


def test_the_page_with_an_invalid_filter_offers_no_file(
    client: Client, eight_measures: list[Measure]
) -> None:
    assert "Diese Liste herunterladen" not in client.get("/massnahmen/?stand=quatsch").text


def test_a_choice_is_named_as_one_and_kept_apart_from_the_whole(
    client: Client, eight_measures: list[Measure]
) -> None:
    whole, part = client.get("/daten/massnahmen.csv"), client.get("/daten/massnahmen.csv?stand=in_progress")
    assert part["Content-Disposition"] == 'attachment; filename="massnahmen-auswahl.csv"'
    assert part["ETag"] != whole["ETag"]
    assert client.get("/daten/massnahmen.csv?q=")["ETag"] == whole["ETag"]


def test_a_choice_too_large_for_a_workbook_points_to_the_csv(
    client: Client, eight_measures: list[Measure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_ROWS_AT_ONCE", 3)
    assert client.get("/daten/massnahmen.xlsx?akteur=verein").status_code == 200
    answer = client.get("/daten/massnahmen.xlsx?handlungsfeld=bildung")
    assert answer.status_code == 400
    assert "als CSV" in answer.text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("massnahmen.csv?foo=1", "foo"),
        ("massnahmen.json?handlungsfeld=bildung&unbekannt=1", "unbekannt"),
        ("massnahmen.xlsx?id=1", "id"),
        ("sachstaende.csv?handlungsfeld=bildung", "handlungsfeld"),
    ],
)
def test_a_filter_that_does_not_exist_is_refused_by_name(
    client: Client, eight_measures: list[Measure], address: str, name: str
) -> None:
    answer = client.get(f"/daten/{address}")
    assert answer.status_code == 400
    assert f"<code>{name}</code>" in answer.text.split("Diese Angaben in der Adresse gibt es hier nicht:")[1]


def test_a_filter_to_which_nothing_is_assigned_is_refused(client: Client) -> None:
    make_measure()
    assert client.get("/daten/massnahmen.csv?zielgruppe=kinder").status_code == 400
    assert client.get("/daten/massnahmen.csv?zielgruppe=").status_code == 200


def test_the_json_file_says_that_it_is_a_choice(client: Client, eight_measures: list[Measure]) -> None:
    query = "handlungsfeld=bildung&stand=in_progress"
    said = json.loads(b"".join(client.get(f"/daten/massnahmen.json?{query}")))
    field = FieldOfAction.objects.get(slug="bildung")
    assert said["auswahl"] == {
        "filter": [
            {
                "name": "handlungsfeld",
                "wert": "bildung",
                "titel": "Handlungsfeld",
                "bedeutung": field.short_title,
            },
            {
                "name": "stand",
                "wert": "in_progress",
                "titel": "Umsetzungsstand",
                "bedeutung": ImplementationStatus.IN_PROGRESS.label,
            },
        ],
        "adresse": f"{settings.SITE_URL}/daten/massnahmen.json?{query}",
        "zeilen": 3,
    }
    jsonschema_rs.validate(json_schema(), said)
    whole = json.loads(b"".join(client.get("/daten/massnahmen.json")))
    assert whole["auswahl"] is None
    jsonschema_rs.validate(json_schema(), whole)


def test_the_workbook_says_that_it_is_a_choice(client: Client, eight_measures: list[Measure]) -> None:
    part = origin(client, "?stand=in_progress")
    assert part["Umfang"] == "eine Auswahl, nicht der ganze Datensatz"
    assert part["Filter: Umsetzungsstand"] == ImplementationStatus.IN_PROGRESS.label
    assert part["Zeilen"] == 3
    assert part["Adresse dieser Auswahl"].endswith("/daten/massnahmen.xlsx?stand=in_progress")
    assert origin(client)["Umfang"] == "der ganze Datensatz"


def origin(client: Client, query: str = "") -> dict[Any, Any]:
    content = b"".join(client.get(f"/daten/massnahmen.xlsx{query}"))
    rows: Any = openpyxl.load_workbook(io.BytesIO(content))["Herkunft"].values
    return dict(rows)
