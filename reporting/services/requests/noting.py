"""Internal notes on a request."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from partners.models import User
from reporting.models import QueryRequest
from reporting.transitions import RequestAction

from .claiming import claim_request, save_by


@transaction.atomic
def note(
    *, request: QueryRequest, text: str, expected_version: int, user: User, now: dt.datetime
) -> QueryRequest:
    """Replace the note, which only the KI reads."""
    noted = claim_request(request, RequestAction.NOTE, expected_version=expected_version)
    noted.note = text.strip()
    return save_by(noted, user)


def add_to_notes(requests: Iterable[QueryRequest], line: str, *, user: User | None) -> None:
    """Append a line to each note, within the caller's transaction; `requests` are locked."""
    changed = list(requests)
    for request in changed:
        request.note = f"{request.note}\n{line}".strip()
        # Whoever edits the note at this moment sees both.
        request.version += 1
    QueryRequest.objects.bulk_update(changed, ["note", "version"])
    QueryRequest.history.bulk_history_create(changed, update=True, default_user=user)
