"""The time line of a Handlungsfeld tells a known end from an unknown one, and leaves nothing out in silence."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from fields.models import FieldOfAction
from measures.models import Measure
from tests.builders import make_field, make_measure, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> FieldOfAction:
    return make_field(slug="sport", number=1)


def make_begun(field: FieldOfAction, **fields: Any) -> Measure:
    return make_measure(
        field, title="Lauftreff", start_on=dt.date(2019, 3, 1), start_precision="day", **fields
    )


def page_and_drawing(client: Client) -> tuple[str, str]:
    page = " ".join(client.get("/handlungsfelder/sport/").content.decode().split())
    return page, page[page.index("<desc") : page.index("</desc>")]


def test_what_is_completed_goes_no_further(client: Client, field: FieldOfAction) -> None:
    make_status(make_begun(field, is_ongoing=True), "completed", dt.date(2024, 6, 30))
    page, drawing = page_and_drawing(client)
    assert "beendet, Stand vom 30.06.2024" in drawing
    assert "fortlaufend" not in drawing
    assert "Ende nicht genannt" not in page


def test_an_unknown_end_is_said(client: Client, field: FieldOfAction) -> None:
    make_begun(field)
    page, drawing = page_and_drawing(client)
    assert "ab 1. März 2019, Ende nicht genannt" in drawing
    assert "<bdi>nicht genannt</bdi>" in page


def test_what_is_late_shows_its_new_date(client: Client, field: FieldOfAction) -> None:
    make_status(
        make_begun(field),
        "in_progress",
        course="delayed",
        delay_reason="staff",
        new_date=dt.date(2028, 5, 31),
    )
    assert "neuer Termin 31.05.2028" in page_and_drawing(client)[1]


def test_what_has_no_dates_is_named(client: Client, field: FieldOfAction) -> None:
    make_begun(field)
    bare = make_measure(field, title="Ohne alles")
    assert f"Ohne Zeitangabe: {bare.code} Ohne alles" in page_and_drawing(client)[0]
