"""Submitting: complete or refused with reasons, dated, and the KI is told."""

import datetime as dt
from dataclasses import replace

import pytest

from reporting.errors import IncompleteReportError, WrongStateError
from reporting.models import OutboxMail
from reporting.services.reports import Answers, IndicatorEntry, StatusDecision, submit
from tests.builders import make_indicator, make_status
from tests.reporting.reports import COMPLETE, LATER, NOW, World


def test_is_dated_and_names_who_submitted(world: World) -> None:
    report = world.submit()
    assert (report.state, report.submitted_by, report.submitted_at) == ("submitted", world.owner, NOW)


def test_an_own_report_is_as_of_the_day_of_its_submission(world: World) -> None:
    report = world.save(world.start())
    handed_in = submit(report=report, expected_version=report.version, user=world.owner, now=LATER)
    assert handed_in.as_of == dt.date(2026, 10, 20)


def test_an_asked_report_keeps_the_reference_date(world: World) -> None:
    request = world.ask()
    assert world.submit().as_of == request.query.as_of
    request.refresh_from_db()
    assert request.state == "submitted"


def test_an_asked_report_is_never_dated_after_the_day_of_its_submission(world: World) -> None:
    indicator = make_indicator(world.measure)
    world.ask(as_of=dt.date(2026, 11, 30), due_on=dt.date(2026, 12, 31))
    make_status(world.measure, "completed", dt.date(2026, 10, 19))
    said = replace(COMPLETE, indicators={indicator.pk: IndicatorEntry("partly")})
    report = world.submit(said)
    world.approve(report, decision=StatusDecision.proposed_by(report))
    assert report.as_of == dt.date(2026, 10, 5)
    assert indicator.values.get().as_of == dt.date(2026, 10, 5)
    current = world.measure.current
    assert current is not None
    assert current.status == "completed"


def test_the_local_day_counts(world: World) -> None:
    world.ask(as_of=dt.date(2026, 11, 30), due_on=dt.date(2026, 12, 31))
    assert world.submit(now=dt.datetime(2026, 10, 5, 22, 30, tzinfo=dt.UTC)).as_of == dt.date(2026, 10, 6)


PAST = NOW.date() - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (replace(COMPLETE, status="", course=""), "status"),
        (replace(COMPLETE, course=""), "course"),
        (replace(COMPLETE, course="delayed"), "delay_reason"),
        (replace(COMPLETE, course="delayed", delay_reason="staff", new_date=PAST), "new_date"),
        (replace(COMPLETE, text="  "), "text"),
    ],
)
def test_what_is_missing_is_named(world: World, answers: Answers, field: str) -> None:
    with pytest.raises(IncompleteReportError) as refusal:
        world.submit(answers)
    assert list(refusal.value.problems) == [field]
    assert not OutboxMail.objects.exists()


def test_a_value_needs_its_attainment(world: World) -> None:
    indicator = make_indicator(world.measure, text="20 Vereine machen mit")
    with pytest.raises(IncompleteReportError) as refusal:
        world.submit(replace(COMPLETE, indicators={indicator.pk: IndicatorEntry(note="etwas")}))
    assert list(refusal.value.problems) == [f"attainment_{indicator.pk}"]
    assert "20 Vereine machen mit" in refusal.value.problems[f"attainment_{indicator.pk}"]


def test_a_new_date_may_be_the_day_of_the_report(world: World) -> None:
    late = replace(COMPLETE, course="delayed", delay_reason="staff", new_date=NOW.date())
    assert world.submit(late).new_date == NOW.date()


def test_what_belongs_to_a_delay_goes_with_it(world: World) -> None:
    report = world.submit(replace(COMPLETE, countermeasure="Stelle besetzen", new_date=dt.date(2027, 1, 1)))
    assert (report.countermeasure, report.new_date) == ("", None)


def test_cannot_be_submitted_twice(world: World) -> None:
    report = world.submit()
    with pytest.raises(WrongStateError):
        submit(report=report, expected_version=report.version, user=world.owner, now=NOW)


def test_the_ki_is_told_once_per_person(world: World) -> None:
    world.submit()
    mail = OutboxMail.objects.get()
    assert mail.recipient == world.reviewer.email
    assert "Sachstand vom 5. Oktober 2026" in mail.body
