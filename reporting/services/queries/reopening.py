"""Opening again: only what nobody outside has read yet, only with a reason, and on record.

The frozen rounds stay as they are; the next closing freezes one more.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import QueryRequest, QueryState, ReportState, RequestState, StatusQuery
from safety import audit

from .prolonging import set_days
from .refusals import QueryError, claim


@transaction.atomic
def reopen_query(
    *,
    query: StatusQuery,
    reason: str,
    due_on: dt.date,
    grace_until: dt.date | None = None,
    version: int,
    user: User | None,
    now: dt.datetime,
) -> StatusQuery:
    """Let a closed, unpublished query run on; requests go on in their states, and the personal links work again."""
    if not reason.strip():
        raise QueryError(_("Bitte nennen Sie den Grund. Er steht im Protokoll und im Bericht."))
    refusal = _(
        "Wieder öffnen lässt sich nur eine geschlossene Abfrage, deren Bericht nicht veröffentlicht ist."
    )
    reopened = claim(query, expected=QueryState.CLOSED, version=version, refusal=refusal)
    closed_at = reopened.closed_at
    reopened.state, reopened.closed_at = QueryState.OPEN, None
    set_days(reopened, due_on=due_on, grace_until=grace_until, user=user, on=timezone.localdate(now))
    _catch_up(reopened, user=user)
    audit.record(
        action="query.reopened",
        subject=reopened.slug,
        user_id=user.pk if user else None,
        now=now,
        reason=reason.strip(),
        closed_at=closed_at.isoformat() if closed_at else None,
        due_on=due_on.isoformat(),
        grace_until=grace_until.isoformat() if grace_until else None,
    )
    return reopened


def _catch_up(query: StatusQuery, *, user: User | None) -> None:
    """What the KI decided after the cut, the requests say only now; a report given back has left the query for good."""
    waiting = query.requests.filter(state=RequestState.SUBMITTED)
    approved = list(waiting.filter(report__state=ReportState.APPROVED).select_for_update(of=("self",)))
    given_back = list(waiting.filter(report__isnull=True).select_for_update(of=("self",)))
    for request in approved:
        request.state = RequestState.APPROVED
    for request in given_back:
        request.state = RequestState.RETURNED
    changed = [*approved, *given_back]
    QueryRequest.objects.bulk_update(changed, ["state"], batch_size=500)
    QueryRequest.history.bulk_history_create(changed, update=True, default_user=user, batch_size=500)
