"""What was not confirmed in a query says from when it is; a date that lies before the Stichtag is marked."""

import datetime as dt

import pytest

from reporting.results import evaluation_from, results_from
from tests.reporting.frozen_parts import STICHTAG, make_answer, make_entry, make_frozen


@pytest.mark.parametrize(("state", "carried"), [("approved", None), ("missing", STICHTAG)])
def test_a_state_without_an_approved_answer_is_carried_over(state: str, carried: dt.date | None) -> None:
    report = make_frozen(make_entry(1, "planning", answers=[make_answer(state)]))
    found = results_from(report, texts=(), against=None)
    assert found.fields[0].measures[0].carried_from == carried
    assert found.carried == (carried is not None)


def test_the_way_of_a_measure_tells_old_states_from_new_ones() -> None:
    answered = make_frozen(make_entry(1, "planning", answers=[make_answer()]))
    silent = make_frozen(make_entry(1, "planning", answers=[make_answer("missing")]))
    (path,) = evaluation_from([answered, silent], concept={}).paths
    assert [station.carried_from for station in path.stations] == [None, STICHTAG]


@pytest.mark.parametrize(
    ("new_date", "has_passed"), [("2026-09-29", True), ("2026-09-30", False), (None, False)]
)
def test_a_delay_says_since_when_and_whether_its_new_date_has_passed(
    new_date: str | None, has_passed: bool
) -> None:
    entry = make_entry(1, "planning", delayed="staff")
    entry["status"]["new_date"] = new_date
    (delay,) = results_from(make_frozen(entry), texts=(), against=None).delays
    assert (delay.as_of, delay.has_passed) == (STICHTAG, has_passed)
