"""What a report says, computed from frozen parts alone."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import translation

from reporting.frozen import FrozenReport
from reporting.models import ReportText
from reporting.results import Results, movement_between, results_from
from tests.reporting.frozen_parts import (
    FIELDS,
    make_answer,
    make_entry,
    make_frozen,
    make_frozen_indicator,
    make_resource_part,
    make_review_part,
)


def results(report: FrozenReport, *, before: FrozenReport | None = None) -> Results:
    return results_from(report, texts=(), against=before)


def test_not_yet_asked_is_a_state_of_its_own() -> None:
    found = results(make_frozen(make_entry(1, "completed"), make_entry(2)))
    counted = {status.label: status.number for status in found.statuses if status.number}
    assert counted == {"abgeschlossen": 1, "noch nicht abgefragt": 1}
    assert [(each.status, each.status_label) for each in found.fields[0].measures] == [
        ("completed", "abgeschlossen"),
        ("", "noch nicht abgefragt"),
    ]


def test_measures_stand_in_their_handlungsfeld_and_fields_without_any_are_left_out() -> None:
    found = results(make_frozen(make_entry(1, field=1), make_entry(2, field=3), make_entry(3, field=3)))
    assert [(field.number, len(field.measures)) for field in found.fields] == [(1, 1), (3, 2)]


def test_a_leitziel_counts_its_measures_and_is_hidden_without_any() -> None:
    goal = {"uuid": "ziel", "title": "Teilhabe", "field": FIELDS[0]["uuid"]}
    found = results(make_frozen(make_entry(1, "completed", goals=[goal]), make_entry(2, goals=[goal])))
    (shown,) = found.fields[0].goals
    assert (shown.title, shown.measures) == ("Teilhabe", 2)
    assert {status.label: status.number for status in shown.statuses if status.number} == {
        "abgeschlossen": 1,
        "noch nicht abgefragt": 1,
    }


def test_a_delay_says_why_what_is_done_and_until_when() -> None:
    found = results(make_frozen(make_entry(1, "planning", delayed="staff"), make_entry(2, "planning")))
    (delay,) = found.delays
    assert (delay.reason, delay.countermeasure) == ("Personal", "Die Stelle ist ausgeschrieben.")
    assert (delay.new_date, found.delayed) == (dt.date(2027, 3, 31), 1)


def test_missing_and_unapproved_answers_are_told_apart() -> None:
    states = ["approved", "missing", "submitted", "not_required"]
    found = results(make_frozen(make_entry(1, answers=[make_answer(state) for state in states])))
    assert (found.asked, found.answered, found.approved, found.missing) == (3, 2, 1, 1)
    assert [missing.label for missing in found.missing_answers] == ["keine Antwort"]
    assert len(found.unapproved_answers) == 1


@pytest.mark.parametrize(
    ("unchanged", "others", "marked"),
    [
        ([True], [], True),
        ([True, True], ["not_required"], True),
        ([True, False], [], False),
        ([True], ["missing"], False),
        ([True], ["submitted"], False),
        ([], ["not_required"], False),
        ([], [], False),
    ],
)
def test_unchanged_is_what_everybody_who_was_to_answer_confirmed(
    unchanged: list[bool], others: list[str], *, marked: bool
) -> None:
    answers = [*(make_answer(is_unchanged=each) for each in unchanged), *map(make_answer, others)]
    found = results(make_frozen(make_entry(1, answers=answers)))
    assert (len(found.unchanged) == 1) == marked
    assert found.fields[0].measures[0].is_unchanged == marked


def test_an_indicator_shows_its_target_beside_the_whole_series() -> None:
    indicator = make_frozen_indicator(
        ("2024-09-30", "28.00", "partly"),
        ("2026-09-30", "53.00", "reached"),
        target="mindestens 50 Personen",
        target_min="50.00",
    )
    (found,) = results(make_frozen(make_entry(1, indicators=[indicator]))).indicators
    assert (found.target, found.target_min) == ("mindestens 50 Personen", Decimal(50))
    assert [(point.as_of.year, point.value) for point in found.points] == [
        (2024, Decimal(28)),
        (2026, Decimal(53)),
    ]
    assert found.latest is not None
    assert found.latest.attainment_label == "erreicht"


@pytest.mark.parametrize(
    ("ends_on", "listed"),
    [
        (None, []),
        ("2020-12-31", [True]),
        ("2026-09-30", [True]),
        ("2026-10-01", [False]),
        ("2027-09-30", [False]),
        ("2027-10-01", []),
    ],
)
def test_means_that_ended_or_end_within_a_year_are_listed(ends_on: str | None, listed: list[bool]) -> None:
    found = results(make_frozen(make_entry(1, resources=[make_resource_part(ends_on)])))
    assert [means.has_ended for means in found.funding] == listed


def test_the_year_after_a_leap_day_ends_with_its_month() -> None:
    entry = make_entry(1, resources=[make_resource_part("2029-02-28"), make_resource_part("2029-03-01")])
    assert len(results(make_frozen(entry, as_of="2028-02-29")).funding) == 1


@pytest.mark.parametrize(
    ("planned_on", "held_on", "due"),
    [
        ("2019-12-31", None, True),
        ("2026-09-30", None, True),
        ("2026-10-01", None, False),
        ("2019-12-31", "2020-01-15", False),
    ],
)
def test_a_review_is_due_where_nobody_confirmed_it(
    planned_on: str, held_on: str | None, *, due: bool
) -> None:
    found = results(make_frozen(make_entry(1, reviews=[make_review_part(planned_on, held_on)])))
    words = f"vorgesehen für {planned_on[:4]}, nicht bestätigt"
    assert [review.state for review in found.reviews] == ([words] if due else [])


def test_movement_follows_the_measure_and_not_its_name() -> None:
    before = make_frozen(make_entry(1, "planning"), make_entry(2, "in_progress"), make_entry(3, "dropped"))
    renamed = make_entry(1, "in_progress", title="Ganz anders", slug="ganz-anders", code="9.9")
    after = make_frozen(renamed, make_entry(2, "in_progress"), make_entry(4, "planning"))
    moved = movement_between(before, after)
    assert [(move.before, move.after, move.number) for move in moved.moves] == [
        ("planning", "in_progress", 1),
        ("in_progress", "in_progress", 1),
    ]
    assert moved.changed[0].measures[0].title == "Ganz anders"
    assert [ref.title for ref in moved.added] == ["Maßnahme 4"]
    assert [ref.title for ref in moved.dropped] == ["Maßnahme 3"]
    assert (moved.number("planning", "in_progress"), moved.number("planning", "planning")) == (1, 0)


def test_a_first_known_state_is_no_change() -> None:
    moved = movement_between(make_frozen(make_entry(1)), make_frozen(make_entry(1, "planning")))
    assert (moved.changed, len(moved.first_known)) == ([], 1)
    assert moved.moves[0].before_label == "noch nicht abgefragt"


def test_each_query_keeps_its_own_words_for_a_state() -> None:
    before, after = make_frozen(make_entry(1, "planning")), make_frozen(make_entry(1, "planning"))
    for status in before.head["figures"]["total"]["statuses"]:
        status["label"] = status["label"].upper()
    (move,) = movement_between(before, after).moves
    assert (move.before_label, move.after_label) == ("IN PLANUNG", "in Planung")


def test_introduction_and_assessments_stand_where_they_belong_and_are_clean() -> None:
    texts = [
        ReportText(text="**Gut** <script>x</script>"),
        ReportText(text="Zum Feld.", field_uuid=UUID(FIELDS[0]["uuid"])),
        ReportText(text=" ", field_uuid=UUID(FIELDS[1]["uuid"])),
    ]
    report = make_frozen(make_entry(1, field=1), make_entry(2, field=2))
    found = results_from(report, texts=texts, against=None)
    assert found.introduction is not None
    assert "<strong>Gut</strong>" in found.introduction.rendered
    assert "<script" not in found.introduction.rendered
    assert [field.assessment and field.assessment.text for field in found.fields] == ["Zum Feld.", None]


def test_the_results_are_german_whatever_the_reader_speaks() -> None:
    report = make_frozen(make_entry(1, "planning", answers=[make_answer()]), as_of="2026-10-01")
    with translation.override("en"):
        found = results(report)
    assert "1. Oktober 2026" in found.summary[0]
