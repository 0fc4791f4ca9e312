"""A report beside an earlier one: the last, or any that was published before; and all of them together."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fields.models import FieldOfAction
from measures.models import Measure
from reporting.models import QueryKind, StatusQuery
from reporting.services.queries import close_query, open_query, plan_query, publish_query
from reporting.services.queries.planning import Plan
from tests.builders import (
    make_concept,
    make_contact,
    make_field,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
)
from tests.reporting.rounds import LATER, NOW, make_closed, make_published

pytestmark = pytest.mark.django_db
EVALUATION = "/berichte/abschlussevaluation/"


def publish_year(year: int, **states: Measure) -> StatusQuery:
    """A published query of that year over the given measures, each in the state that names it."""
    some = next(iter(states.values()))
    day = dt.date(year, 9, 30)
    for status, measure in states.items():
        make_status(measure, status, day)
    plan = Plan(QueryKind.YEARLY, year, day, dt.date(year, 10, 31), list(states.values()))
    query = plan_query(concept=some.field_of_action.concept, plan=plan)
    then, later = NOW.replace(year=year), LATER.replace(year=year)
    query = open_query(query=query, version=query.version, waived=[], user=None, now=then)
    query = close_query(query=query, version=query.version, now=later)
    return publish_query(query=query, version=query.version, now=later)


def make_asked(field: FieldOfAction, **fields: Any) -> Measure:
    """A measure with somebody who can be asked."""
    measure, organisation = make_measure(field, **fields), make_organisation()
    make_contact(organisation)
    make_responsible(measure, organisation)
    return measure


@pytest.fixture
def three_years() -> list[StatusQuery]:
    """2023 planning, 2024 in progress, 2025 completed; another measure leaves and a third comes."""
    field = make_field(make_concept())
    stays, leaves, comes = (
        make_asked(field, title=title) for title in ("Bleibt immer", "Fällt weg", "Kommt dazu")
    )
    return [
        publish_year(2023, planning=stays, in_progress=leaves),
        publish_year(2024, in_progress=stays, postponed=leaves),
        publish_year(2025, completed=stays, not_started=comes),
    ]


def movement(client: Client, query: StatusQuery, asked: str = "") -> str:
    page = client.get(query.get_absolute_url() + asked).text
    return page.split('aria-labelledby="veraenderungen"')[1].split("</section>")[0]


def test_without_a_choice_the_query_before_is_compared(
    client: Client, three_years: list[StatusQuery]
) -> None:
    said = movement(client, three_years[2])
    assert "Verglichen mit: Statusabfrage 2024" in said
    moved = said.split('id="geaendert"')[1].split('id="neu"')[0]
    assert "Bleibt immer" in moved
    assert moved.index("in Umsetzung") < moved.index("abgeschlossen")
    assert "in Planung" not in moved


def test_any_earlier_query_can_be_chosen(client: Client, three_years: list[StatusQuery]) -> None:
    said = movement(client, three_years[2], "?vergleich=2023")
    assert "Verglichen mit: Statusabfrage 2023" in said
    moved = said.split('id="geaendert"')[1].split('id="neu"')[0]
    assert moved.index("in Planung") < moved.index("abgeschlossen")
    assert '<option value="2023" selected>' in said


def test_new_and_dropped_measures_are_named(client: Client, three_years: list[StatusQuery]) -> None:
    said = movement(client, three_years[2])
    assert "Kommt dazu" in said.split('id="neu"')[1].split('id="weggefallen"')[0]
    gone = said.split('id="weggefallen"')[1]
    assert "Fällt weg" in gone
    # It has no place in this report that a link could lead to.
    assert "#massnahme" not in gone.split("Fällt weg")[0]


def test_the_choice_stays_in_the_links_of_the_report(client: Client, three_years: list[StatusQuery]) -> None:
    page = client.get(f"{three_years[2].get_absolute_url()}?vergleich=2023").text
    assert f"{three_years[2].get_absolute_url()}?vergleich=2023#massnahme-" in page


@pytest.mark.parametrize("slug", ["2025", "2026", "nie"])
def test_only_an_earlier_published_query(client: Client, three_years: list[StatusQuery], slug: str) -> None:
    """Neither the report itself, nor a later one, nor one that is not published."""
    year: dict[str, Any] = {
        "year": 2022,
        "as_of": dt.date(2022, 9, 30),
        "slug": "nie",
        "concept": three_years[0].concept,
    }
    make_closed(title="Nicht öffentlich", **year)
    page = client.get(three_years[2].get_absolute_url())
    assert "Nicht öffentlich" not in page.text
    assert client.get(f"{three_years[2].get_absolute_url()}?vergleich={slug}").status_code == 404


def test_the_first_report_has_nothing_to_compare(client: Client, three_years: list[StatusQuery]) -> None:
    assert 'id="veraenderungen"' not in client.get(three_years[0].get_absolute_url()).text


def test_the_evaluation_shows_the_way_of_each_measure(client: Client, three_years: list[StatusQuery]) -> None:
    page = client.get(EVALUATION).text
    ways = page.split('aria-labelledby="wege"')[1].split("</section>")[0]
    rows = [row for row in ways.split("<tr")[1:] if "Bleibt immer" in row]
    states = ["in Planung", "in Umsetzung", "abgeschlossen"]
    assert [rows[0].index(state) for state in states] == sorted(rows[0].index(state) for state in states)
    new = next(row for row in ways.split("<tr")[1:] if "Kommt dazu" in row)
    assert new.count("nicht in dieser Abfrage") == 2


def test_the_evaluation_leads_to_the_last_report_of_a_measure(
    client: Client, three_years: list[StatusQuery]
) -> None:
    gone = three_years[1].measures.get(title="Fällt weg")
    address = f"/berichte/2024/?massnahme={gone.uuid}"
    assert address in client.get(EVALUATION).text
    assert client.get(address).headers["Location"].endswith(f"#massnahme-{gone.slug}")


def test_the_evaluation_keeps_what_was_frozen(client: Client, three_years: list[StatusQuery]) -> None:
    before = client.get(EVALUATION).content
    measure = three_years[2].measures.get(title="Bleibt immer")
    measure.title, measure.slug = "Umbenannt", "umbenannt"
    measure.save()
    measure.statuses.all().delete()
    assert client.get(EVALUATION).content == before


def test_the_list_leads_to_the_evaluation_from_two_reports_on(client: Client) -> None:
    address = reverse("reporting:reports")
    measure = make_asked(make_field(make_concept()))
    publish_year(2023, planning=measure)
    assert EVALUATION not in client.get(address).text
    publish_year(2024, planning=measure)
    assert EVALUATION in client.get(address).text


def test_the_evaluation_without_reports_says_so(client: Client) -> None:
    assert "noch keinen veröffentlichten Bericht" in client.get(EVALUATION).text


def test_the_evaluation_takes_few_statements(client: Client, three_years: list[StatusQuery]) -> None:
    with CaptureQueriesContext(connection) as statements:
        client.get(EVALUATION)
    assert len(statements) <= 10


def test_no_query_takes_the_address_of_the_evaluation(client: Client) -> None:
    query = make_published()
    assert reverse("reporting:evaluation") == EVALUATION
    for kind in QueryKind:
        plan = Plan(kind, 2031, dt.date(2031, 9, 30), dt.date(2031, 10, 31), [])
        assert plan_query(concept=query.concept, plan=plan).slug.startswith("2031")
