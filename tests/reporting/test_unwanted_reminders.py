"""A reminder that waits already does not go out once nobody needs it."""

import pytest
from django.core import mail

from partners.models import ContactRole
from reporting.models import (
    MailKind,
    MailState,
    OutboxMail,
    QueryState,
    ReminderAnchor,
    ReminderAudience,
    StatusQuery,
)
from reporting.services import outbox
from reporting.services.opting_out import opt_out
from reporting.services.participations import submit_answers
from reporting.services.queries.planning import Reminder
from reporting.services.reports import submit
from tests.builders import make_contact
from tests.reporting.reminding import THIRD, at, contact_of, make_running, run
from tests.reporting.rounds import answer

pytestmark = pytest.mark.django_db
HEAD = (Reminder(ReminderAnchor.AFTER, 10, ReminderAudience.HEAD),)
NOON = at(*THIRD, 12)


@pytest.fixture
def query() -> StatusQuery:
    """Its one asked person has a reminder in the outbox."""
    query = make_running()
    OutboxMail.objects.all().delete()
    run(query, at(*THIRD))
    return query


def reminder() -> OutboxMail:
    return OutboxMail.objects.get(kind=MailKind.REMINDER)


def hand_in(query: StatusQuery) -> None:
    draft = answer(query.requests.get(), "draft", submitted_at=None, course="on_track")
    submit(report=draft, expected_version=draft.version, user=None, now=NOON)


def sent() -> list[list[str]]:
    outbox.send_due(now=NOON)
    return [message.recipients() for message in mail.outbox]


def test_handing_in_withdraws_it(query: StatusQuery) -> None:
    hand_in(query)
    assert reminder().state == MailState.WITHDRAWN


def test_it_stays_while_something_is_owed() -> None:
    query = make_running(2)
    first, second = query.requests.order_by("pk")
    contact_of(second).email = contact_of(first).email
    contact_of(second).save()
    OutboxMail.objects.all().delete()
    run(query, at(*THIRD))
    draft = answer(first, "draft", submitted_at=None, course="on_track")
    submit(report=draft, expected_version=draft.version, user=None, now=NOON)
    assert reminder().state == MailState.QUEUED
    assert [reminder().recipient] in sent()


def test_answers_of_the_organisation_withdraw_it(query: StatusQuery) -> None:
    query.questions.create(number=1, scope="organisation", kind="text", text="Wie viele?", is_required=True)
    hand_in(query)
    assert reminder().state == MailState.QUEUED
    query.questions.update(is_required=False)
    part = query.participations.get()
    submit_answers(participation=part, expected_version=part.version, user=None, now=NOON)
    assert reminder().state == MailState.WITHDRAWN


def test_opting_out_withdraws_it_in_any_spelling(query: StatusQuery) -> None:
    opt_out(email=reminder().recipient.upper(), now=NOON)
    assert reminder().state == MailState.WITHDRAWN


def test_a_hint_to_the_leitung_is_withdrawn_with_the_answer() -> None:
    query = make_running(plan=HEAD)
    head = make_contact(query.requests.get().organisation, role=ContactRole.HEAD)
    run(query, at(11, 10))
    hand_in(query)
    told = OutboxMail.objects.get(kind=MailKind.ESCALATION)
    assert (told.recipient, told.state) == (head.email, MailState.WITHDRAWN)


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.FAILED, MailState.DOUBTFUL])
def test_a_sender_looks_once_more(query: StatusQuery, state: str) -> None:
    """Whatever happened to it since: after the closing nobody gets a reminder."""
    OutboxMail.objects.update(state=state)
    StatusQuery.objects.update(state=QueryState.CLOSED)
    outbox.resend_all(query, now=NOON)
    assert sent() == []
    assert reminder().state == MailState.WITHDRAWN


def test_sending_again_does_not_bring_it_back(query: StatusQuery) -> None:
    query.requests.update(state="submitted")
    OutboxMail.objects.update(state=MailState.FAILED)
    assert not outbox.resend(reminder(), now=NOON)
    assert reminder().state == MailState.WITHDRAWN


def test_what_goes_to_a_corrected_address_goes_out(query: StatusQuery) -> None:
    OutboxMail.objects.update(state=MailState.FAILED)
    outbox.readdress(reminder(), recipient="richtig@example.org")
    assert outbox.resend(reminder(), now=NOON)
    assert sent() == [["richtig@example.org"]]


def test_other_mails_of_a_closed_query_go_out(query: StatusQuery) -> None:
    OutboxMail.objects.update(kind=MailKind.RETURNED)
    StatusQuery.objects.update(state=QueryState.CLOSED)
    assert len(sent()) == 1
