"""Which step leads a report, and the request that it answers, from which state into which; nothing else is allowed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from .errors import FrozenQueryError, WrongRequestStateError, WrongStateError
from .models import OWED, ProgressReport, QueryRequest, ReportState, RequestState


@dataclass(frozen=True)
class Arrows:
    report: Mapping[str, ReportState]
    #: Where a state is missing, the request stays as it is.
    request: Mapping[str, RequestState]


class Action(Enum):
    """The steps in the life of a report."""

    SAVE = Arrows(
        report={ReportState.DRAFT: ReportState.DRAFT, ReportState.RETURNED: ReportState.RETURNED},
        request={
            RequestState.OPEN: RequestState.IN_PROGRESS,
            RequestState.RETURNED: RequestState.IN_PROGRESS,
        },
    )
    SUBMIT = Arrows(
        report={ReportState.DRAFT: ReportState.SUBMITTED, ReportState.RETURNED: ReportState.SUBMITTED},
        request=dict.fromkeys(OWED, RequestState.SUBMITTED),
    )
    RETURN = Arrows(
        report={ReportState.SUBMITTED: ReportState.RETURNED},
        request={RequestState.SUBMITTED: RequestState.RETURNED},
    )
    APPROVE = Arrows(
        report={ReportState.SUBMITTED: ReportState.APPROVED},
        request={RequestState.SUBMITTED: RequestState.APPROVED},
    )


#: What the organisation may no longer do once the query that asked is closed.
ENDED_BY_CLOSING = frozenset({Action.SAVE, Action.SUBMIT})


def move(report: ProgressReport, action: Action, *, submitted_at: dt.datetime | None = None) -> None:
    """Set the new state of report and request; the caller saves the report, the request is saved here.

    The request keeps the first `submitted_at`: whether the answer came in time does not change when it is returned.

    After the query has closed, the KI may still decide on what was submitted in time: that concerns the measure, while
    the request and the frozen answer stay as they are. Raises FrozenQueryError where the organisation would change its
    answer after the cut, and WrongStateError where the arrow is missing.
    """
    request = report.request
    is_closed = request is not None and request.query.is_frozen
    if request is not None and is_closed and action in ENDED_BY_CLOSING:
        raise FrozenQueryError(request.query)
    if report.state not in action.value.report:
        raise WrongStateError(report.get_state_display())
    report.state = action.value.report[report.state]
    if request is None or is_closed:
        return
    before = (request.state, request.first_submitted_at)
    request.state = action.value.request.get(request.state, request.state)
    request.first_submitted_at = request.first_submitted_at or submitted_at
    if (request.state, request.first_submitted_at) != before:
        request.save(update_fields=["state", "first_submitted_at"])


class RequestAction(Enum):
    """What the KI does with a request itself."""

    NOTE = "note"
    EXTEND = "extend"
    INVITE = "invite"
    CHANGE_PERSON = "change_person"
    REASSIGN = "reassign"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    REVOKE = "revoke"


def _staying(states: Iterable[RequestState]) -> dict[str, RequestState]:
    return {state: state for state in states}


#: From which state each of them leads into which.
REQUEST_ARROWS: Mapping[RequestAction, Mapping[str, RequestState]] = {
    RequestAction.NOTE: _staying(RequestState),
    RequestAction.REVOKE: _staying(RequestState),
    RequestAction.EXTEND: _staying(OWED),
    RequestAction.INVITE: _staying(OWED),
    # What is submitted may come back, and then to the right person.
    RequestAction.CHANGE_PERSON: _staying([*OWED, RequestState.SUBMITTED]),
    RequestAction.REASSIGN: dict.fromkeys(OWED, RequestState.OPEN),
    RequestAction.WITHDRAW: dict.fromkeys(OWED, RequestState.NOT_REQUIRED),
    RequestAction.REINSTATE: {RequestState.NOT_REQUIRED: RequestState.OPEN},
}


def lead(request: QueryRequest, action: RequestAction) -> None:
    """Set the new state of the request; the caller saves. Raises WrongRequestStateError where the arrow is missing."""
    arrows = REQUEST_ARROWS[action]
    if request.state not in arrows:
        raise WrongRequestStateError(request.get_state_display())
    request.state = arrows[request.state]
