"""The Umsetzungsstand of all measures, as bars and as a table."""

import datetime as dt

import pytest
from django.test import Client

from tests.builders import make_field, make_measure, make_status
from website.overview import Share, status_overview

pytestmark = pytest.mark.django_db


def numbers(shares: list[Share]) -> dict[str, int]:
    return {share.code: share.number for share in shares if share.number}


def test_measures_are_counted_by_field_and_state() -> None:
    sport, school = make_field(number=1), make_field(number=2)
    make_status(make_measure(sport), "completed")
    make_status(make_measure(sport), "in_progress", course="delayed", delay_reason="staff")
    make_measure(school)
    make_measure(school, is_published=False)
    overview = status_overview()
    assert [numbers(field.shares) for field in overview.fields] == [
        {"completed": 1, "in_progress": 1},
        {"not_asked": 1},
    ]
    assert (overview.total, overview.asked, overview.delayed) == (3, 2, 1)


def test_page_draws_a_bar_and_says_the_numbers_as_text(client: Client) -> None:
    field = make_field(number=1, short_title="Sport")
    make_status(make_measure(field), "completed")
    page = " ".join(client.get("/umsetzungsstand/").content.decode().split())
    assert ">1. Sport: 1-mal abgeschlossen</desc>" in page
    assert 'role="img"' in page
    assert "style=" not in page


def test_table_leads_to_the_measures_of_a_field_and_to_the_definitions(client: Client) -> None:
    field = make_field(number=1, short_title="Sport", slug="sport")
    make_status(make_measure(field), "in_progress", course="delayed", delay_reason="staff")
    page = " ".join(client.get("/umsetzungsstand/").content.decode().split())
    assert '<details class="chart__data" open>' in page
    assert 'href="/massnahmen/?handlungsfeld=sport"><bdi>1. Sport</bdi></a>' in page
    assert 'href="/begriffe/#umsetzungsstand-in-progress"' in page
    assert "davon verzögert" in page


def test_page_names_the_day_of_the_newest_statement(client: Client) -> None:
    make_status(make_measure(), "completed", dt.date(2025, 9, 30))
    make_status(make_measure(), "planning", dt.date(2024, 9, 30))
    make_status(make_measure(is_published=False), "planning", dt.date(2026, 9, 30))
    page = client.get("/umsetzungsstand/").content.decode()
    assert "Stand vom 30. September 2025." in page
    assert "2026" not in page[page.index("<h1") : page.index("</main>")]


def test_page_without_any_statement_names_no_day(client: Client) -> None:
    make_measure()
    assert "Stand vom" not in client.get("/umsetzungsstand/").content.decode()


def test_page_leads_to_the_data_and_to_the_feed(client: Client) -> None:
    make_measure()
    page = client.get("/umsetzungsstand/").content.decode()
    assert 'href="/daten/"' in page[page.index("<h1") : page.index("</main>")]
    assert 'type="application/atom+xml"' in page[: page.index("</head>")]


def test_before_the_first_query(client: Client) -> None:
    make_measure()
    assert "wurde noch nicht abgefragt" in client.get("/umsetzungsstand/").content.decode()


def test_empty_portal(client: Client) -> None:
    assert "noch keine Maßnahme veröffentlicht" in client.get("/umsetzungsstand/").content.decode()
