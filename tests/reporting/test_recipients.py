"""Whom a mail reaches as things stand now, and the invitation sent once more."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Contact, MembershipRole
from reporting.models import OutboxMail, QueryRequest, RequestState
from reporting.services.links import address_of, token_of
from reporting.services.mails import invite_again
from reporting.services.recipients import people_for
from tests.builders import make_contact, make_measure, make_organisation, make_partner, make_request
from tests.reporting.capabilities import grant_of
from tests.reporting.reminding import contact_of
from tests.reporting.rounds import LATER, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(db: None) -> QueryRequest:
    return make_open().requests.select_related("query", "organisation", "contact").get()


def email_for(request: QueryRequest) -> str | None:
    person = people_for(QueryRequest.objects.filter(pk=request.pk))[request.pk]
    return person.email if person else None


def test_the_asked_contact_comes_first(request_: QueryRequest) -> None:
    other = make_contact(request_.organisation, role="deputy")
    assert email_for(request_) == contact_of(request_).email
    QueryRequest.objects.update(contact=other)
    assert email_for(request_) == other.email


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_then_another_contact_of_the_organisation(request_: QueryRequest, change: dict[str, Any]) -> None:
    Contact.objects.update(**change)
    deputy = make_contact(request_.organisation, role="deputy")
    assert email_for(request_) == deputy.email


def test_a_contact_who_works_elsewhere_now_is_not_asked(request_: QueryRequest) -> None:
    contact_of(request_).organisation = make_organisation()
    contact_of(request_).save()
    assert email_for(request_) is None


def test_then_an_account_the_leitung_first(request_: QueryRequest) -> None:
    contact_of(request_).delete()
    make_partner(request_.organisation)
    head = make_partner(request_.organisation, MembershipRole.HEAD)
    assert email_for(request_) == head.email
    head.is_active = False
    head.save()
    assert email_for(request_) != head.email


def test_nobody_is_nobody(request_: QueryRequest) -> None:
    contact_of(request_).delete()
    assert list(people_for(QueryRequest.objects.all()).values()) == [None]


def test_the_statements_do_not_grow_with_the_requests() -> None:
    counts = []
    for number in (1, 6):
        requests = list(make_open(number).requests.all())
        with CaptureQueriesContext(connection) as statements:
            assert all(people_for(requests).values())
        counts.append(len(statements))
    assert counts == [2, 2]


def test_inviting_again_kills_the_old_link_and_mails_a_new_one(request_: QueryRequest) -> None:
    grant = request_.query.grants.select_related("query", "organisation", "contact").get()
    old = token_of(grant)
    letter = invite_again(request=request_, now=LATER)
    assert grant_of(old) is None
    grant.refresh_from_db()
    assert letter is not None
    assert address_of(grant) in letter.body
    assert OutboxMail.objects.filter(kind="invitation").count() == 2


def test_each_new_invitation_is_an_occasion_of_its_own(request_: QueryRequest) -> None:
    for _ in range(2):
        invite_again(request=request_, now=LATER)
    assert OutboxMail.objects.filter(kind="invitation").count() == 3


def test_a_revoked_link_comes_back_to_life_as_a_new_one_only(request_: QueryRequest) -> None:
    grant = request_.query.grants.select_related("query", "organisation", "contact").get()
    old = token_of(grant)
    request_.query.grants.update(revoked_at=LATER)
    invite_again(request=request_, now=LATER)
    assert grant_of(old) is None
    grant.refresh_from_db()
    assert grant_of(token_of(grant)) == grant


def test_the_new_invitation_lists_all_that_is_owed_there(request_: QueryRequest) -> None:
    query, organisation = request_.query, request_.organisation
    owed = make_request(query, make_measure(), organisation, contact=request_.contact)
    done = make_request(query, make_measure(), organisation, state=RequestState.APPROVED)
    letter = invite_again(request=request_, now=LATER)
    assert letter is not None
    assert request_.measure.title in letter.body
    assert owed.measure.title in letter.body
    assert done.measure.title not in letter.body


def test_without_anybody_to_reach_nothing_changes(request_: QueryRequest) -> None:
    before = request_.query.grants.get().nonce
    request_.organisation.contacts.update(is_active=False)
    assert invite_again(request=request_, now=LATER) is None
    assert request_.query.grants.get().nonce == before


def test_an_account_without_contact_row_is_invited_to_log_in(request_: QueryRequest) -> None:
    contact_of(request_).delete()
    member = make_partner(request_.organisation)
    letter = invite_again(request=QueryRequest.objects.get(), now=LATER)
    assert letter is not None
    assert letter.recipient == member.email
    assert "/zugang/" not in letter.body
    assert "/mein-bereich/" in letter.body
