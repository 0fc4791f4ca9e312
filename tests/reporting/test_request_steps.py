"""Every step with a request: possible by its state and version only, and written down with its author."""

import pytest

from partners.models import User
from reporting.errors import ReportError
from reporting.models import QueryRequest, RequestState
from reporting.services.queries import close_query
from reporting.transitions import REQUEST_ARROWS, RequestAction
from safety.models import AuditEntry, StaleVersionError

from .request_steps import NOW, STEPS, Step, do_change_person, do_reassign, do_withdraw, request_, who

__all__ = ["request_", "who"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("action", STEPS)
def test_step_follows_the_arrows(
    request_: QueryRequest, who: User, action: RequestAction, state: RequestState
) -> None:
    QueryRequest.objects.filter(pk=request_.pk).update(state=state)
    arrows = REQUEST_ARROWS[action]
    if state in arrows:
        STEPS[action](request_, who)
    else:
        with pytest.raises(ReportError, match="nicht möglich"):
            STEPS[action](request_, who)
    request_.refresh_from_db()
    assert request_.state == arrows.get(state, state)
    assert request_.version == (2 if state in arrows else 1)


@pytest.mark.parametrize("action", STEPS)
def test_step_is_refused_once_the_query_is_closed(
    request_: QueryRequest, who: User, action: RequestAction
) -> None:
    query = request_.query
    close_query(query=query, version=query.version, now=NOW)
    with pytest.raises(ReportError, match=r"gesperrt, weil die Abfrage .* geschlossen wurde"):
        STEPS[action](request_, who)


@pytest.mark.parametrize("action", [each for each in STEPS if each != RequestAction.REINSTATE])
def test_step_on_a_newer_version_is_refused(request_: QueryRequest, who: User, action: RequestAction) -> None:
    QueryRequest.objects.filter(pk=request_.pk).update(version=2)
    with pytest.raises(StaleVersionError):
        STEPS[action](request_, who)


@pytest.mark.parametrize("action", [each for each in STEPS if each != RequestAction.REINSTATE])
def test_step_stands_in_the_history_with_its_author(
    request_: QueryRequest, who: User, action: RequestAction
) -> None:
    STEPS[action](request_, who)
    newest = request_.history.first()
    assert newest is not None
    assert newest.history_user == who


@pytest.mark.parametrize(
    ("step", "action"),
    [
        (do_withdraw, "request.withdraw"),
        (do_reassign, "request.reassign"),
        (do_change_person, "request.reassign"),
    ],
)
def test_step_stands_in_the_audit_trail(request_: QueryRequest, who: User, step: Step, action: str) -> None:
    step(request_, who)
    assert AuditEntry.objects.filter(action=action, user_id=who.pk).count() == 1
