"""Who hears of it when reminders did not help: the Leitung, then the office."""

import datetime as dt
from typing import Any

import pytest

from partners.models import ContactRole, MembershipRole
from reporting.models import (
    MailKind,
    OutboxMail,
    ReminderAnchor,
    ReminderAudience,
    ReminderOptOut,
    StatusQuery,
)
from reporting.services.outbox import Letter
from reporting.services.queries.planning import Reminder
from tests.builders import make_commissioner, make_contact, make_partner
from tests.reporting.reminding import at, contact_of, make_running, run
from tests.reporting.rounds import NOW, answer

pytestmark = pytest.mark.django_db
HEAD = (Reminder(ReminderAnchor.AFTER, 10, ReminderAudience.HEAD),)
OFFICE = (Reminder(ReminderAnchor.AFTER, 14, ReminderAudience.OFFICE),)
OFFICE_MAIL = "ki@stadt.example"


@pytest.fixture(autouse=True)
def office(settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = OFFICE_MAIL


def escalate(query: StatusQuery) -> list[Letter]:
    return run(query, at(11, 10))


def test_the_leitung_hears_what_is_missing() -> None:
    query = make_running(plan=HEAD)
    request = query.requests.get()
    head = make_contact(request.organisation, role=ContactRole.HEAD)
    (letter,) = escalate(query)
    assert (letter.recipient, letter.kind) == (head.email, MailKind.ESCALATION)
    assert request.measure.title in letter.body
    assert request.organisation.name in letter.subject


def test_the_leitung_gets_no_link_of_somebody_else() -> None:
    query = make_running(plan=HEAD)
    make_contact(query.requests.get().organisation, role=ContactRole.HEAD)
    (letter,) = escalate(query)
    assert letter.body.count("/zugang/") == letter.body.count("/zugang/erinnerungen/") == 1


def test_without_a_contact_the_account_of_the_leitung_is_told() -> None:
    query = make_running(plan=HEAD)
    head = make_partner(query.requests.get().organisation, MembershipRole.HEAD)
    assert [letter.recipient for letter in escalate(query)] == [head.email]


def test_without_a_leitung_the_office_is_told() -> None:
    (letter,) = escalate(make_running(plan=HEAD))
    assert (letter.recipient, letter.kind) == (OFFICE_MAIL, MailKind.OFFICE)


def test_a_leitung_who_is_asked_herself_is_passed_over() -> None:
    query = make_running(plan=HEAD)
    query.requests.get().organisation.contacts.update(role=ContactRole.HEAD)
    assert [letter.recipient for letter in escalate(query)] == [OFFICE_MAIL]


def test_a_leitung_who_opted_out_is_passed_over() -> None:
    query = make_running(plan=HEAD)
    head = make_contact(query.requests.get().organisation, role=ContactRole.HEAD)
    ReminderOptOut.objects.create(email=head.email, since=NOW)
    assert [letter.recipient for letter in escalate(query)] == [OFFICE_MAIL]


def test_an_opt_out_of_the_asked_person_does_not_stop_the_escalation() -> None:
    query = make_running(plan=HEAD)
    request = query.requests.get()
    head = make_contact(request.organisation, role=ContactRole.HEAD)
    ReminderOptOut.objects.create(email=contact_of(request).email, since=NOW)
    assert [letter.recipient for letter in escalate(query)] == [head.email]


def test_one_mail_per_leitung_over_several_organisations() -> None:
    query = make_running(2, plan=HEAD)
    for request in query.requests.all():
        make_contact(request.organisation, role=ContactRole.HEAD, email="chefin@example.org")
    (letter,) = escalate(query)
    assert all(request.measure.title in letter.body for request in query.requests.all())


def test_the_office_gets_one_mail_that_lists_all() -> None:
    query = make_running(3, plan=OFFICE)
    answered, *owed = query.requests.order_by("pk")
    answer(answered, "submitted")
    assert run(query, at(11, 13)) == []
    (letter,) = run(query, at(11, 14))
    assert letter.recipient == OFFICE_MAIL
    assert all(request.organisation.name in letter.body for request in owed)
    assert answered.organisation.name not in letter.body
    assert run(query, at(11, 15)) == []


def test_without_a_mailbox_everybody_who_conducts_queries_is_told(settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = ""
    people = {make_commissioner().email, make_commissioner().email}
    query = make_running(plan=OFFICE)
    assert {letter.recipient for letter in run(query, at(11, 14))} == people


def test_an_extended_request_is_escalated_by_its_own_deadline() -> None:
    query = make_running(plan=HEAD)
    make_contact(query.requests.get().organisation, role=ContactRole.HEAD)
    query.requests.update(extended_to=dt.date(2026, 11, 20))
    assert run(query, at(11, 29)) == []
    assert len(run(query, at(11, 30))) == 1


def test_nothing_is_escalated_that_was_answered() -> None:
    query = make_running(plan=HEAD + OFFICE)
    answer(query.requests.get(), "submitted")
    assert run(query, at(11, 30)) == []


def test_the_leitung_can_opt_out_and_the_office_cannot() -> None:
    query = make_running(plan=HEAD + OFFICE)
    make_contact(query.requests.get().organisation, role=ContactRole.HEAD)
    run(query, at(11, 14))
    bodies = dict(OutboxMail.objects.exclude(kind="invitation").values_list("kind", "body"))
    assert "/zugang/erinnerungen/" in bodies["escalation"]
    assert "/zugang/erinnerungen/" not in bodies["office"]
