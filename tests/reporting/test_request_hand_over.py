"""A person leaves, or says that somebody else is responsible."""

import datetime as dt
from typing import Any

import pytest

from partners.models import Contact, User
from reporting.errors import ReportError
from reporting.models import AccessGrant, OutboxMail, QueryRequest, ReportState, RequestState, StatusQuery
from reporting.services.queries import close_query
from reporting.services.requests import hand_over, tell_who_answers
from tests.builders import make_commissioner, make_contact, make_measure, make_organisation, make_request

from .rounds import answer, make_open

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 10, 12, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def request_() -> QueryRequest:
    """Asked of one organisation with one person, who has a link."""
    return make_open().requests.select_related("query", "contact", "organisation").get()


@pytest.fixture
def who() -> User:
    return make_commissioner()


def test_successor_is_asked_everything_that_the_leaving_person_was(request_: QueryRequest, who: User) -> None:
    leaving, successor = request_.contact, make_contact(request_.organisation)
    assert leaving is not None
    draft = answer(request_, ReportState.DRAFT)
    hand_over(query=request_.query, leaving=leaving, successor=successor, user=who, now=NOW, has_left=True)
    request_.refresh_from_db()
    leaving.refresh_from_db()
    draft.refresh_from_db()
    assert (request_.contact, leaving.is_active, draft.request) == (successor, False, request_)
    assert [each.contact for each in AccessGrant.objects.valid()] == [successor]
    assert OutboxMail.objects.filter(recipient=successor.email).count() == 1


@pytest.mark.parametrize("wrong", ["same", "stranger", "inactive", "unreachable"])
def test_wrong_successor_is_refused(request_: QueryRequest, who: User, wrong: str) -> None:
    leaving = request_.contact
    assert leaving is not None
    people = {
        "same": lambda: leaving,
        "stranger": lambda: make_contact(make_organisation()),
        "inactive": lambda: make_contact(request_.organisation, is_active=False),
        "unreachable": lambda: make_contact(request_.organisation, email=""),
    }
    with pytest.raises(ReportError):
        hand_over(query=request_.query, leaving=leaving, successor=people[wrong](), user=who, now=NOW)


@pytest.mark.parametrize("state", [RequestState.SUBMITTED, RequestState.RETURNED])
def test_what_is_under_review_is_handed_over_too(
    request_: QueryRequest, who: User, state: RequestState
) -> None:
    leaving, successor = request_.contact, make_contact(request_.organisation)
    assert leaving is not None
    QueryRequest.objects.filter(pk=request_.pk).update(state=state)
    hand_over(query=request_.query, leaving=leaving, successor=successor, user=who, now=NOW)
    request_.refresh_from_db()
    assert (request_.contact, request_.state) == (successor, state)


def test_hand_over_takes_as_many_statements_for_many_requests(
    request_: QueryRequest, who: User, django_assert_max_num_queries: Any
) -> None:
    leaving, successor = request_.contact, make_contact(request_.organisation)
    assert leaving is not None

    def take_over(old: Contact, new: Contact) -> None:
        hand_over(query=request_.query, leaving=old, successor=new, user=who, now=NOW)

    with django_assert_max_num_queries(60) as few:
        take_over(leaving, successor)
    for _ in range(8):
        make_request(request_.query, make_measure(), request_.organisation, contact=successor)
    with django_assert_max_num_queries(len(few) + 3):
        take_over(successor, make_contact(request_.organisation))


def test_hand_over_after_closing_is_refused(request_: QueryRequest, who: User) -> None:
    successor, leaving = make_contact(request_.organisation), request_.contact
    assert leaving is not None
    close_query(query=request_.query, version=request_.query.version, now=NOW)
    with pytest.raises(ReportError, match="gesperrt"):
        hand_over(query=request_.query, leaving=leaving, successor=successor, user=who, now=NOW)


def test_office_is_told_by_mail_and_note_who_answers(request_: QueryRequest, settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    tell_who_answers(
        query=request_.query,
        organisation=request_.organisation,
        text="Das macht jetzt\ndie Jugendhilfe.",
        sender="Frau Beispiel",
        user=None,
        now=NOW,
    )
    request_.refresh_from_db()
    mail = OutboxMail.objects.get(kind="office")
    assert mail.recipient == "ki@stadt.example"
    assert f"/anfragen/{request_.uuid}/" in mail.body
    assert (
        request_.note
        == "12.10.2026, Frau Beispiel: Jemand anderes ist zuständig. Das macht jetzt die Jugendhilfe."
    )
    assert request_.version == 2


def message(request_: QueryRequest, **fields: Any) -> None:
    values: dict[str, Any] = {"text": "Das macht <die> Jugendhilfe.", "sender": "Frau Beispiel", **fields}
    tell_who_answers(query=request_.query, organisation=request_.organisation, user=None, now=NOW, **values)


def test_without_an_office_mailbox_those_who_conduct_the_query_are_told(
    request_: QueryRequest, who: User, settings: Any
) -> None:
    settings.PORTAL_CONTACT_EMAIL = ""
    message(request_, sender_email="frau@example.org")
    mail = OutboxMail.objects.get(kind="office")
    assert (mail.recipient, mail.reply_to) == (who.email, "frau@example.org")
    assert "Das macht <die> Jugendhilfe." in mail.body
    assert "&lt;die&gt;" in mail.html


def test_the_address_of_the_query_comes_first(request_: QueryRequest, settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    StatusQuery.objects.update(reply_to="abfrage@stadt.example")
    request_.refresh_from_db()
    message(request_)
    assert OutboxMail.objects.get(kind="office").recipient == "abfrage@stadt.example"
