"""More time for one request."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import User
from reporting.errors import RequestError
from reporting.models import QueryRequest
from reporting.transitions import RequestAction

from .claiming import claim_request, save_by

#: Whoever types a wrong year would make a request that is never overdue.
LONGEST = dt.timedelta(days=365)


@transaction.atomic
def extend(
    *, request: QueryRequest, until: dt.date, expected_version: int, user: User, now: dt.datetime
) -> QueryRequest:
    """Set a deadline of its own for this request; the query's stays. The query's own day takes it back."""
    extended = claim_request(request, RequestAction.EXTEND, expected_version=expected_version)
    if until < timezone.localdate(now):
        raise RequestError(_("Der Tag ist schon vorbei. Bitte wählen Sie einen späteren."))
    if until < extended.query.due_on:
        raise RequestError(
            _("Die Frist der Abfrage endet erst am %s. Bitte wählen Sie einen späteren Tag.")
            % f"{extended.query.due_on:%d.%m.%Y}"
        )
    latest = extended.query.due_on + LONGEST
    if until > latest:
        raise RequestError(
            _(
                "Länger als ein Jahr nach der Frist der Abfrage geht nicht. Der letzte mögliche Tag ist der %s."
            )
            % f"{latest:%d.%m.%Y}"
        )
    extended.extended_to = until if until != extended.query.due_on else None
    return save_by(extended, user)
