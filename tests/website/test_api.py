"""A program reads the published data: filtered lists in pages, and single rows."""

import pytest
from django.conf import settings
from django.test import Client

from measures.models import ImplementationStatus
from tests.builders import (
    make_concept,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
    make_step,
    make_value,
)
from tests.website.api_reading import API, all_pages, count, make_full_measure, read
from website.open_data.datasets import DATASETS

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str = "") -> list[str]:
    return [row["titel"] for row in read(client, f"{API}/massnahmen{query}")["items"]]


@pytest.mark.parametrize("name", DATASETS)
def test_lists_have_the_columns_of_the_data_set(client: Client, name: str) -> None:
    measure = make_full_measure()
    make_goal(measure.field_of_action)
    row = read(client, f"{API}/{name}")["items"][0]
    assert list(row) == DATASETS[name].names
    assert read(client, f"{API}/{name}/{row['id']}").items() >= row.items()


def test_one_measure_comes_with_its_sheet(client: Client) -> None:
    measure = make_full_measure()
    found = read(client, f"{API}/massnahmen/{measure.uuid}")
    assert found["titel"] == measure.title
    assert [step["schritt"] for step in found["schritte"]] == [step.text for step in measure.steps.all()]
    assert len(found["zustaendigkeiten"]) == len(found["umsetzungsstaende"]) == len(found["sachstaende"]) == 1
    assert found["indikatoren"][0]["indikatorwerte"][0]["wert"] == 12.5


def test_filters_narrow_the_list(client: Client) -> None:
    concept = make_concept()
    done = make_measure(make_field(concept), title="Sprachkurs")
    make_status(done, ImplementationStatus.COMPLETED)
    organisation = make_organisation()
    make_responsible(done, organisation)
    other = make_measure(make_field(concept), title="Sportfest")
    assert titles(client, "?umsetzungsstand_code=completed") == ["Sprachkurs"]
    assert titles(client, "?umsetzungsstand_code=not_asked") == ["Sportfest"]
    assert titles(client, f"?handlungsfeld_id={other.field_of_action.uuid}") == ["Sportfest"]
    assert titles(client, f"?organisation_id={organisation.uuid}") == ["Sprachkurs"]
    assert titles(client, "?q=sport") == ["Sportfest"]
    assert titles(client, "?q=sport&umsetzungsstand_code=completed") == []


def test_pages_hold_each_row_once_although_others_come_meanwhile(client: Client) -> None:
    field = make_field()
    before = {make_measure(field).title for _ in range(5)}
    first = read(client, f"{API}/massnahmen?limit=2")
    make_measure(field, number=0, title="Kommt dazwischen")
    rest = all_pages(client, first["next"].removeprefix(settings.SITE_URL))
    read_titles = [row["titel"] for row in [*first["items"], *rest]]
    assert len(read_titles) == len(set(read_titles)) == 6
    assert set(read_titles) >= before


def test_next_page_keeps_the_filters(client: Client) -> None:
    field = make_field()
    for _ in range(3):
        make_measure(field, title="Sport")
        make_measure(field, title="Sprache")
    assert [row["titel"] for row in all_pages(client, f"{API}/massnahmen?q=Sport&limit=2")] == ["Sport"] * 3


def test_last_possible_cursor_is_an_empty_page(client: Client) -> None:
    make_measure()
    assert read(client, f"{API}/massnahmen?cursor=7fffffffffffffff") == {"items": [], "next": None}


ADDRESSES = ["massnahmen", "massnahmen?q=a&umsetzungsstand_code=in_progress", "sachstaende", "indikatorwerte"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_statements_do_not_grow_with_the_rows(client: Client, path: str) -> None:
    make_full_measure()
    few = count(client, f"{API}/{path}")
    for _ in range(8):
        make_full_measure()
    assert count(client, f"{API}/{path}") == few <= 9


def test_statements_of_one_measure_do_not_grow(client: Client) -> None:
    measure = make_full_measure()
    few = count(client, f"{API}/massnahmen/{measure.uuid}")
    for _ in range(8):
        make_step(measure)
        make_value(make_indicator(measure))
    assert count(client, f"{API}/massnahmen/{measure.uuid}") == few <= 16
