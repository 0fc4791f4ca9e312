"""Whoever is to change an answer reads until when, as long as a query asks for it."""

import datetime as dt

import pytest

from reporting.models import MailKind, OutboxMail, Participation, ProgressReport
from reporting.services.participations import return_answers, submit_answers
from reporting.services.reports import return_report
from tests.builders import make_contact, make_organisation, make_query
from tests.reporting.reports import LATER, NOW, World

pytestmark = pytest.mark.django_db


def told(world: World, report: ProgressReport) -> str:
    make_contact(report.organisation)
    return_report(
        report=report, expected_version=report.version, remark="Zahlen?", user=world.reviewer, now=LATER
    )
    return OutboxMail.objects.filter(kind=MailKind.RETURNED).latest("pk").body


def test_the_deadline_of_the_query(world: World) -> None:
    query = world.ask().query
    assert f"{query.due_on.day}. " in told(world, world.submit()).split("Frist\n")[1]


def test_a_longer_one_of_the_request(world: World) -> None:
    request = world.ask()
    report = world.submit()
    request.extended_to = dt.date(2099, 3, 31)
    request.save()
    report.refresh_from_db()
    assert "Bitte antworten Sie bis Dienstag, 31. März 2099." in told(world, report)


def test_none_for_a_report_of_its_own_accord(world: World) -> None:
    assert "Frist" not in told(world, world.submit())


def test_with_answers_of_the_organisation_too(world: World) -> None:
    query = make_query(state="open", opened_at=NOW, due_on=dt.date(2099, 10, 31))
    part = Participation.objects.create(query=query, organisation=make_organisation())
    contact = make_contact(part.organisation)
    part = submit_answers(
        participation=part, expected_version=part.version, user=None, contact=contact, now=NOW
    )
    return_answers(
        participation=part, expected_version=part.version, remark="Wie viele?", user=world.reviewer, now=LATER
    )
    body = OutboxMail.objects.get(kind=MailKind.RETURNED).body
    assert "Bitte antworten Sie bis Samstag, 31. Oktober 2099." in body
