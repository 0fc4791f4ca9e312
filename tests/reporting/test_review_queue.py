"""The queue of reports: filters, what stands out, and the difference to what was approved last."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.models import ProgressReport
from tests.builders import (
    make_editor,
    make_indicator,
    make_measure,
    make_organisation,
    make_query,
    make_report,
    make_request,
    make_step,
)

pytestmark = pytest.mark.django_db

DUE = dt.date(2026, 10, 31)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def editor(client: Client) -> User:
    user = make_editor()
    client.force_login(user)
    return user


def waiting(**fields: Any) -> ProgressReport:
    measure, organisation = make_measure(), make_organisation()
    if query := fields.pop("query", None):
        fields["request"] = make_request(query, measure, organisation, state="submitted")
    values = {"state": "submitted", "submitted_at": timezone.now() - dt.timedelta(3), **fields}
    return make_report(measure, organisation, **values)


def queue(client: Client, **chosen: str) -> str:
    return client.get(reverse("reporting:review"), chosen).content.decode().split("In Vertretung melden")[0]


def shown(page: str, report: ProgressReport) -> bool:
    return reverse("reporting:review_report", args=[report.uuid]) in page


def test_filters_choose(client: Client, editor: User) -> None:
    query = make_query(state="open", opened_at=timezone.now())
    asked, unasked = waiting(query=query), waiting()
    choices = {
        "abfrage": query.slug,
        "handlungsfeld": asked.measure.field_of_action.slug,
        "organisation": asked.organisation.slug,
    }
    for name, value in choices.items():
        page = queue(client, **{name: value})
        assert shown(page, asked)
        assert not shown(page, unasked)
    page = queue(client, abfrage="ohne")
    assert shown(page, unasked)
    assert not shown(page, asked)
    assert shown(queue(client, abfrage="erfunden"), asked)


def test_it_says_since_when_a_report_waits(client: Client) -> None:
    """Three local days, although the clock went forward in between and only 71 hours have passed."""
    with time_machine.travel(dt.datetime(2026, 3, 31, 0, 30, tzinfo=BERLIN), tick=False):
        client.force_login(make_editor())
        waiting(submitted_at=dt.datetime(2026, 3, 28, 0, 30, tzinfo=BERLIN))
        assert "wartet seit 3 Tagen" in queue(client)


@pytest.mark.parametrize(
    ("fields", "badge"),
    [
        ({"is_unchanged": True}, "unverändert"),
        ({"on_behalf": True}, "in Vertretung"),
    ],
)
def test_badges(client: Client, editor: User, fields: dict[str, Any], badge: str) -> None:
    label = f'<span class="kern-label">{badge}</span>'
    waiting()
    assert label not in queue(client)
    waiting(**fields)
    assert label in queue(client)


def test_what_came_after_the_deadline_stands_out(client: Client, editor: User) -> None:
    query = make_query(state="open", opened_at=timezone.now(), due_on=DUE)
    waiting(query=query, submitted_at=dt.datetime(2026, 10, 31, 22, tzinfo=dt.UTC))
    assert "später als die Frist" not in queue(client)
    waiting(query=query, submitted_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    assert "später als die Frist" in queue(client)


def test_the_difference_to_the_last_approved_report_is_inline(client: Client, editor: User) -> None:
    report = waiting(text="Es läuft sehr gut.")
    values = {"state": "approved", "approved_at": timezone.now(), "text": "Es läuft gut."}
    make_report(report.measure, report.organisation, **values)
    page = queue(client)
    assert "1 Angabe geändert" in page
    assert "<ins>sehr " in page


def test_another_organisations_report_is_no_comparison(client: Client, editor: User) -> None:
    report = waiting()
    make_report(report.measure, make_organisation(), state="approved", approved_at=timezone.now())
    assert "erste Meldung" in queue(client)


def test_a_report_is_text_and_never_markup(client: Client, editor: User) -> None:
    report = waiting(text="<script>alert(1)</script>")
    make_report(report.measure, report.organisation, state="approved", approved_at=timezone.now(), text="x")
    for page in (
        queue(client),
        client.get(reverse("reporting:review_report", args=[report.uuid])).content.decode(),
    ):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_statements_do_not_grow_with_the_queue(
    client: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    query = make_query(state="open", opened_at=timezone.now())
    for size in (1, 20):
        for _ in range(size):
            report = waiting(query=query)
            make_indicator(report.measure)
            make_step(report.measure)
            make_report(report.measure, report.organisation, state="approved", approved_at=timezone.now())
        with django_assert_max_num_queries(30):
            assert client.get(reverse("reporting:review")).status_code == 200
