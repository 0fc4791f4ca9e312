"""The figures of a query: what is answered in time, late or missing, by group and over time."""

import datetime as dt

import pytest

from reporting.models import RequestState, StatusQuery
from reporting.response import Response
from reporting.services.responses import figures
from tests.builders import make_contact, make_field, make_measure, make_organisation, make_partner

from .responses import DUE, ON, answered, ask, moment, query

__all__ = ["query"]
pytestmark = pytest.mark.django_db


def numbers(query: StatusQuery, on: dt.date = ON) -> dict[str, int]:
    return query.requests.totals(on=on)


def test_each_state_is_counted_once(query: StatusQuery) -> None:
    for state in RequestState:
        ask(query, state=state)
    found = numbers(query)
    assert (found["asked"], found["answered"], found["missing"], found["not_required"]) == (5, 2, 3, 1)
    names = ("open", "in_progress", "submitted", "returned", "approved")
    assert [found[name] for name in names] == [1] * 5


@pytest.mark.parametrize(
    ("day", "extended_to", "expected"),
    [
        (DUE, None, "in_time"),
        (DUE + dt.timedelta(1), None, "late"),
        (DUE + dt.timedelta(1), DUE + dt.timedelta(3), "in_time"),
        (DUE, DUE - dt.timedelta(2), "late"),
    ],
)
def test_an_answer_is_late_after_its_own_deadline(
    query: StatusQuery, day: dt.date, extended_to: dt.date | None, expected: str
) -> None:
    answered(query, day, extended_to=extended_to)
    found = numbers(query)
    assert (found["in_time"], found["late"]) == ((1, 0) if expected == "in_time" else (0, 1))


def test_the_last_minute_of_the_local_day_is_in_time(query: StatusQuery) -> None:
    """23:30 in Germany is already the next day nowhere that counts."""
    late_evening = dt.datetime(2026, 10, 31, 22, 30, tzinfo=dt.UTC)
    after_midnight = dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC)
    for submitted in (late_evening, after_midnight):
        ask(query, state="approved", first_submitted_at=submitted)
    assert (numbers(query)["in_time"], numbers(query)["late"]) == (1, 1)


def test_overdue_begins_the_day_after_the_deadline(query: StatusQuery) -> None:
    ask(query)
    ask(query, extended_to=DUE + dt.timedelta(5))
    assert numbers(query, DUE)["overdue"] == 0
    assert numbers(query, DUE + dt.timedelta(1))["overdue"] == 1


def test_the_rate_says_all_only_of_all() -> None:
    assert Response("", "", {"asked": 200, "answered": 199}).rate == 99
    assert Response("", "", {"asked": 0, "answered": 0}).rate is None


def test_the_pieces_of_a_bar_fill_it(query: StatusQuery) -> None:
    answered(query, ON)
    answered(query, DUE + dt.timedelta(1))
    ask(query)
    pieces = figures.total(query, on=ON).pieces
    assert [piece.code for piece in pieces] == ["in_time", "late", "waiting"]
    assert sum(piece.width for piece in pieces) == pytest.approx(100, abs=0.1)


def test_figures_by_field_and_organisation(query: StatusQuery) -> None:
    field, organisation = make_field(short_title="Sprache"), make_organisation(name="Alpha")
    ask(query, measure=make_measure(field), organisation=organisation)
    answered(query, ON, measure=make_measure(field))
    (row,) = figures.by_field(query, on=ON)
    assert row.label.endswith("Sprache")
    assert (row.figures["asked"], row.figures["answered"]) == (2, 1)
    assert [row.figures["missing"] for row in figures.by_organisation(query, on=ON)] == [1, 0]


def test_a_person_who_stands_for_two_organisations_is_one_row(query: StatusQuery) -> None:
    for _ in range(2):
        ask(query, contact=make_contact(make_organisation(), email="beide@example.org", name="Beate Beide"))
    (row,) = figures.by_person(query, on=ON)
    assert row.label.startswith("Beate Beide (")
    assert row.figures["asked"] == 2


def test_without_a_contact_the_account_is_named(query: StatusQuery) -> None:
    organisation = make_organisation(name="Verein Alpha")
    make_partner(organisation, first_name="Mia", last_name="Mitglied")
    ask(query, organisation=organisation, contact=None)
    ask(query, contact=None)
    labels = [row.label for row in figures.by_person(query, on=ON)]
    assert labels[0] == "Mia Mitglied (Verein Alpha)"
    assert labels[1].startswith("niemand eingetragen (")


def test_the_line_of_answers_adds_up_by_day(query: StatusQuery) -> None:
    for day in (5, 5, 9):
        answered(query, dt.date(2026, 10, day))
    line = figures.over_time(query, asked=4, on=ON)
    assert line
    assert [(day.on.day, day.number, day.total) for day in line.days] == [(5, 2, 2), (9, 1, 3)]
    assert [day.y for day in line.days] == [50, 25]
    assert line.path == f"M0 100H{line.days[0].x}V50.0H{line.days[1].x}V25.0H{line.end}"
    assert (line.begins, line.ends, line.until) == (dt.date(2026, 10, 1), DUE, ON)


def test_the_line_ends_with_the_closing(query: StatusQuery) -> None:
    query.closed_at = moment(dt.date(2026, 11, 2))
    line = figures.over_time(query, asked=1, on=dt.date(2027, 5, 1))
    assert line
    assert (line.until, line.ends) == (dt.date(2026, 11, 2), dt.date(2026, 11, 2))


def test_percent_is_rounded_but_a_hundred_means_all() -> None:
    assert Response("", "", {"asked": 17, "answered": 9}).rate == 53
    assert Response("", "", {"asked": 8, "answered": 1}).rate == 13
