"""Saving a draft: kept as it stands, never on top of a newer version, never after the query has closed."""

import pytest

from reporting.errors import FrozenQueryError, WrongStateError
from reporting.models import QueryState
from reporting.services.reports import Answers, IndicatorEntry
from safety.models import StaleVersionError
from tests.builders import make_indicator, make_step
from tests.reporting.reports import LATER, World


def test_keeps_an_incomplete_draft(world: World) -> None:
    report = world.save(world.start(), Answers(text="angefangen"))
    assert (report.text, report.status, report.state, report.version) == ("angefangen", "", "draft", 2)


def test_keeps_answers_to_indicators_and_steps(world: World) -> None:
    indicator, step = make_indicator(world.measure), make_step(world.measure)
    said = Answers(
        indicators={indicator.pk: IndicatorEntry("reached", None, "ja")}, steps_done=frozenset({step.pk})
    )
    report = world.save(world.start(), said)
    assert Answers.of(report) == said


def test_the_request_is_then_in_progress(world: World) -> None:
    request = world.ask()
    world.save(world.start())
    request.refresh_from_db()
    assert request.state == "in_progress"


def test_leaves_out_a_course_that_cannot_be(world: World) -> None:
    said = Answers(status="completed", course="delayed", delay_reason="staff")
    report = world.save(world.start(), said)
    assert (report.status, report.course, report.delay_reason) == ("completed", "", "")


def test_of_two_writers_the_second_is_told(world: World) -> None:
    report = world.start()
    world.save(report, Answers(text="erste Fassung"))
    with pytest.raises(StaleVersionError):
        world.save(report, Answers(text="zweite Fassung"), expected_version=1, user=world.colleague)
    report.refresh_from_db()
    assert report.text == "erste Fassung"


def test_a_submitted_report_cannot_be_changed(world: World) -> None:
    report = world.submit()
    with pytest.raises(WrongStateError):
        world.save(report)


def test_the_lock_of_a_closed_query_names_the_query(world: World) -> None:
    request = world.ask(title="Statusabfrage 2026")
    report = world.start()
    request.query.state, request.query.closed_at = QueryState.CLOSED, LATER
    request.query.save()
    with pytest.raises(
        FrozenQueryError, match=r"„Statusabfrage 2026“ am 20\. Oktober 2026 geschlossen wurde"
    ):
        world.save(report)
