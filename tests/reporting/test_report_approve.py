"""Approval: public, one confirmed status, values and steps, all in one transaction."""

import datetime as dt
from dataclasses import replace

import pytest

from measures.models import MeasureStatus
from reporting.errors import SelfApprovalError, WrongStateError
from reporting.models import OutboxMail, QueryState, RequestState
from reporting.services.reports import IndicatorEntry, StatusDecision, approve, submit
from safety.models import StaleVersionError
from tests.builders import make_indicator, make_status, make_step
from tests.reporting.reports import COMPLETE, LATER, World


def test_is_public_from_then_on(world: World) -> None:
    report = world.submit()
    assert not world.measure.reports.published().exists()
    world.approve(report)
    assert world.measure.reports.published().get().approved_at == LATER


def test_the_ki_confirms_one_status(world: World) -> None:
    report = world.submit()
    approved = world.approve(report, decision=StatusDecision.proposed_by(report))
    status = MeasureStatus.objects.get()
    assert approved.resulting_status == status
    assert (status.status, status.course, status.source) == ("in_progress", "on_track", "report")
    assert (status.as_of, status.confirmed_by, status.confirmed_at) == (report.as_of, world.reviewer, LATER)


def test_the_ki_may_decide_otherwise(world: World) -> None:
    world.approve(world.submit(), decision=StatusDecision(status="planning", course="on_track"))
    assert MeasureStatus.objects.get().status == "planning"


def test_or_leave_the_status_as_it_is(world: World) -> None:
    world.approve(world.submit(), decision=None)
    assert not MeasureStatus.objects.exists()


def test_an_old_report_does_not_overtake_a_newer_status(world: World) -> None:
    make_status(world.measure, "completed", dt.date(2026, 10, 19))
    report = world.submit()
    world.approve(report, decision=StatusDecision.proposed_by(report))
    current = world.measure.current
    assert current is not None
    assert current.status == "completed"


def test_answers_become_values(world: World) -> None:
    indicator, silent = make_indicator(world.measure), make_indicator(world.measure)
    entry = IndicatorEntry("partly", None, "12 von 20")
    report = world.approve(world.submit(replace(COMPLETE, indicators={indicator.pk: entry})))
    value = indicator.values.get()
    assert (value.attainment, value.note, value.as_of) == ("partly", "12 von 20", report.as_of)
    assert value.organisation == world.organisation
    assert not silent.values.exists()


def test_steps_are_done_from_the_first_report_on(world: World) -> None:
    new, old = make_step(world.measure), make_step(world.measure, done_on=dt.date(2020, 1, 1))
    report = world.approve(world.submit(replace(COMPLETE, steps_done=frozenset({new.pk, old.pk}))))
    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.done_on, old.done_on) == (report.as_of, dt.date(2020, 1, 1))


def test_the_measure_has_a_new_version_with_its_reason(world: World) -> None:
    world.approve(world.submit())
    before = world.measure.version
    world.measure.refresh_from_db()
    assert world.measure.version == before + 1
    assert str(world.organisation) in world.measure.history.first().history_change_reason


def test_the_request_is_approved_and_thanks_are_sent(world: World) -> None:
    request = world.ask()
    world.approve(world.submit())
    request.refresh_from_db()
    assert request.state == "approved"
    assert OutboxMail.objects.filter(recipient=world.owner.email, kind="approved").exists()


def test_who_submitted_does_not_approve(world: World) -> None:
    report = world.submit()
    with pytest.raises(SelfApprovalError):
        world.approve(report, user=world.owner)
    approved = world.approve(report, user=world.owner, self_approval_reason="Urlaub")
    assert approved.self_approval_reason == "Urlaub"


def test_a_reason_of_somebody_else_is_not_kept(world: World) -> None:
    assert world.approve(world.submit(), self_approval_reason="Urlaub").self_approval_reason == ""


def test_a_draft_cannot_be_approved(world: World) -> None:
    with pytest.raises(WrongStateError):
        world.approve(world.start())


def test_a_report_changed_since_is_not_approved(world: World) -> None:
    report = world.submit()
    with pytest.raises(StaleVersionError):
        approve(report=report, expected_version=1, decision=None, user=world.reviewer, now=LATER)


def test_after_the_query_has_closed_the_measure_moves_on_but_the_request_stays(world: World) -> None:
    request = world.ask()
    report = world.submit()
    request.query.state = QueryState.CLOSED
    request.query.save()
    world.approve(report, decision=StatusDecision.proposed_by(report))
    request.refresh_from_db()
    assert request.state == RequestState.SUBMITTED
    assert MeasureStatus.objects.get().status == report.status


def test_who_approves_their_own_report_gets_no_thanks(world: World) -> None:
    report = world.save(world.start(), user=world.reviewer)
    report = submit(report=report, expected_version=report.version, user=world.reviewer, now=LATER)
    world.approve(report, self_approval_reason="Niemand sonst ist da.")
    thanks = OutboxMail.objects.filter(kind="approved")
    assert set(thanks.values_list("recipient", flat=True)) == {world.owner.email}
