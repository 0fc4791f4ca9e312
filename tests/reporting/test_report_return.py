"""Returning: with a remark, by mail, and the organisation may write again."""

from typing import Any

import pytest

from reporting.errors import RemarkMissingError, WrongStateError
from reporting.models import OutboxMail, ProgressReport, QueryState
from reporting.services.reports import return_report, submit
from tests.builders import make_contact
from tests.reporting.reports import LATER, NOW, World


def give_back(world: World, report: ProgressReport, **fields: Any) -> ProgressReport:
    values = {"remark": "Bitte nennen Sie Zahlen.", "user": world.reviewer, "now": LATER, **fields}
    return return_report(report=report, expected_version=report.version, **values)


def test_keeps_the_remark_and_frees_the_report(world: World) -> None:
    request = world.ask()
    report = give_back(world, world.submit())
    request.refresh_from_db()
    assert (report.state, report.return_remark) == ("returned", "Bitte nennen Sie Zahlen.")
    assert (request.state, report.is_editable) == ("returned", True)


def test_after_the_query_has_closed_the_organisation_goes_on_of_its_own_accord(world: World) -> None:
    request = world.ask()
    report = world.submit()
    request.query.state = QueryState.CLOSED
    request.query.save()
    report = give_back(world, report)
    request.refresh_from_db()
    assert (report.request, request.state) == (None, "submitted")
    assert world.save(report).state == "returned"


def test_needs_a_remark(world: World) -> None:
    report = world.submit()
    with pytest.raises(RemarkMissingError):
        give_back(world, report, remark=" ")


def test_a_draft_cannot_be_returned(world: World) -> None:
    with pytest.raises(WrongStateError):
        give_back(world, world.start())


def test_whoever_submitted_and_whom_the_query_asked_get_the_remark(world: World) -> None:
    request = world.ask()
    request.contact = make_contact(world.organisation, email="amt@example.org")
    request.save()
    give_back(world, world.submit())
    mails = OutboxMail.objects.filter(body__contains="Bitte nennen Sie Zahlen.")
    assert {mail.recipient for mail in mails} == {world.owner.email, "amt@example.org"}


def test_a_second_round_is_a_new_occasion(world: World) -> None:
    report = give_back(world, world.submit())
    report = submit(report=report, expected_version=report.version, user=world.owner, now=NOW)
    give_back(world, report)
    assert OutboxMail.objects.filter(recipient=world.owner.email).count() == 2
