"""A new link for whoever is asked; the old one dies."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.errors import RequestError
from reporting.models import INVITED_AGAIN, QueryRequest
from reporting.services import mails
from reporting.transitions import RequestAction

from .claiming import claim_request, save_by


@transaction.atomic
def invite_again(
    *, request: QueryRequest, expected_version: int, user: User, now: dt.datetime
) -> QueryRequest:
    """Write once more to the person of this request, about all that she still owes."""
    asked = claim_request(request, RequestAction.INVITE, expected_version=expected_version)
    if mails.invite_again(request=asked, now=now) is None:
        raise RequestError(_("Bei dieser Organisation ist niemand per E-Mail erreichbar."))
    asked._change_reason = INVITED_AGAIN  # type: ignore[attr-defined]
    return save_by(asked, user)
