"""The first lines of every change of a participation, and the arrows along which it moves."""

from reporting.errors import FrozenQueryError, WrongStateError
from reporting.models import Participation, ReportState
from reporting.services.gate import pass_gate

SAVE = {ReportState.DRAFT: ReportState.DRAFT, ReportState.RETURNED: ReportState.RETURNED}
SUBMIT = {ReportState.DRAFT: ReportState.SUBMITTED, ReportState.RETURNED: ReportState.SUBMITTED}
RETURN = {ReportState.SUBMITTED: ReportState.RETURNED}
APPROVE = {ReportState.SUBMITTED: ReportState.APPROVED}


def claim(
    participation: Participation, arrows: dict[ReportState, ReportState], *, expected_version: int
) -> Participation:
    """Lock the row, take its next version and set the new state; after the query has closed nothing moves.

    The query is read once the lock is ours: read along with the row that we waited for, it would be as it was before.
    """
    pass_gate(participation.query_id)
    locked = Participation.objects.select_for_update().get(pk=participation.pk)
    locked.claim_version(expected_version)
    if locked.query.is_frozen:
        raise FrozenQueryError(locked.query)
    state = ReportState(locked.state)
    if state not in arrows:
        raise WrongStateError(locked.get_state_display())
    locked.state = arrows[state]
    return locked
