"""Pages for people and a schema for programs say what the files hold."""

import json
import re
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from tests.builders import (
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_report,
    make_resource,
    make_responsible,
    make_review,
    make_status,
    make_step,
)
from tests.website.test_open_data_files import APPROVED, DAY
from website.open_data.columns import ColumnType
from website.open_data.datasets import DATASETS
from website.open_data.formats import FORMATS

pytestmark = pytest.mark.django_db

#: A full row and an empty one in every data set.
ASKED_FOR = [
    "massnahmen", "indikatoren", "indikatorwerte", "leitziele", "handlungsfelder", "organisationen", "sachstaende",
    "umsetzungsstaende",
]  # fmt: skip


@pytest.fixture
def rows() -> None:
    nothing: dict[str, Any] = {}
    body = make_organisation(website="https://verein.example/", short_name="V")
    full = make_measure(content="Text", start_on=DAY, start_precision="day", recurrence="yearly")
    empty = make_measure(full.field_of_action)
    full.goals.add(make_goal(full.field_of_action, note="Anmerkung"))
    full.related.add(empty)
    late: dict[str, Any] = {
        "course": "delayed",
        "delay_reason": "staff",
        "countermeasure": "Mehr",
        "new_date": DAY,
    }
    for measure, said in ((full, late), (empty, nothing)):
        make_status(measure, "in_progress", **said)
        make_responsible(measure, body)
        make_step(measure, done_on=DAY if said else None)
        make_review(measure, held_on=DAY if said else None)
        make_resource(measure, amount="12.50" if said else None, ends_on=DAY if said else None)
        make_report(measure, body, **said, **APPROVED)
        value: dict[str, Any] = {"value": "2.50", "organisation": body} if said else {}
        indicator = make_indicator(measure, kind="range", target_min="1.50", target_max="3")
        indicator.values.create(as_of=DAY, attainment="partly", **value)


def schema(client: Client) -> dict[str, Any]:
    response = client.get("/daten/schema.json")
    assert response["Content-Type"] == "application/schema+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_the_schema_is_one(client: Client) -> None:
    found = schema(client)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(found)
    assert set(found["$defs"]) == set(DATASETS) >= set(ASKED_FOR)


@pytest.mark.parametrize("name", DATASETS)
def test_every_file_keeps_to_the_schema(client: Client, rows: None, name: str) -> None:
    content = json.loads(b"".join(client.get(f"/daten/{name}.json")))
    assert content["daten"]
    found = schema(client)
    check = jsonschema_rs.validator_for(found, validate_formats=True)
    assert [error.message for error in check.iter_errors(content)] == []
    # And each record to that of its own data set.
    own = {"$schema": found["$schema"], "$defs": found["$defs"], "$ref": f"#/$defs/{name}"}
    check = jsonschema_rs.validator_for(own, validate_formats=True)
    assert [error.message for each in content["daten"] for error in check.iter_errors(each)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("fortlaufend", "nein"), ("umsetzungsstand_code", "fertig"), ("id", "1"), ("neu", "x")],
)
def test_a_wrong_record_does_not_keep_to_the_schema(
    client: Client, rows: None, name: str, value: str
) -> None:
    content = json.loads(b"".join(client.get("/daten/massnahmen.json")))
    content["daten"][0][name] = value
    check = jsonschema_rs.validator_for(schema(client), validate_formats=True)
    assert not check.is_valid(content)


def test_the_dictionary_explains_every_column_and_code(client: Client) -> None:
    page = client.get("/daten/woerterbuch/").text
    for dataset in DATASETS.values():
        section = page.split(f'id="{dataset.name}"')[1].split("</section>")[0]
        shown = re.findall(r'data-label="Spalte"><code>(\w+)</code>', section)
        assert shown == dataset.names
        for column in dataset.columns:
            assert all(f"<code>{code}</code>: {word}" in section for code, word in column.choices)


def test_the_overview_leads_to_every_file(client: Client, rows: None) -> None:
    page = client.get("/daten/").text
    for name, dataset in DATASETS.items():
        assert str(dataset.title) in page
        assert all(f'href="/daten/{name}.{ending}"' in page for ending in FORMATS)
    assert page.count("2 Zeilen") >= 5
    assert 'rel="alternate" type="application/ld+json" href="/daten/katalog.jsonld"' in page
    assert 'rel="alternate" type="text/turtle" href="/daten/katalog.ttl"' in page


def test_every_page_leads_to_the_open_data(client: Client) -> None:
    assert 'href="/daten/"' in client.get("/impressum/").text


@pytest.mark.parametrize("name", DATASETS)
def test_names_can_be_used_by_every_program(name: str) -> None:
    dataset = DATASETS[name]
    assert len(set(dataset.names)) == len(dataset.names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", column) for column in [name, *dataset.names])
    assert dataset.names[0] == "id"
    for column in dataset.columns:
        assert str(column.description)
        assert str(column.example)
        assert bool(column.choices) == (column.type == ColumnType.CODE)
        assert not column.refers_to or column.refers_to in DATASETS


def keys(value: str | list[str] | None) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def test_references_lead_to_a_row(client: Client, rows: None) -> None:
    content = {name: json.loads(b"".join(client.get(f"/daten/{name}.json")))["daten"] for name in DATASETS}
    known = {name: {record["id"] for record in found} for name, found in content.items()}
    for name, dataset in DATASETS.items():
        for column in dataset.columns:
            if column.refers_to:
                found = {key for record in content[name] for key in keys(record[column.name])}
                assert found
                assert found <= known[column.refers_to], (name, column.name)
