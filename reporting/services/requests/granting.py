"""Personal links follow the person who is asked."""

import datetime as dt
from uuid import uuid4

from django.db import transaction

from partners.models import Contact, User
from reporting.models import AccessGrant, Participation, QueryRequest, RequestState, StatusQuery
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


def revoke_if_unasked(
    query: StatusQuery, contact: Contact | None, *, user: User | None, now: dt.datetime
) -> None:
    """Whoever is asked nothing more in the query has no business with its link."""
    if contact is None:
        return
    asked = QueryRequest.objects.filter(query=query, contact=contact).exclude(state=RequestState.NOT_REQUIRED)
    if not asked.exists():
        for grant in AccessGrant.objects.filter(query=query, contact=contact):
            revoke_link(grant=grant, user=user, now=now)


@transaction.atomic
def revoke_link(*, grant: AccessGrant, user: User | None, now: dt.datetime) -> bool:
    """Let the link, and every session opened with it, end at once; False where that has happened before."""
    if not AccessGrant.objects.filter(pk=grant.pk, revoked_at__isnull=True).update(revoked_at=now):
        return False
    record(action="access.revoke", subject=f"grant:{grant.uuid}", user_id=user.pk if user else None, now=now)
    return True


def take_part(query: StatusQuery, organisation_id: int) -> None:
    """An organisation that is asked later has the questions per organisation too."""
    Participation.objects.get_or_create(query=query, organisation_id=organisation_id)
