"""Inviting again and revoking a link: of all letters that wait, only those with a living link are sent."""

import pytest

from partners.models import User
from reporting.errors import ReportError
from reporting.models import AccessGrant, MailState, OutboxMail, QueryRequest
from reporting.services.links import token_of
from reporting.services.requests import invite_again, revoke_link
from safety.models import AuditEntry

from .request_steps import NOW, do_invite, request_, said, who

__all__ = ["request_", "who"]
pytestmark = pytest.mark.django_db


def test_invited_again_the_old_link_dies(request_: QueryRequest, who: User) -> None:
    nonce = AccessGrant.objects.get(contact=request_.contact).nonce
    mails = OutboxMail.objects.count()
    do_invite(request_, who)
    assert AccessGrant.objects.get(contact=request_.contact).nonce != nonce
    assert OutboxMail.objects.count() == mails + 1


def test_nobody_to_invite_is_said(request_: QueryRequest, who: User) -> None:
    request_.organisation.contacts.update(email="")
    with pytest.raises(ReportError, match="niemand per E-Mail erreichbar"):
        do_invite(request_, who)
    request_.refresh_from_db()
    assert request_.version == 1


def test_link_is_revoked_once(request_: QueryRequest, who: User) -> None:
    grant = AccessGrant.objects.get(contact=request_.contact)
    done = [revoke_link(grant=grant, user=who, now=NOW) for _ in range(2)]
    assert done == [True, False]
    assert AuditEntry.objects.filter(action="access.revoke").count() == 1


def waiting() -> list[str]:
    """Bodies of what would be sent."""
    return [mail.body for mail in OutboxMail.objects.filter(state=MailState.QUEUED).order_by("pk")]


def test_of_two_invitations_only_the_one_with_the_living_link_is_sent(
    request_: QueryRequest, who: User
) -> None:
    for _ in range(2):
        request_ = invite_again(**said(request_, who))
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get()
    assert [token_of(grant) in body for body in waiting()] == [True]


def test_revoking_stops_the_invitation_that_still_waits(request_: QueryRequest, who: User) -> None:
    invite_again(**said(request_, who))
    revoke_link(grant=AccessGrant.objects.get(), user=who, now=NOW)
    assert waiting() == []
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.WITHDRAWN}


def test_letter_about_several_organisations_keeps_its_other_link(request_: QueryRequest, who: User) -> None:
    mail, other = OutboxMail.objects.get(), "0" * 32
    OutboxMail.objects.update(body=f"{mail.body}\nhttps://portal.example/zugang/{other}-abc/")
    revoke_link(grant=AccessGrant.objects.get(), user=who, now=NOW)
    assert len(waiting()) == 1


def test_what_is_sent_already_stays_sent(request_: QueryRequest, who: User) -> None:
    OutboxMail.objects.update(state=MailState.SENT, sent_at=NOW)
    revoke_link(grant=AccessGrant.objects.get(), user=who, now=NOW)
    assert OutboxMail.objects.get().state == MailState.SENT
