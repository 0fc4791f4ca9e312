"""No answer is needed any more; or, after all, it is."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.errors import RequestError
from reporting.models import QueryRequest
from reporting.transitions import RequestAction
from safety.audit import record

from .answers import adopt_report, release_report
from .claiming import claim_request, save_by


@transaction.atomic
def withdraw(
    *, request: QueryRequest, reason: str, expected_version: int, user: User, now: dt.datetime
) -> QueryRequest:
    """Ask no longer, for a reason that stands in the report; what was written goes on of its own accord."""
    if not reason.strip():
        raise RequestError(_("Bitte nennen Sie den Grund, warum keine Antwort nötig ist."))
    withdrawn = claim_request(request, RequestAction.WITHDRAW, expected_version=expected_version)
    release_report(withdrawn, now=now)
    withdrawn.withdrawal_reason = reason.strip()
    save_by(withdrawn, user)
    subject = f"request:{withdrawn.uuid}"
    record(action="request.withdraw", subject=subject, user_id=user.pk, now=now, reason=reason.strip())
    return withdrawn


@transaction.atomic
def reinstate(*, request: QueryRequest, expected_version: int, user: User, now: dt.datetime) -> QueryRequest:
    """Ask again; a report that went on meanwhile becomes the answer once more."""
    asked = claim_request(request, RequestAction.REINSTATE, expected_version=expected_version)
    adopt_report(asked)
    asked.withdrawal_reason = ""
    save_by(asked, user)
    record(action="request.reinstate", subject=f"request:{asked.uuid}", user_id=user.pk, now=now)
    return asked
