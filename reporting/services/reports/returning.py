"""Giving back, with a remark that says what is to change."""

import datetime as dt

from django.db import transaction

from partners.models import User
from reporting.errors import RemarkMissingError
from reporting.models import ProgressReport
from reporting.services.mails import tell_returned
from reporting.transitions import Action, move

from .locking import claim_report
from .recording import record_decision


@transaction.atomic
def return_report(
    *, report: ProgressReport, expected_version: int, remark: str, user: User, now: dt.datetime
) -> ProgressReport:
    """Let the organisation change its report once more; of its own accord where the query has closed meanwhile."""
    if not remark.strip():
        raise RemarkMissingError
    returned = claim_report(report, expected_version=expected_version)
    move(returned, Action.RETURN)
    query = returned.request.query if returned.request else None
    if query is not None and query.is_frozen:
        returned.request = None
    returned.return_remark = remark.strip()
    returned.save()
    tell_returned(returned, query=query, now=now)
    record_decision("report.returned", returned, user=user, now=now)
    return returned
