"""A query is planned like an earlier one: the days move along, the rest is taken over."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Measure
from reporting.models import MailKind, QueryKind, ReminderAnchor, StatusQuery
from reporting.services.queries import plan_query
from reporting.services.queries.copying import next_year_of, plan_from, plan_of, shifted
from reporting.services.queries.planning import OwnQuestion, Plan, Reminder, Wording
from tests.builders import make_commissioner, make_concept, make_measure, make_organisation, make_query
from tests.reporting.planning import hidden

pytestmark = pytest.mark.django_db


def make_source() -> StatusQuery:
    concept = make_concept()
    measures = [make_measure(), make_measure()]
    plan = Plan(
        kind=QueryKind.YEARLY,
        year=2024,
        as_of=dt.date(2024, 2, 29),
        due_on=dt.date(2024, 3, 31),
        covered_from=dt.date(2023, 1, 1),
        covered_to=dt.date(2023, 12, 31),
        opens_on=dt.date(2024, 3, 1),
        grace_until=dt.date(2024, 4, 14),
        measures=measures[:1],
        organisations=[make_organisation()],
        reply_to="ki@stadt.example",
        reminder_distance=5,
        texts={MailKind.THANKS: Wording(subject="Danke!")},
        questions=[OwnQuestion("Und sonst?", options=())],
        reminders=[Reminder(ReminderAnchor.BEFORE, 4)],
    )
    return plan_query(concept=concept, plan=plan)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (dt.date(2024, 2, 29), 1, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2025, 10, 31), 2, dt.date(2027, 10, 31)),
    ],
)
def test_days_move_by_whole_years(day: dt.date, years: int, later: dt.date) -> None:
    assert shifted(day, years) == later


@pytest.mark.parametrize(("today", "year"), [(dt.date(2024, 12, 1), 2025), (dt.date(2026, 1, 1), 2026)])
def test_a_query_is_repeated_in_the_next_free_year(today: dt.date, year: int) -> None:
    assert next_year_of(make_query(year=2024), on=today) == year


def test_everything_is_taken_over_with_days_moved() -> None:
    source = make_source()
    plan, before = plan_from(source, year=2025), plan_of(source)
    assert (plan.year, plan.as_of, plan.due_on) == (2025, dt.date(2025, 2, 28), dt.date(2025, 3, 31))
    assert (plan.covered_from, plan.covered_to) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (plan.opens_on, plan.grace_until) == (dt.date(2025, 3, 1), dt.date(2025, 4, 14))
    for name in ("measures", "organisations", "reply_to", "reminder_distance"):
        assert getattr(plan, name) == getattr(before, name)
    assert plan.texts == {MailKind.THANKS: Wording(subject="Danke!")}
    assert [question.text for question in plan.questions] == ["Und sonst?"]
    assert plan.reminders == [Reminder(ReminderAnchor.BEFORE, 4)]


def test_what_is_no_longer_published_is_left_out() -> None:
    source = make_source()
    hidden_measure = source.measures.get()
    Measure.objects.filter(pk=hidden_measure.pk).update(is_published=False)
    assert plan_from(source, year=2025).measures == list(Measure.objects.published())


def test_the_page_takes_over_and_says_so(client: Client) -> None:
    client.force_login(make_commissioner())
    source = make_source()
    page = reverse("reporting:plan_query") + f"?von={source.slug}"
    shown = client.get(page).text
    assert "Übernommen aus: Statusabfrage 2024" in shown
    data = {
        **hidden(client, page),
        "source": source.slug,
        "kind": "yearly",
        "year": "2030",
        "as_of": "2030-02-28",
        "due_on": "2030-03-31",
    }
    client.post(page, data)
    made = StatusQuery.objects.get(year=2030)
    assert (made.due_on, made.grace_until) == (dt.date(2030, 3, 31), None)
    assert list(made.measures.all()) == list(source.measures.all())
    assert made.questions.get().text == "Und sonst?"
    assert made.mail_texts.get().subject == "Danke!"
    assert made.reminder_steps.get().days == 4


def test_without_taking_over_all_measures_are_suggested(client: Client) -> None:
    client.force_login(make_commissioner())
    source = make_source()
    shown = client.get(reverse("reporting:plan_query")).text
    assert "Aus der letzten Abfrage übernehmen" in shown
    assert f'<option value="{source.slug}">' in shown


def test_a_year_that_is_planned_already_is_not_suggested() -> None:
    source = make_query(year=2024)
    make_query(year=2025, concept=source.concept)
    make_query(year=2026, concept=source.concept)
    assert next_year_of(source, on=dt.date(2024, 12, 1)) == 2027


def test_the_newest_query_is_listed_first() -> None:
    old, new = make_query(year=2024), make_query(year=2026)
    assert list(StatusQuery.objects.for_list()) == [new, old]
