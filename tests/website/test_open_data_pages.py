"""The pages about the open data: licence, traps of spreadsheets, and no promise beyond what there is."""

import json

import pytest
from django.test import Client, override_settings

from tests.website.data_files import fetch
from website.open_data.datasets import DATASETS

pytestmark = pytest.mark.django_db


@override_settings(PORTAL_DATA_LICENCE="dl-de/zero-2-0", PORTAL_DATA_ATTRIBUTION="Stadt Muster")
def test_the_city_decides_on_the_licence(client: Client) -> None:
    body = json.loads(fetch(client, "massnahmen.json").body)
    assert body["lizenz"]["name"] == "Datenlizenz Deutschland – Zero – Version 2.0"
    assert body["quellenangabe"].startswith("Stadt Muster, ")
    page = client.get("/daten/").text
    assert "https://www.govdata.de/dl-de/zero-2-0" in page
    assert "ohne Bedingungen" in page


@pytest.mark.parametrize("address", ["/daten/", "/daten/woerterbuch/"])
def test_the_apostrophe_is_explained_with_all_signs(client: Client, address: str) -> None:
    text = client.get(address).text
    assert "Beginnt ein Text mit = + - oder @" in text
    assert "in beiden CSV-Dateien ein Hochkomma" in text


def test_tables_of_the_dictionary_can_be_scrolled_by_keyboard(client: Client) -> None:
    text = client.get("/daten/woerterbuch/").text
    assert text.count('<div class="kern-table-responsive" tabindex="0" role="region"') == len(DATASETS)


def test_the_page_promises_no_more_than_there_is(client: Client) -> None:
    text = client.get("/daten/").text
    assert "Alles, was" not in text
    assert "Ganze Berichte" in text
