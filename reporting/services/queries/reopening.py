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

from .adopting import Adoption
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
    _refuse_while_papers_rest_on_it(reopened)
    closed_at = reopened.closed_at
    reopened.state, reopened.closed_at = QueryState.OPEN, None
    set_days(reopened, due_on=due_on, grace_until=grace_until, user=user, on=timezone.localdate(now))
    _catch_up(reopened, closed_at=closed_at, user=user)
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


def _refuse_while_papers_rest_on_it(query: StatusQuery) -> None:
    """A final paper says what this closing has frozen; it is taken back first, with a reason of its own."""
    final = query.committee_reports.final().first()
    if final is not None:
        raise QueryError(
            _(
                "Auf diesen Ergebnissen beruht eine festgelegte Vorlage: „%(paper)s“. "
                "Bitte nehmen Sie zuerst die Vorlage als neue Fassung in Bearbeitung."
            )
            % {"paper": final}
        )


def _catch_up(query: StatusQuery, *, closed_at: dt.datetime | None, user: User | None) -> None:
    """What happened after the cut, the requests say only now.

    What an organisation went on with of its own accord, handed in or had approved, becomes its answer; a report that
    was given back and not touched since has left the query for good.
    """
    adoption = Adoption.of(query, approved_since=closed_at)
    asked = query.requests.exclude(state=RequestState.NOT_REQUIRED).select_for_update(of=("self",))
    decided = asked.filter(state=RequestState.SUBMITTED, report__state=ReportState.APPROVED).order_by("pk")
    changed = list(decided)
    for request in changed:
        request.state = RequestState.APPROVED
    unanswered = list(asked.filter(report__isnull=True).order_by("pk"))
    changed += [request for request in unanswered if _follow(request, adoption)]
    QueryRequest.objects.bulk_update(changed, ["state", "first_submitted_at"], batch_size=500)
    QueryRequest.history.bulk_history_create(changed, update=True, default_user=user, batch_size=500)
    adoption.complete({(each.measure_id, each.organisation_id) for each in unanswered}, user=user)


def _follow(request: QueryRequest, adoption: Adoption) -> bool:
    """Let the request say what has become of its answer; False where nothing has."""
    values = adoption.values_for(request.measure_id, request.organisation_id)
    if values:
        request.state = values["state"]
        request.first_submitted_at = request.first_submitted_at or values.get("first_submitted_at")
    elif request.state == RequestState.SUBMITTED:
        request.state = RequestState.RETURNED
    else:
        return False
    return True
