"""The plan of a query stays readable once it has begun, with the day of each reminder."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import MailKind, MailText, ReminderSent, StatusQuery
from reporting.plan_page import reminder_rows
from tests.builders import make_commissioner
from tests.reporting.rounds import LATER, make_open, make_planned

pytestmark = pytest.mark.django_db


def steps(query: StatusQuery) -> StatusQuery:
    query.reminder_steps.all().delete()
    query.reminder_steps.create(anchor="after", days=1, audience="head")
    query.reminder_steps.create(anchor="before", days=7)
    query.reminder_steps.create(anchor="third")
    return query


def test_each_reminder_has_its_day_in_order() -> None:
    query = steps(make_open())
    days = [(row.words, row.day) for row in reminder_rows(query)]
    assert days == [
        ("nach einem Drittel der Zeit", dt.date(2026, 10, 11)),
        ("7 Tage vor der Frist", dt.date(2026, 10, 24)),
        ("1 Tag nach der Frist", dt.date(2026, 11, 1)),
    ]


def test_without_a_beginning_a_third_of_the_time_is_no_day_yet() -> None:
    assert reminder_rows(steps(make_planned()))[0].day is None
    begun = reminder_rows(steps(make_planned(opens_on=dt.date(2026, 10, 1))))
    assert begun[0].day == dt.date(2026, 10, 11)


def test_what_was_overtaken_does_not_count_as_sent() -> None:
    query = steps(make_open())
    step = query.reminder_steps.get(anchor="before")
    for person, was_skipped in (("a", False), ("b", True)):
        ReminderSent.objects.create(step=step, person=person, queued_at=LATER, was_skipped=was_skipped)
    assert [row.sent for row in reminder_rows(query)] == [0, 1, 0]


def test_page_shows_the_plan(client: Client) -> None:
    query = steps(make_open(reply_to="antworten@example.org"))
    query.questions.create(number=1, text="Wie viele Personen?", kind="number", is_required=True)
    MailText.objects.create(query=query, kind=MailKind.INVITATION, body="Liebe Leute")
    client.force_login(make_commissioner())
    page = client.get(reverse("reporting:plan_shown", args=[query.slug])).text
    for said in ("24.10.2026", "Wie viele Personen?", "antworten@example.org", "Liebe Leute", "1 Maßnahme"):
        assert said in page


def test_plan_that_still_changes_has_its_own_pages(client: Client) -> None:
    client.force_login(make_commissioner())
    query = steps(make_planned())
    assert client.get(reverse("reporting:plan_shown", args=[query.slug])).status_code == 404
    assert "24.10.2026" in client.get(reverse("reporting:plan_reminders", args=[query.slug])).text
