"""What should be noticed before a query is opened, although it hinders nobody."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.forms.own_questions import question_field
from reporting.models import Question
from reporting.services.queries.obstacles import warnings
from tests.builders import make_commissioner
from tests.reporting.rounds import make_planned

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 10, 1)
DAYS: dict[str, Any] = {"as_of": dt.date(2026, 9, 30), "due_on": dt.date(2026, 10, 31)}


def test_nothing_to_say_where_the_days_fit() -> None:
    assert warnings(make_planned(**DAYS), on=ON) == []
    assert warnings(make_planned(**DAYS, opens_on=ON), on=ON) == []


def test_reference_day_in_the_future_is_named() -> None:
    (said,) = warnings(make_planned(as_of=dt.date(2026, 10, 2), due_on=DAYS["due_on"]), on=ON)
    assert "02.10.2026" in said


def test_another_beginning_is_named() -> None:
    (said,) = warnings(make_planned(**DAYS, opens_on=dt.date(2026, 10, 5)), on=ON)
    assert "05.10.2026" in said


def test_page_and_command_say_so(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    later = timezone.localdate() + dt.timedelta(days=20)
    query = make_planned(as_of=later, due_on=later)
    client.force_login(make_commissioner())
    assert "liegt in der Zukunft" in client.get(reverse("reporting:query", args=[query.slug])).text
    call_command("status_query", "check", "--year", str(query.year))
    assert "liegt in der Zukunft" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["text", "number", "yes_no"])
def test_question_needed_for_submission_is_not_called_optional(kind: str) -> None:
    for is_required in (True, False):
        field = question_field(Question(kind=kind, text="Wie viele?", is_required=is_required))
        assert field.is_duty is is_required  # type: ignore[attr-defined]
