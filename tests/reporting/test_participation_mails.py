"""Mails about the questions that are asked once per organisation."""

import pytest

from partners.models import User
from reporting.models import AccessGrant, MailKind, OutboxMail, Participation
from reporting.services.links import address_of
from reporting.services.participations import approve_answers, return_answers, submit_answers
from tests.builders import make_contact, make_editor, make_organisation, make_partner, make_query
from tests.reporting.reports import LATER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_editor()


@pytest.fixture
def draft(editor: User) -> Participation:
    query, organisation = make_query(state="open", opened_at=NOW), make_organisation()
    return Participation.objects.create(query=query, organisation=organisation)


def mails(kind: MailKind) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind=kind))


def test_reviewers_are_told(draft: Participation, editor: User) -> None:
    submit_answers(participation=draft, expected_version=draft.version, user=None, now=NOW)
    (mail,) = mails(MailKind.OFFICE)
    assert mail.recipient == editor.email
    assert "/freigaben/organisationen/" in mail.body


def test_the_remark_comes_back_with_the_personal_link(draft: Participation, editor: User) -> None:
    contact = make_contact(draft.organisation)
    grant = AccessGrant.objects.create(
        query=draft.query, organisation=draft.organisation, contact=contact, created_at=NOW
    )
    sent = submit_answers(
        participation=draft, expected_version=draft.version, user=None, contact=contact, now=NOW
    )
    return_answers(
        participation=sent, expected_version=sent.version, remark="Wie viele?", user=editor, now=LATER
    )
    (mail,) = mails(MailKind.RETURNED)
    assert mail.recipient == contact.email
    assert "Wie viele?" in mail.body
    assert address_of(grant) in mail.body


def test_an_account_is_led_to_the_page_of_the_organisation(draft: Participation, editor: User) -> None:
    user = make_partner(draft.organisation)
    sent = submit_answers(participation=draft, expected_version=draft.version, user=user, now=NOW)
    return_answers(
        participation=sent, expected_version=sent.version, remark="Wie viele?", user=editor, now=LATER
    )
    (mail,) = mails(MailKind.RETURNED)
    assert f"/mein-bereich/abfragen/{draft.query.slug}/{draft.organisation.slug}/" in mail.body
    assert "/zugang/" not in mail.body


def test_approval_is_told_to_those_who_answered(draft: Participation, editor: User) -> None:
    user = make_partner(draft.organisation)
    sent = submit_answers(participation=draft, expected_version=draft.version, user=user, now=NOW)
    approve_answers(participation=sent, expected_version=sent.version, user=editor, now=LATER)
    (mail,) = mails(MailKind.APPROVED)
    assert mail.recipient == user.email
    assert mail.subject == "Vielen Dank: Ihre Antworten sind freigegeben"
    assert draft.organisation.name in mail.body


def test_the_own_wording_of_the_query_thanks_for_them(draft: Participation, editor: User) -> None:
    draft.query.mail_texts.create(kind=MailKind.APPROVED, subject="Danke!", body="Hallo {name}!")
    user = make_partner(draft.organisation)
    sent = submit_answers(participation=draft, expected_version=draft.version, user=user, now=NOW)
    approve_answers(participation=sent, expected_version=sent.version, user=editor, now=LATER)
    assert mails(MailKind.APPROVED)[0].subject == "Danke!"
