"""The first lines of every change of a request."""

from django.utils.translation import gettext as _

from partners.models import User
from reporting.errors import RequestError
from reporting.models import ProgressReport, QueryRequest, QueryState, StatusQuery
from reporting.services.gate import pass_gate
from reporting.transitions import RequestAction, lead


def claim_request(request: QueryRequest, action: RequestAction, *, expected_version: int) -> QueryRequest:
    """Lock the request for this transaction, take its next version, and lead it along the arrow of `action`.

    Query, report, request: in this order whoever submits or closes waits for us, or we for them.
    """
    lock_running(request.query)
    list(ProgressReport.objects.filter(request=request).select_for_update(of=("self",)).values_list("pk"))
    rows = QueryRequest.objects.select_for_update(of=("self",))
    locked = rows.select_related("query", "measure", "organisation", "contact").get(pk=request.pk)
    locked.claim_version(expected_version)
    lead(locked, action)
    return locked


def lock_running(query: StatusQuery) -> StatusQuery:
    """What is asked changes only while the query runs."""
    pass_gate(query.pk)
    locked = StatusQuery.objects.select_for_update(no_key=True).get(pk=query.pk)
    if locked.is_frozen:
        raise RequestError(locked.lock_reason)
    if locked.state != QueryState.OPEN:
        raise RequestError(_("Diese Abfrage läuft noch nicht."))
    return locked


def save_by(request: QueryRequest, user: User) -> QueryRequest:
    """The history says who, also where no web request does."""
    request._history_user = user  # type: ignore[attr-defined]
    request.save()
    return request
