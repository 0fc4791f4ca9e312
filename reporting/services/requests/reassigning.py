"""Somebody else is to answer: another person of the organisation, or another organisation."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Contact, Organisation, User
from reporting.errors import RequestError
from reporting.models import AccessGrant, QueryRequest
from reporting.services.mails import invite_again
from reporting.transitions import RequestAction
from safety.audit import record

from .answers import adopt_report, release_report
from .claiming import claim_request, save_by
from .granting import end_links_if_unasked, grant_to, record_ended, take_part


@transaction.atomic
def reassign(
    *,
    request: QueryRequest,
    organisation: Organisation | None = None,
    contact: Contact | None = None,
    invite: bool = False,
    expected_version: int,
    user: User,
    now: dt.datetime,
) -> QueryRequest:
    """Ask `contact` of the same organisation; or another `organisation`, there `contact` or whom we ask first.

    What the former organisation has written stays with it, as a report of its own accord. With `invite`, whoever is
    asked now gets a mail.
    """
    moves = organisation is not None and organisation.pk != request.organisation_id
    action = RequestAction.REASSIGN if moves else RequestAction.CHANGE_PERSON
    moved = claim_request(request, action, expected_version=expected_version)
    before = moved.contact
    if organisation is not None and moves:
        _move(moved, organisation, now=now)
        contact = contact or organisation.contacts.to_ask().first()
    _ask(moved, contact)
    save_by(moved, user)
    ended = _settle_links(moved, before, now=now)
    if invite and invite_again(request=moved, now=now) is None:
        raise RequestError(
            _(
                "Dort ist niemand per E-Mail erreichbar. Eine Einladung kann nicht hinausgehen. Sie können den Haken "
                "bei „Gleich eine Einladung per E-Mail senden“ wegnehmen und die Anfrage ohne Einladung weitergeben."
            )
        )
    record_ended(ended, user=user, now=now)
    _audit(request, moved, user=user, now=now)
    return moved


def _move(request: QueryRequest, organisation: Organisation, *, now: dt.datetime) -> None:
    if organisation.is_unnamed_group:
        raise RequestError(_("Eine Gruppe ohne einzelne Namen kann nicht antworten."))
    same = QueryRequest.objects.filter(query=request.query_id, measure=request.measure_id)
    if same.filter(organisation=organisation).exists():
        raise RequestError(_("Diese Organisation wird zu dieser Maßnahme schon gefragt."))
    release_report(request, now=now)
    request.organisation, request.contact, request.first_submitted_at = organisation, None, None
    adopt_report(request)
    take_part(request.query, organisation.pk)


def _ask(request: QueryRequest, contact: Contact | None) -> None:
    if contact is not None and (contact.organisation_id != request.organisation_id or not contact.is_active):
        raise RequestError(_("Diese Person gehört nicht zu der Organisation, oder sie ist nicht mehr aktiv."))
    request.contact = contact


def _settle_links(request: QueryRequest, before: Contact | None, *, now: dt.datetime) -> list[AccessGrant]:
    if request.contact is not None:
        grant_to(request.query, request.contact, now=now)
    return [] if before == request.contact else end_links_if_unasked(request.query, before, now=now)


def _audit(before: QueryRequest, after: QueryRequest, *, user: User, now: dt.datetime) -> None:
    record(
        action="request.reassign",
        subject=f"request:{after.uuid}",
        user_id=user.pk,
        now=now,
        organisation_before=before.organisation_id,
        organisation=after.organisation_id,
        contact_before=before.contact_id,
        contact=after.contact_id,
    )
