"""Staff look reports up in the admin, keep committees, and decide about doubtful mails."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reporting.models import MailState, OutboxMail
from tests.builders import (
    make_commissioner,
    make_editor,
    make_indicator,
    make_measure,
    make_organisation,
    make_query,
    make_report,
    make_request,
    make_step,
)
from tests.reporting.queued import queue_mail

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def commissioner(client: Client) -> Client:
    client.force_login(make_commissioner())
    return client


def doubtful_mail() -> OutboxMail:
    mail = queue_mail(now=NOW)
    OutboxMail.objects.update(state=MailState.DOUBTFUL)
    return mail


def decide(client: Client, mail: OutboxMail, action: str) -> None:
    data = {"action": action, "_selected_action": [mail.pk]}
    client.post(reverse("admin:reporting_outboxmail_changelist"), data)
    mail.refresh_from_db()


@pytest.mark.parametrize(
    ("action", "state"), [("resend", MailState.QUEUED), ("mark_as_sent", MailState.SENT)]
)
def test_a_person_decides_about_a_doubtful_mail(commissioner: Client, action: str, state: str) -> None:
    mail = doubtful_mail()
    decide(commissioner, mail, action)
    assert mail.state == state


def test_a_sent_mail_stays_sent(commissioner: Client) -> None:
    mail = doubtful_mail()
    decide(commissioner, mail, "mark_as_sent")
    decide(commissioner, mail, "resend")
    assert mail.state == MailState.SENT


def test_the_text_of_a_mail_is_not_shown(commissioner: Client) -> None:
    page = commissioner.get(reverse("admin:reporting_outboxmail_change", args=[doubtful_mail().pk]))
    assert page.status_code == 200
    assert "Geheim" not in page.content.decode()


def test_editors_see_no_mails(client: Client) -> None:
    client.force_login(make_editor())
    assert client.get(reverse("admin:reporting_outboxmail_changelist")).status_code == 403


@pytest.mark.parametrize("name", ["progressreport", "statusquery", "queryrequest"])
def test_what_was_reported_is_read_only(commissioner: Client, name: str) -> None:
    query, measure, organisation = make_query(), make_measure(), make_organisation()
    request = make_request(query, measure, organisation)
    rows = {
        "progressreport": make_report(measure, organisation),
        "statusquery": query,
        "queryrequest": request,
    }
    page = reverse(f"admin:reporting_{name}_change", args=[rows[name].pk])
    assert commissioner.get(page).status_code == 200
    assert commissioner.post(page, {}).status_code == 403
    assert commissioner.get(reverse(f"admin:reporting_{name}_changelist")).status_code == 200


def test_a_report_asks_the_database_equally_often_for_few_and_many_answers(commissioner: Client) -> None:
    report = make_report(make_measure(), make_organisation())
    address = reverse("admin:reporting_progressreport_change", args=[report.pk])
    commissioner.get(address)  # fills what is asked once per process
    counts = []
    for _ in range(3):
        report.indicator_answers.create(indicator=make_indicator(report.measure))
        report.step_answers.create(step=make_step(report.measure), is_done=True)
        with CaptureQueriesContext(connection) as queries:
            assert commissioner.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[1:] == counts[:1] * 2
