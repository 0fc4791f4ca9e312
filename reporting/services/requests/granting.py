"""Personal links follow the person who is asked."""

import datetime as dt
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from partners.models import Contact, User
from reporting.models import AccessGrant, Participation, QueryRequest, RequestState, StatusQuery
from reporting.services.dead_links import withdraw_letters_with
from safety.audit import record


def grant_to(query: StatusQuery, contact: Contact, *, now: dt.datetime) -> None:
    """Give the person a link, if a mail can bring it; one that was revoked comes back as another link."""
    if not contact.email or not contact.is_active:
        return
    grant, is_new = AccessGrant.objects.get_or_create(
        query=query,
        organisation_id=contact.organisation_id,
        contact=contact,
        defaults={"created_at": now},
    )
    if not is_new and grant.revoked_at is not None:
        grant.nonce, grant.created_at = uuid4(), now
        grant.revoked_at = grant.last_used_at = None
        grant.save()


def end_links_if_unasked(
    query: StatusQuery, contact: Contact | None, *, now: dt.datetime
) -> list[AccessGrant]:
    """Whoever is asked nothing more in the query has no business with its link."""
    if contact is None:
        return []
    asked = QueryRequest.objects.filter(query=query, contact=contact).exclude(state=RequestState.NOT_REQUIRED)
    return [] if asked.exists() else end_links(query, contact, now=now)


def end_links(query: StatusQuery, contact: Contact, *, now: dt.datetime) -> list[AccessGrant]:
    """End the person's links in the query; returns those to be recorded, which is the caller's last step."""
    grants = AccessGrant.objects.filter(query=query, contact=contact).order_by("pk")
    return [grant for grant in grants if _end(grant, now=now)]


def record_ended(grants: Iterable[AccessGrant], *, user: User | None, now: dt.datetime) -> None:
    for grant in grants:
        subject = f"grant:{grant.uuid}"
        record(action="access.revoke", subject=subject, user_id=user.pk if user else None, now=now)


@transaction.atomic
def revoke_link(*, grant: AccessGrant, user: User | None, now: dt.datetime) -> bool:
    """Let the link, and every session opened with it, end at once; False where that has happened before."""
    has_ended = _end(grant, now=now)
    if has_ended:
        record_ended([grant], user=user, now=now)
    return has_ended


def _end(grant: AccessGrant, *, now: dt.datetime) -> bool:
    """A mail that still waits to bring the link is not sent."""
    if not AccessGrant.objects.filter(pk=grant.pk, revoked_at__isnull=True).update(revoked_at=now):
        return False
    withdraw_letters_with(grant)
    return True


def take_part(query: StatusQuery, organisation_id: int) -> None:
    """An organisation that is asked later has the questions per organisation too."""
    Participation.objects.get_or_create(query=query, organisation_id=organisation_id)
