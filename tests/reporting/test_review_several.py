"""Approving several reports at once: what is confirmed, what is left out and why, and once only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Measure, MeasureStatus, ResponsibilityRole
from partners.models import Organisation, User
from reporting.models import OutboxMail, ProgressReport, StatusQuery
from reporting.services.reports.approving_several import approve_several, propose
from safety.formkeys import FIELD_NAME
from tests.builders import (
    make_editor,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_report,
    make_request,
    make_responsible,
    make_status,
)
from tests.reporting.reports import LATER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = make_editor()
    client.force_login(user)
    return user


def waiting(
    measure: Measure | None = None, organisation: Organisation | None = None, **fields: Any
) -> ProgressReport:
    measure, organisation = measure or make_measure(), organisation or make_organisation()
    role = fields.pop("role", ResponsibilityRole.LEAD)
    make_responsible(measure, organisation, role)
    values = {"state": "submitted", "submitted_at": NOW, **fields}
    return make_report(measure, organisation, **values)


def choose(*reports: ProgressReport) -> dict[Any, int]:
    return {report.uuid: report.version for report in reports}


def reasons(*reports: ProgressReport, user: User) -> list[str]:
    return [proposal.refusal for proposal in propose(choose(*reports), user=user)]


def test_each_report_confirms_what_it_proposes(editor: User) -> None:
    first, second = waiting(status="completed"), waiting(status="planning")
    outcomes = approve_several(choose(first, second), user=editor, now=LATER)
    assert [outcome.refusal for outcome in outcomes] == ["", ""]
    assert set(MeasureStatus.objects.values_list("status", flat=True)) == {"completed", "planning"}
    assert set(ProgressReport.objects.values_list("state", flat=True)) == {"approved"}


def test_who_answered_gets_one_mail_for_all_that_was_approved(editor: User) -> None:
    organisation = make_organisation()
    owner = make_partner(organisation)
    reports = [waiting(organisation=organisation, submitted_by=owner) for _ in range(3)]
    approve_several(choose(*reports), user=editor, now=LATER)
    (mail,) = OutboxMail.objects.filter(recipient=owner.email)
    assert all(report.measure.title in mail.body for report in reports)


def test_the_own_report_is_left_out(editor: User) -> None:
    (reason,) = reasons(waiting(submitted_by=editor), user=editor)
    assert "selbst abgesendet" in reason


def test_a_report_that_changed_since_is_left_out(editor: User) -> None:
    report = waiting()
    (proposal,) = propose({report.uuid: report.version - 1}, user=editor)
    assert "inzwischen geändert" in proposal.refusal


def test_organisations_that_say_different_things_are_left_out(editor: User) -> None:
    measure = make_measure()
    first, second = waiting(measure, status="completed"), waiting(measure, status="planning")
    assert all("Verschiedenes" in reason for reason in reasons(first, second, user=editor))
    # Also where only one of the two is chosen.
    assert "Verschiedenes" in reasons(first, user=editor)[0]


def test_organisations_that_agree_are_approved_together(editor: User) -> None:
    measure = make_measure()
    first, second = waiting(measure), waiting(measure)
    assert reasons(first, second, user=editor) == ["", ""]


def test_what_contradicts_an_answer_approved_in_the_same_query_is_left_out(editor: User) -> None:
    query, measure, other = make_query(state="open", opened_at=NOW), make_measure(), make_organisation()
    asked = make_request(query, measure, other, state="approved")
    make_report(measure, other, state="approved", approved_at=NOW, status="completed", request=asked)
    organisation = make_organisation()
    report = waiting(measure, organisation, request=make_request(query, measure, organisation))
    assert "Verschiedenes" in reasons(report, user=editor)[0]


def test_what_is_older_than_the_current_state_is_left_out(editor: User) -> None:
    report = waiting()
    make_status(report.measure, "completed", as_of=report.as_of.replace(year=report.as_of.year + 1))
    assert "neueren Umsetzungsstand" in reasons(report, user=editor)[0]


def test_who_merely_takes_part_does_not_overrule_the_same_day(editor: User) -> None:
    report = waiting(role=ResponsibilityRole.COOPERATION)
    make_status(report.measure, "in_progress", as_of=report.as_of)
    (proposal,) = propose(choose(report), user=editor)
    assert (proposal.decision, proposal.refusal) == (None, "")


def test_one_refusal_keeps_the_others_approved(editor: User) -> None:
    good, own = waiting(), waiting(submitted_by=editor)
    approve_several(choose(good, own), user=editor, now=LATER)
    assert ProgressReport.objects.get(pk=good.pk).state == "approved"
    assert ProgressReport.objects.get(pk=own.pk).state == "submitted"


def chosen(*reports: ProgressReport) -> list[str]:
    return [f"{report.uuid}:{report.version}" for report in reports]


def test_the_page_says_what_would_happen_and_does_nothing(client: Client, editor: User) -> None:
    good, own = waiting(status="completed"), waiting(submitted_by=editor)
    address = reverse("reporting:approve_several")
    page = client.get(address, {"meldung": chosen(good, own)}).content.decode()
    assert "1 Meldung freigeben" in page
    assert "selbst abgesendet" in page
    assert set(ProgressReport.objects.values_list("state", flat=True)) == {"submitted"}


def test_the_result_says_what_was_done_and_what_was_not(client: Client, editor: User) -> None:
    good, late = waiting(), waiting()
    address = reverse("reporting:approve_several")
    page = client.get(address, {"meldung": chosen(good, late)}).content.decode()
    key = page.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    ProgressReport.objects.filter(pk=late.pk).update(version=late.version + 1)
    data = {FIELD_NAME: key, "meldung": chosen(good, late)}
    result = client.post(address, data, follow=True).content.decode()
    assert "1 Meldung ist freigegeben" in result
    assert "1 Meldung ist nicht freigegeben" in result
    assert "inzwischen geändert" in result


def test_twenty_posts_approve_once(client: Client, editor: User) -> None:
    report = waiting()
    address = reverse("reporting:approve_several")
    page = client.get(address, {"meldung": chosen(report)}).content.decode()
    key = page.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    mails = set()
    for _ in range(20):
        response = client.post(address, {FIELD_NAME: key, "meldung": chosen(report)})
        assert response.headers["Location"] == reverse("reporting:approved_several")
        mails.add(OutboxMail.objects.count())
    assert MeasureStatus.objects.count() == 1
    assert len(mails) == 1
    assert "1 Meldung ist freigegeben" in client.get(reverse("reporting:approved_several")).content.decode()


@pytest.mark.parametrize("nothing", [{}, {"meldung": "unsinn"}, {"meldung": "x:1"}])
def test_without_a_choice_the_queue_is_shown_again(
    client: Client, editor: User, nothing: dict[str, str]
) -> None:
    response = client.get(reverse("reporting:approve_several"), nothing, follow=True)
    assert "Bitte wählen Sie zuerst Meldungen aus." in response.content.decode()


def test_statements_of_the_confirmation_do_not_grow(
    client: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    for size in (1, 20):
        reports = [waiting() for _ in range(size)]
        with django_assert_max_num_queries(16):
            client.get(reverse("reporting:approve_several"), {"meldung": chosen(*reports)})
    assert StatusQuery.objects.count() == 0
