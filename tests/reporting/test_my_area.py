"""„Mein Bereich“ offers one button per report, shows what is urgent, and how much is answered."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.models import QueryRequest, RequestState
from reporting.my_area import areas_of
from tests.builders import (
    make_administrator,
    make_commissioner,
    make_contact,
    make_editor,
    make_measure,
    make_organisation,
    make_partner,
    make_request,
    make_responsible,
    make_user,
)
from tests.reporting.reports import LATER, World
from tests.reporting.test_report_pages import log_in


def ask(world: World, **fields: dt.date) -> QueryRequest:
    """A request whose deadline has not passed on the day of the test."""
    return world.ask(**{"due_on": timezone.localdate() + dt.timedelta(days=7), **fields})


def area_page(world: World) -> str:
    return log_in(world.owner).get(reverse("reporting:my_area")).content.decode()


@pytest.mark.parametrize(
    ("state", "label"),
    [("open", "Antworten"), ("in_progress", "Antwort fortsetzen"), ("returned", "Antwort ändern")],
)
def test_one_button_leads_to_the_report(world: World, state: str, label: str) -> None:
    ask(world)
    if state != "open":
        report = world.save(world.start())
    if state == "returned":
        QueryRequest.objects.update(state=RequestState.RETURNED)
        report.state = "returned"
        report.save()
    html = area_page(world)
    address = reverse("reporting:start_report", args=[world.organisation.slug, world.measure.slug])
    assert html.count(f'action="{address}"') == 1
    assert label in html.split(f'action="{address}"')[1].split("</form>")[0]


def test_a_measure_about_which_nobody_asks_keeps_its_button(world: World) -> None:
    world.save(world.start())
    assert "Weiterschreiben" in area_page(world)


def test_after_the_answer_a_new_report_can_be_begun(world: World) -> None:
    ask(world)
    world.approve(world.submit())
    assert "Meldung beginnen" in area_page(world)


def test_how_much_is_answered_is_shown(world: World) -> None:
    query = ask(world).query
    world.submit()
    for _ in range(2):
        measure = make_measure(world.measure.field_of_action)
        make_responsible(measure, world.organisation)
        make_request(query, measure, world.organisation)
    assert "1 von 3 beantwortet" in area_page(world)


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False)])
def test_what_is_overdue_has_a_badge(world: World, days: int, is_late: bool) -> None:
    ask(world, due_on=timezone.localdate() + dt.timedelta(days=days), as_of=LATER.date() - dt.timedelta(90))
    html = area_page(world)
    assert ("kern-badge--danger" in html) == is_late
    assert ('<span class="kern-label">überfällig</span>' in html) == is_late


def test_what_was_returned_has_a_badge(world: World) -> None:
    ask(world)
    QueryRequest.objects.update(state=RequestState.RETURNED)
    html = area_page(world)
    assert "kern-badge--warning" in html
    assert '<span class="kern-label">zurückgegeben</span>' in html


@pytest.mark.parametrize(
    ("make", "pages"),
    [
        (make_administrator, ["admin:index"]),
        (make_editor, ["reporting:review", "reporting:queries", "admin:index"]),
        (make_commissioner, ["reporting:review", "reporting:queries", "admin:index"]),
        (make_user, []),
    ],
)
def test_without_an_organisation_the_page_leads_to_the_work_of_the_role(
    db: None, make: Callable[[], User], pages: list[str]
) -> None:
    content = log_in(make()).get(reverse("reporting:my_area")).text.split("<main")[1].split("</main")[0]
    known = ["reporting:review", "reporting:queries", "admin:index"]
    assert [name for name in known if f'href="{reverse(name)}"' in content] == pages


def test_statements_do_not_grow_with_organisations(
    world: World, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as few:
        areas_of(world.owner)
    for _ in range(4):
        organisation = make_organisation()
        make_contact(organisation)
        organisation.memberships.create(user=world.owner)
        make_partner(organisation)
    with django_assert_num_queries(len(few)):
        assert len(areas_of(world.owner)) == 5
