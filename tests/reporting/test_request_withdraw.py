"""A request is withdrawn for a reason, or put again; the report goes on and comes back."""

import pytest

from partners.models import User
from reporting.errors import ReportError
from reporting.models import QueryRequest, ReportState, RequestState
from reporting.services.requests import withdraw

from .request_steps import do_reinstate, do_withdraw, request_, said, who
from .rounds import answer

__all__ = ["request_", "who"]
pytestmark = pytest.mark.django_db


def test_withdrawn_request_lets_the_report_go_on(request_: QueryRequest, who: User) -> None:
    draft = answer(request_, ReportState.RETURNED, return_remark="Bitte ergänzen.")
    do_withdraw(request_, who)
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert (draft.request, draft.state) == (None, ReportState.RETURNED)
    assert request_.withdrawal_reason == "Die Maßnahme ruht."


def test_withdrawal_needs_a_reason(request_: QueryRequest, who: User) -> None:
    with pytest.raises(ReportError, match="Grund"):
        withdraw(reason=" ", **said(request_, who))


def test_reinstated_request_takes_the_report_back(request_: QueryRequest, who: User) -> None:
    draft = answer(request_, ReportState.DRAFT)
    do_withdraw(request_, who)
    request_.refresh_from_db()
    do_reinstate(request_, who)
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert draft.request == request_
    assert (request_.state, request_.withdrawal_reason) == (RequestState.IN_PROGRESS, "")
