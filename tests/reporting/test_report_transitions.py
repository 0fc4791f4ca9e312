"""The tables of arrows, walked through: every state with every action, before and after the cut."""

from itertools import product

import pytest

from reporting.errors import FrozenQueryError, WrongRequestStateError, WrongStateError
from reporting.models import ProgressReport, QueryRequest, QueryState, ReportState, RequestState, StatusQuery
from reporting.transitions import ENDED_BY_CLOSING, REQUEST_ARROWS, Action, RequestAction, lead, move
from tests.builders import make_report
from tests.reporting.reports import LATER, NOW, World

#: Written out once more, so that a change of the table is a decision.
REPORT_ARROWS = {
    ("draft", "SAVE"): "draft",
    ("returned", "SAVE"): "returned",
    ("draft", "SUBMIT"): "submitted",
    ("returned", "SUBMIT"): "submitted",
    ("submitted", "RETURN"): "returned",
    ("submitted", "APPROVE"): "approved",
}
FOLLOWING = {
    ("open", "SAVE"): "in_progress",
    ("returned", "SAVE"): "in_progress",
    ("open", "SUBMIT"): "submitted",
    ("in_progress", "SUBMIT"): "submitted",
    ("returned", "SUBMIT"): "submitted",
    ("submitted", "RETURN"): "returned",
    ("submitted", "APPROVE"): "approved",
}
OF_THE_REQUEST = {
    **{(state, action): state for state in RequestState.values for action in ("NOTE", "REVOKE")},
    **{
        (state, action): state
        for state in ("open", "in_progress", "returned")
        for action in ("EXTEND", "INVITE")
    },
    **{(state, "CHANGE_PERSON"): state for state in ("open", "in_progress", "returned", "submitted")},
    **{(state, "REASSIGN"): "open" for state in ("open", "in_progress", "returned")},
    **{(state, "WITHDRAW"): "not_required" for state in ("open", "in_progress", "returned")},
    ("not_required", "REINSTATE"): "open",
}
EVERY_STEP = list(product(ReportState.values, Action))


def make(world: World, state: str, request: str) -> ProgressReport:
    asked = world.ask()
    QueryRequest.objects.filter(pk=asked.pk).update(state=request)
    asked.refresh_from_db()
    return make_report(world.measure, world.organisation, state=state, request=asked, approved_at=LATER)


@pytest.mark.parametrize(("state", "action"), EVERY_STEP)
def test_a_report_of_own_accord(world: World, state: str, action: Action) -> None:
    report = make_report(world.measure, world.organisation, state=state, approved_at=LATER)
    if expected := REPORT_ARROWS.get((state, action.name)):
        move(report, action)
        assert report.state == expected
    else:
        with pytest.raises(WrongStateError):
            move(report, action)
        assert report.state == state


@pytest.mark.parametrize(("state", "action"), EVERY_STEP)
@pytest.mark.parametrize("request_", RequestState.values)
def test_the_request_follows_or_stays(world: World, state: str, request_: str, action: Action) -> None:
    report = make(world, state, request_)
    expected = request_
    if (state, action.name) in REPORT_ARROWS:
        move(report, action)
        expected = FOLLOWING.get((request_, action.name), request_)
    else:
        with pytest.raises(WrongStateError):
            move(report, action)
    assert QueryRequest.objects.get().state == expected


@pytest.mark.parametrize(("state", "action"), EVERY_STEP)
@pytest.mark.parametrize("query", [QueryState.CLOSED, QueryState.PUBLISHED])
def test_after_the_cut_only_the_report_moves_and_only_by_the_office(
    world: World, state: str, action: Action, query: str
) -> None:
    report = make(world, state, RequestState.SUBMITTED)
    StatusQuery.objects.update(state=query, closed_at=LATER)
    report = ProgressReport.objects.get()
    if action in ENDED_BY_CLOSING:
        with pytest.raises(FrozenQueryError):
            move(report, action)
    elif expected := REPORT_ARROWS.get((state, action.name)):
        move(report, action)
        assert report.state == expected
    else:
        with pytest.raises(WrongStateError):
            move(report, action)
    assert QueryRequest.objects.get().state == RequestState.SUBMITTED


@pytest.mark.parametrize("action", RequestAction)
@pytest.mark.parametrize("state", RequestState.values)
def test_what_the_office_does_with_a_request(state: str, action: RequestAction) -> None:
    request = QueryRequest(state=state)
    if expected := OF_THE_REQUEST.get((state, action.name)):
        lead(request, action)
        assert request.state == expected
    else:
        with pytest.raises(WrongRequestStateError):
            lead(request, action)
        assert request.state == state


def test_every_action_stands_in_a_table() -> None:
    assert set(REQUEST_ARROWS) == set(RequestAction)
    assert {name for _state, name in REPORT_ARROWS} == {action.name for action in Action}


def test_the_first_submission_stays_the_first(world: World) -> None:
    report = make(world, ReportState.DRAFT, RequestState.IN_PROGRESS)
    move(report, Action.SUBMIT, submitted_at=NOW)
    move(report, Action.RETURN)
    move(report, Action.SUBMIT, submitted_at=LATER)
    assert QueryRequest.objects.get().first_submitted_at == NOW
