"""What the KI does with submitted answers: approve or give back."""

import datetime as dt

from django.db import transaction

from partners.models import User
from reporting.errors import RemarkMissingError, SelfApprovalError
from reporting.models import Participation
from reporting.services.mails import tell_answers_approved, tell_answers_returned
from reporting.services.reports import is_own_report
from safety.audit import record

from .claiming import APPROVE, RETURN, claim


@transaction.atomic
def approve_answers(
    *,
    participation: Participation,
    expected_version: int,
    user: User,
    now: dt.datetime,
    self_approval_reason: str = "",
) -> Participation:
    """Who submitted does not approve, unless there is a reason."""
    approved = claim(participation, APPROVE, expected_version=expected_version)
    is_own = is_own_report(approved, user)
    if is_own and not self_approval_reason.strip():
        raise SelfApprovalError
    approved.self_approval_reason = self_approval_reason.strip() if is_own else ""
    approved.approved_by, approved.approved_at = user, now
    approved.save()
    tell_answers_approved(approved, now=now)
    _record("answers.approved", approved, user=user, now=now)
    return approved


@transaction.atomic
def return_answers(
    *, participation: Participation, expected_version: int, remark: str, user: User, now: dt.datetime
) -> Participation:
    """Let the organisation change its answers once more."""
    if not remark.strip():
        raise RemarkMissingError
    returned = claim(participation, RETURN, expected_version=expected_version)
    returned.return_remark = remark.strip()
    returned.save()
    tell_answers_returned(returned, now=now)
    _record("answers.returned", returned, user=user, now=now)
    return returned


def _record(action: str, decided: Participation, *, user: User, now: dt.datetime) -> None:
    record(action=action, subject=str(decided.uuid), user_id=user.pk, now=now)
