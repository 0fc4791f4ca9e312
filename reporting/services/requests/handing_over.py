"""A person leaves: somebody else of the organisation goes on with what was asked of her."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Contact, Organisation, User
from reporting.errors import RequestError
from reporting.models import QueryRequest, RequestState, StatusQuery
from reporting.services.mails import invite_again, tell_somebody_else
from reporting.transitions import REQUEST_ARROWS, RequestAction
from safety.audit import record

from .claiming import lock_running
from .granting import end_links, grant_to, record_ended
from .noting import add_to_notes


@transaction.atomic
def hand_over(
    *,
    query: StatusQuery,
    leaving: Contact,
    successor: Contact,
    user: User | None,
    now: dt.datetime,
    has_left: bool = False,
) -> list[QueryRequest]:
    """Ask `successor` about everything that `leaving` is asked, and tell her by mail; what is written stays.

    Links of `leaving` end at once. With `has_left` nobody asks her any more, in other queries either. Statements do not
    grow with the number of requests, save for one history row each in bulk.
    """
    running = lock_running(query)
    _check(leaving, successor)
    passed = list(
        QueryRequest.objects.select_for_update(of=("self",))
        .filter(query=running, contact=leaving, state__in=REQUEST_ARROWS[RequestAction.CHANGE_PERSON])
        .order_by("pk")
    )
    if not passed:
        raise RequestError(_("Diese Person wird in der Abfrage nichts mehr gefragt."))
    for request in passed:
        request.contact = successor
        request.version += 1
    QueryRequest.objects.bulk_update(passed, ["contact", "version"])
    QueryRequest.history.bulk_history_create(passed, update=True, default_user=user)
    ended = end_links(running, leaving, now=now)
    grant_to(running, successor, now=now)
    if has_left:
        leaving.is_active = False
        leaving.save()
    if is_written_to(passed):
        invite_again(request=passed[0], now=now)
    record_ended(ended, user=user, now=now)
    _audit(running, leaving, successor, passed, user=user, now=now)
    return passed


def is_written_to(passed: Iterable[QueryRequest]) -> bool:
    """Whether the successor gets a mail: there is something left to do."""
    return any(request.state != RequestState.SUBMITTED for request in passed)


@transaction.atomic
def tell_who_answers(
    *,
    query: StatusQuery,
    organisation: Organisation,
    text: str,
    sender: str,
    user: User | None,
    now: dt.datetime,
    sender_email: str = "",
) -> None:
    """Tell the KI, by mail and in the notes, that somebody else is to be asked; nothing else changes."""
    running = lock_running(query)
    line = _("%(day)s, %(sender)s: Jemand anderes ist zuständig. %(text)s") % {
        "day": f"{timezone.localdate(now):%d.%m.%Y}",
        "sender": sender,
        "text": " ".join(text.split()),
    }
    rows = (
        QueryRequest.objects.select_for_update(of=("self",))
        .filter(query=running, organisation=organisation)
        .select_related("query", "organisation")
    )
    requests = list(rows.order_by("pk"))
    add_to_notes(requests, line, user=user)
    if requests:
        tell_somebody_else(requests[0], text=text, sender=sender, sender_email=sender_email, now=now)


def _check(leaving: Contact, successor: Contact) -> None:
    if successor.pk == leaving.pk:
        raise RequestError(_("Bitte wählen Sie eine andere Person."))
    is_there = successor.organisation_id == leaving.organisation_id and successor.is_active
    if not is_there or not successor.email:
        raise RequestError(
            _(
                "Diese Person gehört nicht zu der Organisation, ist nicht mehr aktiv oder hat keine E-Mail-Adresse."
            )
        )


def _audit(
    query: StatusQuery,
    leaving: Contact,
    successor: Contact,
    passed: list[QueryRequest],
    *,
    user: User | None,
    now: dt.datetime,
) -> None:
    record(
        action="request.hand_over",
        subject=f"query:{query.uuid}",
        user_id=user.pk if user else None,
        now=now,
        contact_before=leaving.pk,
        contact=successor.pk,
        requests=len(passed),
    )
