"""What the audit trail keeps of decisions about reports; the last step of each."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from partners.models import User
from reporting.models import ProgressReport
from safety.audit import record

#: What is decided about several reports that answer no query.
WITHOUT_QUERY = "reports"


def record_decision(
    action: str, report: ProgressReport, *, user: User | None, now: dt.datetime, **details: Any
) -> None:
    """Under the request that the report answers, so that the protocol of the query has it."""
    about = f"request:{report.request.uuid}" if report.request else f"report:{report.uuid}"
    user_id = user.pk if user else None
    record(action=action, subject=about, user_id=user_id, now=now, report=str(report.uuid), **details)


def record_several(reports: Iterable[ProgressReport], *, user: User, now: dt.datetime) -> None:
    """One entry per query, with the number of its reports that were approved."""
    answered = [report.request.query.uuid if report.request else None for report in reports]
    for query, number in Counter(answered).items():
        about = f"query:{query}" if query else WITHOUT_QUERY
        record(action="reports.approved", subject=about, user_id=user.pk, now=now, reports=number)
