"""The page of a running query: a bar and a row per group, the rate with its basis, and the way to what is missing."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import StatusQuery
from tests.builders import make_commissioner, make_field, make_measure, make_organisation, make_partner

from .responses import ON, answered, ask, query, reader, table_rows
from .rounds import make_closed, make_open

__all__ = ["query", "reader"]
pytestmark = pytest.mark.django_db


def test_the_preview_of_a_query_that_has_closed_leads_to_its_report(client: Client) -> None:
    query = make_closed()
    client.force_login(make_commissioner())
    answer = client.get(reverse("reporting:report_preview", args=[query.slug]))
    assert answer.headers["Location"] == query.get_absolute_url()
    assert client.get(query.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("grouping", ["handlungsfeld", "organisation", "person", "erfunden"])
def test_the_page_draws_a_bar_and_a_table_row_per_group(
    reader: Client, query: StatusQuery, grouping: str
) -> None:
    field = make_field()
    for _ in range(2):
        ask(query, measure=make_measure(field))
    page = reader.get(reverse("reporting:query", args=[query.slug]), {"nach": grouping}).content.decode()
    expected = 2 if grouping in {"organisation", "person"} else 1
    bars = re.findall(r'<svg class="chart__row".*?</svg>', page, re.DOTALL)
    assert len(bars) == expected
    assert all("</title>" in bar and "</desc>" in bar for bar in bars)
    assert len(table_rows(page)) == expected
    assert "style=" not in page


def test_the_page_says_the_rate_with_its_basis(reader: Client, query: StatusQuery) -> None:
    answered(query, ON)
    for _ in range(2):
        ask(query)
    page = reader.get(reverse("reporting:query", args=[query.slug])).content.decode()
    assert "1 von 3 Anfragen sind beantwortet" in page
    assert "(33 Prozent)" in page


def test_the_missing_of_a_row_lead_to_exactly_those(reader: Client, query: StatusQuery) -> None:
    for _ in range(3):
        ask(query)
    ask(query, contact=None)
    for grouping in ("handlungsfeld", "organisation", "person"):
        address = reverse("reporting:query", args=[query.slug])
        page = reader.get(address, {"nach": grouping}).content.decode()
        for row in table_rows(page):
            link = re.search(r'href="([^"]+)"[^>]*>(\d+)<', row)
            assert link
            shown = reader.get(unescape(link[1])).content.decode()
            assert len(table_rows(shown)) == int(link[2])


def test_partners_see_neither_list_nor_file(client: Client, query: StatusQuery) -> None:
    client.force_login(make_partner(make_organisation()))
    for name in ("query", "missing", "response_file", "report_preview"):
        assert client.get(reverse(f"reporting:{name}", args=[query.slug])).status_code == 403


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("query", {"nach": "handlungsfeld"}),
        ("query", {"nach": "organisation"}),
        ("query", {"nach": "person"}),
        ("missing", {}),
        ("response_file", {}),
        ("report_preview", {}),
    ],
)
def test_statements_do_not_grow_with_the_query(
    reader: Client,
    query: StatusQuery,
    name: str,
    data: dict[str, str],
    django_assert_max_num_queries: Any,
) -> None:
    """Session, account, rights and concept make six of them."""
    for size in (1, 40):
        for _ in range(size):
            query.measures.add(ask(query).measure)
            query.measures.add(answered(query, ON, contact=None).measure)
        with django_assert_max_num_queries(26):
            act = reader.post if name == "response_file" else reader.get
            response = act(reverse(f"reporting:{name}", args=[query.slug]), data)
            assert response.status_code == 200
            _ = response.getvalue()


def test_after_the_closing_nobody_waits_any_more(client: Client) -> None:
    query = make_closed(make_open(2))
    client.force_login(make_commissioner())
    page = client.get(reverse("reporting:query", args=[query.slug])).text
    assert "Antworten fehlten" in page
    assert "keine Antwort bis zum Schließen" in page
    assert "die Frist läuft noch" not in page
    assert "überfällig" not in page
    missing = client.get(reverse("reporting:missing", args=[query.slug])).text
    assert "nicht beantwortet" in missing
