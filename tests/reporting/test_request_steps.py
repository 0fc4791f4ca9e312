"""What the KI does with a single request."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from partners.models import OrganisationKind, User
from reporting.errors import ReportError
from reporting.models import AccessGrant, MailState, OutboxMail, QueryRequest, ReportState, RequestState
from reporting.services.links import token_of
from reporting.services.queries import close_query
from reporting.services.requests import (
    extend,
    invite_again,
    note,
    reassign,
    reinstate,
    revoke_link,
    withdraw,
)
from reporting.transitions import REQUEST_ARROWS, RequestAction
from safety.models import AuditEntry, StaleVersionError
from tests.builders import (
    make_commissioner,
    make_contact,
    make_organisation,
    make_report,
    make_request,
)

from .rounds import answer, make_open

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 10, 12, 9, 0, tzinfo=dt.UTC)
TOMORROW = dt.date(2026, 11, 13)


@pytest.fixture
def request_() -> QueryRequest:
    """Asked of one organisation with one person, who has a link."""
    return make_open().requests.select_related("query", "contact", "organisation").get()


@pytest.fixture
def who() -> User:
    return make_commissioner()


def said(request: QueryRequest, user: User) -> dict[str, Any]:
    return {"request": request, "expected_version": request.version, "user": user, "now": NOW}


Step = Callable[[QueryRequest, User], object]


def _extend(request: QueryRequest, user: User) -> object:
    return extend(until=TOMORROW, **said(request, user))


def _change_person(request: QueryRequest, user: User) -> object:
    return reassign(contact=make_contact(request.organisation), **said(request, user))


def _reassign(request: QueryRequest, user: User) -> object:
    return reassign(organisation=make_organisation(), **said(request, user))


def _withdraw(request: QueryRequest, user: User) -> object:
    return withdraw(reason="Die Maßnahme ruht.", **said(request, user))


def _reinstate(request: QueryRequest, user: User) -> object:
    return reinstate(**said(request, user))


def _note(request: QueryRequest, user: User) -> object:
    return note(text="Telefonat am Montag.", **said(request, user))


def _invite(request: QueryRequest, user: User) -> object:
    return invite_again(**said(request, user))


STEPS: dict[RequestAction, Step] = {
    RequestAction.EXTEND: _extend,
    RequestAction.CHANGE_PERSON: _change_person,
    RequestAction.REASSIGN: _reassign,
    RequestAction.WITHDRAW: _withdraw,
    RequestAction.REINSTATE: _reinstate,
    RequestAction.NOTE: _note,
    RequestAction.INVITE: _invite,
}


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("action", STEPS)
def test_step_follows_the_arrows(
    request_: QueryRequest, who: User, action: RequestAction, state: RequestState
) -> None:
    QueryRequest.objects.filter(pk=request_.pk).update(state=state)
    arrows = REQUEST_ARROWS[action]
    if state in arrows:
        STEPS[action](request_, who)
    else:
        with pytest.raises(ReportError, match="nicht möglich"):
            STEPS[action](request_, who)
    request_.refresh_from_db()
    assert request_.state == arrows.get(state, state)
    assert request_.version == (2 if state in arrows else 1)


@pytest.mark.parametrize("action", STEPS)
def test_step_is_refused_once_the_query_is_closed(
    request_: QueryRequest, who: User, action: RequestAction
) -> None:
    query = request_.query
    close_query(query=query, version=query.version, now=NOW)
    with pytest.raises(ReportError, match=r"gesperrt, weil die Abfrage .* geschlossen wurde"):
        STEPS[action](request_, who)


@pytest.mark.parametrize("action", [each for each in STEPS if each != RequestAction.REINSTATE])
def test_step_on_a_newer_version_is_refused(request_: QueryRequest, who: User, action: RequestAction) -> None:
    QueryRequest.objects.filter(pk=request_.pk).update(version=2)
    with pytest.raises(StaleVersionError):
        STEPS[action](request_, who)


@pytest.mark.parametrize("action", [each for each in STEPS if each != RequestAction.REINSTATE])
def test_step_stands_in_the_history_with_its_author(
    request_: QueryRequest, who: User, action: RequestAction
) -> None:
    STEPS[action](request_, who)
    newest = request_.history.first()
    assert newest is not None
    assert newest.history_user == who


def test_extension_concerns_this_request_only(who: User) -> None:
    first, second = make_open(2).requests.order_by("pk")
    _extend(first, who)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.deadline, second.deadline) == (TOMORROW, second.query.due_on)


@pytest.mark.parametrize(
    ("until", "reason"), [(dt.date(2026, 10, 11), "vorbei"), (dt.date(2026, 10, 30), "endet erst am")]
)
def test_extension_is_not_in_the_past_or_before_the_query_s_own_day(
    request_: QueryRequest, who: User, until: dt.date, reason: str
) -> None:
    with pytest.raises(ReportError, match=reason):
        extend(until=until, **said(request_, who))


def test_extension_is_taken_back_by_the_query_s_own_day(request_: QueryRequest, who: User) -> None:
    _extend(request_, who)
    request_.refresh_from_db()
    extend(until=request_.query.due_on, **said(request_, who))
    request_.refresh_from_db()
    assert request_.extended_to is None


def test_new_person_gets_a_link_and_the_former_one_loses_hers(request_: QueryRequest, who: User) -> None:
    successor = make_contact(request_.organisation)
    before = request_.contact
    reassign(contact=successor, **said(request_, who))
    good = AccessGrant.objects.valid().filter(query=request_.query)
    assert [grant.contact for grant in good] == [successor]
    assert AccessGrant.objects.get(contact=before).revoked_at == NOW


def test_former_person_keeps_the_link_while_something_else_is_asked_of_her(
    request_: QueryRequest, who: User
) -> None:
    from_measure = make_open().requests.get().measure
    make_request(request_.query, from_measure, request_.organisation, contact=request_.contact)
    _change_person(request_, who)
    assert AccessGrant.objects.valid().filter(contact=request_.contact).exists()


def test_person_who_is_asked_again_gets_another_link(request_: QueryRequest, who: User) -> None:
    first = request_.contact
    nonce = AccessGrant.objects.get(contact=first).nonce
    _change_person(request_, who)
    request_.refresh_from_db()
    reassign(contact=first, **said(request_, who))
    grant = AccessGrant.objects.valid().get(contact=first)
    assert grant.nonce != nonce


@pytest.mark.parametrize("wrong", ["stranger", "inactive"])
def test_person_of_elsewhere_cannot_be_asked(request_: QueryRequest, who: User, wrong: str) -> None:
    organisation = make_organisation() if wrong == "stranger" else request_.organisation
    person = make_contact(organisation, is_active=wrong == "stranger")
    with pytest.raises(ReportError, match="gehört nicht zu der Organisation"):
        reassign(contact=person, **said(request_, who))


def test_new_person_is_invited_on_wish(request_: QueryRequest, who: User) -> None:
    successor = make_contact(request_.organisation)
    reassign(contact=successor, invite=True, **said(request_, who))
    assert OutboxMail.objects.filter(recipient=successor.email, kind="invitation").count() == 1


def test_draft_of_the_former_organisation_goes_on_of_its_own_accord(
    request_: QueryRequest, who: User
) -> None:
    draft = answer(request_, ReportState.DRAFT, text="Schon geschrieben.")
    other = make_organisation()
    reassign(organisation=other, **said(request_, who))
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert (draft.request, draft.text, draft.version) == (None, "Schon geschrieben.", 2)
    assert (request_.organisation, request_.state) == (other, RequestState.OPEN)


def test_what_the_new_organisation_is_writing_becomes_its_answer(request_: QueryRequest, who: User) -> None:
    other = make_organisation()
    draft = make_report(request_.measure, other)
    reassign(organisation=other, **said(request_, who))
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert (draft.request, request_.state) == (request_, RequestState.IN_PROGRESS)


def test_new_organisation_takes_part_with_its_first_person(request_: QueryRequest, who: User) -> None:
    other = make_organisation()
    person = make_contact(other)
    reassign(organisation=other, **said(request_, who))
    request_.refresh_from_db()
    assert request_.contact == person
    assert request_.query.participations.filter(organisation=other).count() == 1


def test_organisation_that_is_asked_already_is_refused(request_: QueryRequest, who: User) -> None:
    other = make_organisation()
    make_request(request_.query, request_.measure, other)
    with pytest.raises(ReportError, match="schon gefragt"):
        reassign(organisation=other, **said(request_, who))


def test_group_without_names_cannot_be_asked(request_: QueryRequest, who: User) -> None:
    group = make_organisation(kind=OrganisationKind.UNNAMED_GROUP)
    with pytest.raises(ReportError, match="Gruppe ohne einzelne Namen"):
        reassign(organisation=group, **said(request_, who))


def test_withdrawn_request_lets_the_report_go_on(request_: QueryRequest, who: User) -> None:
    draft = answer(request_, ReportState.RETURNED, return_remark="Bitte ergänzen.")
    _withdraw(request_, who)
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert (draft.request, draft.state) == (None, ReportState.RETURNED)
    assert request_.withdrawal_reason == "Die Maßnahme ruht."


def test_withdrawal_needs_a_reason(request_: QueryRequest, who: User) -> None:
    with pytest.raises(ReportError, match="Grund"):
        withdraw(reason=" ", **said(request_, who))


def test_reinstated_request_takes_the_report_back(request_: QueryRequest, who: User) -> None:
    draft = answer(request_, ReportState.DRAFT)
    _withdraw(request_, who)
    request_.refresh_from_db()
    _reinstate(request_, who)
    draft.refresh_from_db()
    request_.refresh_from_db()
    assert draft.request == request_
    assert (request_.state, request_.withdrawal_reason) == (RequestState.IN_PROGRESS, "")


def test_invited_again_the_old_link_dies(request_: QueryRequest, who: User) -> None:
    nonce = AccessGrant.objects.get(contact=request_.contact).nonce
    mails = OutboxMail.objects.count()
    _invite(request_, who)
    assert AccessGrant.objects.get(contact=request_.contact).nonce != nonce
    assert OutboxMail.objects.count() == mails + 1


def test_nobody_to_invite_is_said(request_: QueryRequest, who: User) -> None:
    request_.organisation.contacts.update(email="")
    with pytest.raises(ReportError, match="niemand per E-Mail erreichbar"):
        _invite(request_, who)
    request_.refresh_from_db()
    assert request_.version == 1


@pytest.mark.parametrize("until", [dt.date(2027, 11, 1), dt.date(2099, 12, 31)])
def test_nobody_gets_more_than_a_year(request_: QueryRequest, who: User, until: dt.date) -> None:
    with pytest.raises(ReportError, match=r"31\.10\.2027"):
        extend(until=until, **said(request_, who))


def test_a_year_more_is_the_most(request_: QueryRequest, who: User) -> None:
    assert extend(until=dt.date(2027, 10, 31), **said(request_, who)).extended_to == dt.date(2027, 10, 31)


def test_link_is_revoked_once(request_: QueryRequest, who: User) -> None:
    grant = AccessGrant.objects.get(contact=request_.contact)
    done = [revoke_link(grant=grant, user=who, now=NOW) for _ in range(2)]
    assert done == [True, False]
    assert AuditEntry.objects.filter(action="access.revoke").count() == 1


@pytest.mark.parametrize(
    ("step", "action"),
    [(_withdraw, "request.withdraw"), (_reassign, "request.reassign"), (_change_person, "request.reassign")],
)
def test_step_stands_in_the_audit_trail(request_: QueryRequest, who: User, step: Step, action: str) -> None:
    step(request_, who)
    assert AuditEntry.objects.filter(action=action, user_id=who.pk).count() == 1


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
