"""The pages about the open data: licence, traps of spreadsheets, and no promise beyond what there is."""

import html
import json

import pytest
from django.test import Client, override_settings

from documents.tables import FORMULA_SIGNS, FULL_WIDTH_SIGNS, escaped
from tests.website.data_files import fetch
from website.open_data.apostrophe import RULE
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
    text = html.unescape(client.get(address).text)
    assert str(RULE) in text
    for sign in [*FORMULA_SIGNS, *FULL_WIDTH_SIGNS]:
        assert f" {sign}" in str(RULE)
        assert escaped(f"{sign}1") == f"'{sign}1"


@pytest.mark.parametrize("beginning", ["=", " =", "'=", "' ＝", "\t", "'\n"])
def test_what_the_rule_says_beside_the_signs(beginning: str) -> None:
    assert escaped(f"{beginning}1") == f"'{beginning}1"


def test_the_schema_explains_the_apostrophe_as_the_pages_do(client: Client) -> None:
    assert json.loads(client.get("/daten/schema.json").content)["description"] == str(RULE)


def test_tables_of_the_dictionary_can_be_scrolled_by_keyboard(client: Client) -> None:
    text = client.get("/daten/woerterbuch/").text
    assert text.count('<div class="kern-table-responsive" tabindex="0" role="region"') == len(DATASETS)


def test_the_page_promises_no_more_than_there_is(client: Client) -> None:
    text = client.get("/daten/").text
    assert "Das Wichtigste, was dieses Portal öffentlich zeigt" in text
    assert "Ganze Berichte" in text
