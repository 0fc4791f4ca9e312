"""The Umsetzungsstand of all measures, as bars and as a table."""

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


def test_longest_bar_fills_the_drawing() -> None:
    sport, school = make_field(number=1), make_field(number=2)
    for _ in range(4):
        make_measure(sport)
    make_measure(school)
    widths = [sum(share.width for share in field.shares) for field in status_overview().fields]
    assert widths == [100, 25]


def test_pieces_lie_side_by_side() -> None:
    field = make_field()
    for status in ("completed", "planning"):
        make_status(make_measure(field), status)
    pieces = status_overview().fields[0].occurring
    assert [(piece.x, piece.width) for piece in pieces] == [(0, 50), (50, 50)]


def test_page_says_the_numbers_as_text(client: Client) -> None:
    field = make_field(number=1, short_title="Sport")
    make_status(make_measure(field), "completed")
    page = " ".join(client.get("/umsetzungsstand/").content.decode().split())
    assert ">1-mal abgeschlossen</desc>" in page
    assert "<bdi>1. Sport</bdi>: <strong>1</strong>" in page
    assert 'role="img"' in page
    assert "<table" in page
    assert "style=" not in page


def test_numbers_in_the_drawing_use_a_dot(client: Client) -> None:
    """A German decimal comma would be an invalid length."""
    field = make_field()
    for status in ("completed", "planning", "dropped"):
        make_status(make_measure(field), status)
    assert 'width="33.33%"' in client.get("/umsetzungsstand/").content.decode()


def test_before_the_first_query(client: Client) -> None:
    make_measure()
    assert "wurde noch nicht abgefragt" in client.get("/umsetzungsstand/").content.decode()


def test_empty_portal(client: Client) -> None:
    assert "noch keine Maßnahme veröffentlicht" in client.get("/umsetzungsstand/").content.decode()
