"""A program reads the published reports: as they were frozen, in pages, under German names."""

import json

import pytest
from django.test import Client

from tests.reporting.rounds import answer, make_open, make_published
from tests.website.api_reading import API, all_pages, count, read

pytestmark = pytest.mark.django_db


def test_published_report_is_given_as_it_was_frozen(client: Client) -> None:
    query = make_published()
    query.measures.update(title="Später umbenannt")
    report = read(client, f"{API}/berichte")["items"][0]
    assert report["id"] == str(query.uuid)
    whole = read(client, f"{API}/berichte/{query.uuid}")
    assert (whole["titel"], whole["zahlen"]["massnahmen"]) == (query.title, 1)
    page = read(client, f"{API}/berichte/{query.uuid}/massnahmen")
    assert len(page["items"]) == 1
    assert "Später umbenannt" not in json.dumps(page, ensure_ascii=False)


def test_report_says_what_its_page_says_under_german_names(client: Client) -> None:
    query = make_open(measures=2)
    request, silent = query.requests.order_by("pk")
    answer(request, text="Die Kurse laufen.")
    make_published(query)
    first, second = read(client, f"{API}/berichte/{query.uuid}/massnahmen")["items"]
    (said,), (missing,) = first["meldungen"], second["meldungen"]
    assert (first["nummer"], first["stand"]["umsetzungsstand_code"]) == (request.measure.code, "in_progress")
    assert said["organisation"] == request.organisation.name
    assert said["sachstand"]["sachstand"] == "Die Kurse laufen."
    assert (missing["vermerk"], missing["sachstand"]) == ("keine Antwort", None)
    text = client.get(f"{API}/berichte/{query.uuid}/massnahmen").text
    for inner in ("self_approved", "submitted_on", "late", "state", "own_answers", str(silent.uuid)):
        assert f'"{inner}"' not in text


def test_everything_of_a_report_is_described(client: Client) -> None:
    described = read(client, f"{API}/openapi.json")["components"]["schemas"]
    for name in (each for each in described if each.startswith("Berichte")):
        assert not described[name].get("additionalProperties")
        assert all("additionalProperties" not in part for part in described[name]["properties"].values())


def test_report_comes_in_pages(client: Client) -> None:
    query = make_published(measures=3)
    rows = all_pages(client, f"{API}/berichte/{query.uuid}/massnahmen?limit=2")
    assert len({row["id"] for row in rows}) == len(rows) == 3


def test_report_before_publishing_is_not_there(client: Client) -> None:
    query = make_published()
    query.state = "closed"
    query.save()
    read(client, f"{API}/berichte/{query.uuid}", 404)
    read(client, f"{API}/berichte/{query.uuid}/massnahmen", 404)
    assert read(client, f"{API}/berichte")["items"] == []


def test_statements_of_a_report_do_not_grow(client: Client) -> None:
    small, large = make_published(measures=1), make_published(measures=6, year=1999)
    few = count(client, f"{API}/berichte/{small.uuid}/massnahmen")
    assert count(client, f"{API}/berichte/{large.uuid}/massnahmen") == few <= 8
