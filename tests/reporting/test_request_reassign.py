"""Another person or another organisation is asked: links move along, drafts stay with who wrote them."""

import pytest

from partners.models import OrganisationKind, User
from reporting.errors import ReportError
from reporting.models import AccessGrant, OutboxMail, QueryRequest, ReportState, RequestState
from reporting.services.requests import reassign
from tests.builders import make_contact, make_organisation, make_report, make_request

from .request_steps import NOW, do_change_person, request_, said, who
from .rounds import answer, make_open

__all__ = ["request_", "who"]
pytestmark = pytest.mark.django_db


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
    do_change_person(request_, who)
    assert AccessGrant.objects.valid().filter(contact=request_.contact).exists()


def test_person_who_is_asked_again_gets_another_link(request_: QueryRequest, who: User) -> None:
    first = request_.contact
    nonce = AccessGrant.objects.get(contact=first).nonce
    do_change_person(request_, who)
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
