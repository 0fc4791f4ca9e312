"""The reminder plan of a query on its page: rows that are added and removed without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from partners.models import User
from reporting.models import ReminderStep, StatusQuery
from reporting.services.queries import plan_query
from reporting.services.queries.planning import STANDARD_REMINDERS
from tests.builders import make_commissioner, make_concept
from tests.reporting.planning import SAVED, address, post
from tests.reporting.rounds import make_planned
from tests.reporting.test_query_plan import plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


@pytest.fixture
def query() -> StatusQuery:
    return make_planned()


def row(number: int, anchor: str, days: str, **fields: Any) -> dict[str, Any]:
    values = {"anchor": anchor, "days": days, "audience": "person", **fields}
    return {f"{name}_{number}": value for name, value in values.items()}


def steps(query: StatusQuery) -> list[tuple[str, int, str]]:
    return list(query.reminder_steps.values_list("anchor", "days", "audience"))


def test_a_new_query_begins_with_the_standard_plan(client: Client) -> None:
    query = plan_query(concept=make_concept(), plan=plan())
    assert steps(query) == [(each.anchor, each.days, each.audience) for each in STANDARD_REMINDERS]
    page = client.get(address("plan_reminders", query)).text
    assert f'name="anchor_{len(STANDARD_REMINDERS) + 1}"' in page


def test_steps_and_distance_are_saved(client: Client, query: StatusQuery) -> None:
    fields = {**row(1, "third", ""), **row(2, "after", "7", audience="head"), **row(3, "", "")}
    response = post(client, address("plan_reminders", query), reminder_distance="5", **fields)
    assert SAVED in response.text
    assert steps(query) == [("third", 0, "person"), ("after", 7, "head")]
    query.refresh_from_db()
    assert query.reminder_distance == 5


def test_a_step_is_removed_by_its_tick(client: Client, query: StatusQuery) -> None:
    ReminderStep.objects.create(query=query, anchor="before", days=7)
    fields = row(1, "before", "7", delete="on")
    post(client, address("plan_reminders", query), reminder_distance="3", **fields)
    assert not steps(query)


@pytest.mark.parametrize(
    ("fields", "reason", "at"),
    [
        (row(1, "before", ""), "Bitte geben Sie die Zahl der Tage an.", "days_1"),
        (row(1, "", "7"), "Bitte wählen Sie, wovon an die Tage zählen.", "anchor_1"),
        (row(1, "third", "7"), "Nach einem Drittel der Zeit gibt es keine Tage", "days_1"),
        (row(1, "before", "1.500"), "ganze Zahl", "days_1"),
        (row(1, "before", "181"), "180", "days_1"),
        ({**row(1, "before", "7"), **row(2, "before", "7")}, "steht schon im Plan", "anchor_2"),
        ({"reminder_distance": "-1"}, "größer oder gleich 0", "reminder_distance"),
    ],
)
def test_a_wrong_step_is_refused_at_its_field(
    client: Client, query: StatusQuery, fields: dict[str, Any], reason: str, at: str
) -> None:
    page = post(client, address("plan_reminders", query), **{"reminder_distance": "9", **fields}).text
    assert reason in page
    assert f'href="#id_{at}"' in page
    query.refresh_from_db()
    assert (steps(query), query.reminder_distance) == ([], 3)


def test_one_more_row_saves_nothing(client: Client, query: StatusQuery) -> None:
    shown = post(client, address("plan_reminders", query), one_more="1", **row(1, "before", "9")).text
    assert 'name="anchor_2"' in shown
    assert 'value="9"' in shown
    assert not steps(query)
