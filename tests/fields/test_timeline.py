"""The page of a Handlungsfeld draws when its measures run."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from fields.models import FieldOfAction
from measures.timeline import MOST_ROWS
from tests.builders import make_field, make_measure, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> FieldOfAction:
    return make_field(slug="sport", number=1)


def html(client: Client) -> str:
    return " ".join(client.get("/handlungsfelder/sport/").content.decode().split())


def make_dated(field: FieldOfAction, title: str = "Lauftreff") -> None:
    measure = make_measure(
        field, title=title, start_on=dt.date(2019, 1, 1), start_precision="year", is_ongoing=True
    )
    measure.review_dates.create(number=1, kind="review", planned_on=dt.date(2021, 12, 31), precision="year")
    measure.review_dates.create(
        number=2,
        kind="evaluation",
        planned_on=dt.date(2022, 12, 31),
        precision="end_of_year",
        held_on=dt.date(2023, 1, 17),
    )
    make_status(measure, "permanent")


def test_measures_with_dates_are_drawn(client: Client, field: FieldOfAction) -> None:
    make_dated(field)
    make_measure(field, title="Ohne alles")
    page = html(client)
    assert "Laufzeiten und Überprüfungen der Maßnahmen" in page
    assert f"heute, {timezone.localdate():%d.%m.%Y}" in page
    drawing = page[page.index("<desc") : page.index("</desc>")]
    assert "Lauftreff: ab 2019 fortlaufend, Überprüfung vorgesehen für 2021, Evaluation 17.01.2023" in drawing
    assert "Ohne alles" not in drawing


def test_no_day_is_shown_that_the_concept_does_not_name(client: Client, field: FieldOfAction) -> None:
    make_dated(field)
    make_measure(
        field,
        title="Chor",
        start_on=dt.date(2017, 6, 1),
        start_precision="mid_year",
        end_on=dt.date(2019, 12, 31),
        end_precision="end_of_year",
    )
    page = html(client)
    for invented in ("01.01.2019", "31.12.2021", "31.12.2022", "01.06.2017", "31.12.2019"):
        assert invented not in page
    table = page[page.index('<details class="chart__data">') :]
    for known in ("Mitte 2017", "Ende 2019", "vorgesehen für 2021", "17.01.2023"):
        assert known in table


def test_the_table_says_the_state_and_leads_to_the_measure(client: Client, field: FieldOfAction) -> None:
    make_dated(field)
    page = html(client)
    table = page[page.index('<details class="chart__data">') :]
    assert "Daueraufgabe" in table
    assert 'href="/massnahmen/' in table


def test_without_dates_nothing_is_drawn(client: Client, field: FieldOfAction) -> None:
    make_measure(field)
    assert "Laufzeiten" not in html(client)


def test_what_is_not_published_is_not_drawn(client: Client, field: FieldOfAction) -> None:
    make_dated(field)
    measure = make_measure(field, title="Geheimplan", is_published=False)
    measure.review_dates.create(number=1, kind="review", planned_on=dt.date(2021, 12, 31), precision="year")
    assert "Geheimplan" not in html(client)


def test_too_many_rows_are_left_to_the_list(client: Client, field: FieldOfAction) -> None:
    for number in range(MOST_ROWS + 1):
        make_dated(field, f"Lauftreff {number}")
    assert "Laufzeiten" not in html(client)
