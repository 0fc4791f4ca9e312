"""What people are told about their answers: returned, approved, and thanks for the last one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reporting.models import AccessGrant, MailKind, OutboxMail, ProgressReport, QueryRequest, RequestState
from reporting.services.links import address_of
from reporting.services.mails import tell_approved_together, tell_submitted_together
from reporting.services.queries import close_query
from reporting.services.reports import return_report, submit
from tests.builders import make_contact, make_measure, make_report, make_request, make_responsible
from tests.reporting.reminding import contact_of
from tests.reporting.reports import LATER, NOW, World, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


def asked(world: World, **contact: Any) -> QueryRequest:
    """A request to a contact person of the organisation, with the personal link."""
    request = world.ask()
    request.contact = make_contact(world.organisation, **contact)
    request.save()
    AccessGrant.objects.create(
        query=request.query, organisation=world.organisation, contact=request.contact, created_at=NOW
    )
    return request


def hand_in(world: World, **by: Any) -> ProgressReport:
    report = world.save(world.start(), user=world.owner)
    return submit(report=report, expected_version=report.version, now=NOW, **{"user": world.owner, **by})


def give_back(world: World, report: ProgressReport) -> ProgressReport:
    return return_report(
        report=report, expected_version=report.version, remark="Bitte <mehr>.", user=world.reviewer, now=LATER
    )


def mails(kind: MailKind) -> dict[str, OutboxMail]:
    return {mail.recipient: mail for mail in OutboxMail.objects.filter(kind=kind)}


def test_the_remark_comes_with_the_personal_link_where_there_is_no_account(world: World) -> None:
    request = asked(world)
    give_back(world, hand_in(world, user=None, contact=request.contact))
    (mail,) = mails(MailKind.RETURNED).values()
    assert mail.recipient == contact_of(request).email
    assert "Bitte <mehr>." in mail.body
    assert "Bitte &lt;mehr&gt;." in mail.html
    assert address_of(AccessGrant.objects.get()) in mail.body


def test_an_account_is_led_to_the_report(world: World) -> None:
    world.ask()
    report = give_back(world, hand_in(world))
    mail = mails(MailKind.RETURNED)[world.owner.email]
    assert f"/mein-bereich/meldungen/{report.uuid}/" in mail.body
    assert "/zugang/" not in mail.body


def test_the_querys_own_wording_is_used(world: World) -> None:
    request = world.ask()
    request.query.mail_texts.create(kind=MailKind.RETURNED, subject="Zurück: {abfrage}", body="Hallo {name}!")
    give_back(world, hand_in(world))
    mail = mails(MailKind.RETURNED)[world.owner.email]
    assert mail.subject == f"Zurück: {request.query.title}"
    assert mail.body.startswith("Hallo")
    assert mail.query == request.query


def test_a_report_of_its_own_accord_has_the_standard_wording(world: World) -> None:
    give_back(world, hand_in(world))
    mail = mails(MailKind.RETURNED)[world.owner.email]
    assert mail.subject == "Bitte ergänzen Sie Ihre Meldung"
    assert mail.query is None


def test_approval_says_so_when_the_wording_was_edited(world: World) -> None:
    report = hand_in(world)
    world.approve(report, public_text="Kürzer gesagt.")
    mail = mails(MailKind.APPROVED)[world.owner.email]
    assert "für die Veröffentlichung bearbeitet" in mail.body
    assert "Kürzer gesagt." in mail.body


def test_approval_of_the_own_wording_does_not_repeat_it(world: World) -> None:
    world.approve(hand_in(world))
    assert "bearbeitet" not in mails(MailKind.APPROVED)[world.owner.email].body


def test_thanks_come_with_the_last_answer_and_once(world: World) -> None:
    request = world.ask()
    second = make_measure()
    make_responsible(second, world.organisation)
    other = make_request(request.query, second, world.organisation)
    hand_in(world)
    assert mails(MailKind.THANKS) == {}
    other.state = RequestState.NOT_REQUIRED
    other.save()
    report = give_back(world, ProgressReport.objects.get())
    report = world.save(report)
    submit(report=report, expected_version=report.version, user=world.owner, now=LATER)
    assert set(mails(MailKind.THANKS)) == {world.owner.email}
    report = give_back(world, ProgressReport.objects.get())
    submit(
        report=world.save(report, user=world.colleague),
        expected_version=report.version + 1,
        user=world.colleague,
        now=LATER,
    )
    assert set(mails(MailKind.THANKS)) == {world.owner.email}


def test_a_report_of_its_own_accord_earns_no_thanks_of_a_query(world: World) -> None:
    hand_in(world)
    assert mails(MailKind.THANKS) == {}


def test_reviewers_are_told_of_a_submission(world: World) -> None:
    hand_in(world)
    mail = mails(MailKind.OFFICE)[world.reviewer.email]
    assert "/freigaben/" in mail.body
    assert world.measure.title in mail.subject


def test_mails_are_german_whoever_presses_the_button(world: World, settings: Any) -> None:
    settings.LANGUAGES = [("de", "Deutsch"), ("en", "English")]
    world.ask()
    report = hand_in(world)
    with override("en"):
        give_back(world, report)
    assert "Fragen" in mails(MailKind.RETURNED)[world.owner.email].body


def test_mails_need_no_picture_and_nothing_from_elsewhere(world: World) -> None:
    world.ask()
    hand_in(world)
    for mail in OutboxMail.objects.all():
        assert '<html lang="de"' in mail.html
        assert mail.html.count("<h1") == 1
        assert not any(word in mail.html for word in ("<img", "url(", "<link", "<script", "@import"))


def test_after_the_closing_nobody_is_led_to_a_dead_link(world: World, settings: Any) -> None:
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    request = asked(world)
    report = hand_in(world, user=None, contact=request.contact)
    close_query(query=request.query, version=request.query.version, now=LATER)
    give_back(world, report)
    (mail,) = mails(MailKind.RETURNED).values()
    assert "/zugang/" not in mail.body
    assert "/mein-bereich/" not in mail.body
    assert "Bitte antworten Sie auf diese E-Mail." in mail.body
    assert mail.reply_to == "ki@stadt.example"


def test_after_the_closing_an_account_is_still_led_to_the_report(world: World) -> None:
    query = world.ask().query
    report = hand_in(world)
    close_query(query=query, version=query.version, now=LATER)
    give_back(world, report)
    assert f"/mein-bereich/meldungen/{report.uuid}/" in mails(MailKind.RETURNED)[world.owner.email].body


def test_the_reviewer_reads_that_the_answer_will_come_by_mail(world: World, client: Client) -> None:
    request = asked(world)
    report = hand_in(world, user=None, contact=request.contact)
    client.force_login(world.reviewer)
    page = reverse("reporting:review_report", args=[report.uuid])
    assert "antwortet Ihnen auf die E-Mail" not in client.get(page).text
    close_query(query=request.query, version=request.query.version, now=LATER)
    assert "antwortet Ihnen auf die E-Mail" in client.get(page).text


def test_an_answer_sent_together_with_others_is_one_mail_per_reviewer(world: World) -> None:
    first = hand_in(world)
    OutboxMail.objects.all().delete()
    second = make_report(make_measure(), world.organisation, state="submitted", submitted_by=world.owner)
    tell_submitted_together([first, second], now=LATER)
    mail = mails(MailKind.OFFICE)[world.reviewer.email]
    assert OutboxMail.objects.count() == len(mails(MailKind.OFFICE))
    assert f"2 neue Meldungen: {world.organisation.name}" in mail.subject
    for report in (first, second):
        assert report.measure.title in mail.body
    assert "/freigaben/" in mail.body


def test_reports_approved_together_are_one_mail_per_person(world: World) -> None:
    first = hand_in(world)
    second = make_report(
        make_measure(),
        world.organisation,
        state="approved",
        approved_at=LATER,
        submitted_by=world.owner,
        public_text="Kürzer",
    )
    OutboxMail.objects.all().delete()
    tell_approved_together([first, second], now=LATER)
    mail = mails(MailKind.APPROVED)[world.owner.email]
    assert OutboxMail.objects.count() == len(mails(MailKind.APPROVED))
    assert mail.subject == "Vielen Dank: Ihre Meldungen sind freigegeben"
    for report in (first, second):
        assert report.measure.title in mail.body
    assert "Kürzer" in mail.body
