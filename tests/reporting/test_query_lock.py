"""The lock of a closed query explains itself, and nothing typed is lost to it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from partners.models import User
from reporting.errors import SelfApprovalError
from reporting.models import AccessGrant, ProgressReport, ReportState, StatusQuery
from reporting.services.links import token_of
from reporting.services.queries import close_query
from reporting.services.reports import approve, submit
from reporting.services.reports.approving import is_own_report
from tests.builders import make_contact, make_editor, make_partner
from tests.reporting.reports import LATER as REVIEWED
from tests.reporting.reports import World
from tests.reporting.rounds import answer, make_closed, make_open

pytestmark = pytest.mark.django_db
WHY = "gesperrt, weil die Abfrage „Statusabfrage 2026“ am 2. November 2026 geschlossen wurde"


@pytest.fixture
def query(settings: Settings) -> StatusQuery:
    settings.PORTAL_OFFICE = "Kommunales Integrationszentrum"
    settings.PORTAL_CONTACT_EMAIL = "ki@stadt.example"
    return make_open(title="Statusabfrage 2026")


def partner_of(report: ProgressReport, client: Client) -> User:
    user = make_partner(report.organisation)
    client.force_login(user)
    return user


def test_names_day_and_who_takes_late_reports(query: StatusQuery) -> None:
    assert query.lock_reason == ""
    reason = make_closed(query).lock_reason
    assert WHY in reason
    assert reason.endswith("Einen Nachtrag nimmt entgegen: Kommunales Integrationszentrum, ki@stadt.example.")


def test_names_the_address_of_the_query_first(query: StatusQuery) -> None:
    query.reply_to = "abfrage@stadt.example"
    query.save()
    assert "abfrage@stadt.example" in make_closed(query).lock_reason


def test_names_the_local_day(query: StatusQuery) -> None:
    midnight = dt.datetime(2026, 11, 1, 23, 30, tzinfo=dt.UTC)
    assert "am 2. November 2026" in close_query(query=query, version=query.version, now=midnight).lock_reason


@pytest.mark.parametrize("state", ReportState.values)
def test_every_page_of_a_locked_report_says_so(client: Client, query: StatusQuery, state: str) -> None:
    report = answer(query.requests.get(), state)
    make_closed(query)
    partner_of(report, client)
    shown = client.get(report.get_absolute_url()).text
    assert WHY in shown
    assert 'href="mailto:ki@stadt.example"' in shown


def test_a_text_typed_meanwhile_stays_on_the_page(client: Client, query: StatusQuery) -> None:
    report = answer(query.requests.get(), ReportState.DRAFT)
    partner_of(report, client)
    page = report.get_absolute_url()
    shown = client.get(page).text
    make_closed(query)
    data = {
        "form_key": shown.split('name="form_key" value="')[-1].split('"')[0],
        "version": report.version,
        "text": "Mühsam getippt.",
    }
    refused = client.post(page, data)
    assert "Mühsam getippt." in refused.text
    assert WHY in refused.text
    report.refresh_from_db()
    assert report.text == "Es geht voran."


def test_who_submitted_by_a_personal_link_does_not_approve(world: World) -> None:
    reviewer = make_editor()
    contact = make_contact(world.organisation, user=reviewer)
    draft = world.save(world.start())
    report = submit(report=draft, expected_version=draft.version, user=None, contact=contact, now=REVIEWED)
    assert is_own_report(report, reviewer)
    assert not is_own_report(report, world.reviewer)
    with pytest.raises(SelfApprovalError):
        approve(report=report, expected_version=report.version, decision=None, user=reviewer, now=REVIEWED)
    approve(report=report, expected_version=report.version, decision=None, user=world.reviewer, now=REVIEWED)


def test_who_submitted_on_behalf_does_not_approve(world: World) -> None:
    draft = world.save(world.start(), user=world.reviewer)
    report = submit(
        report=draft, expected_version=draft.version, user=world.reviewer, contact=None, now=REVIEWED
    )
    assert report.on_behalf
    with pytest.raises(SelfApprovalError):
        world.approve(report)
    assert world.approve(report, user=make_editor()).self_approval_reason == ""


def test_a_text_typed_by_a_personal_link_stays_on_the_page_too(client: Client, query: StatusQuery) -> None:
    report = answer(query.requests.get(), ReportState.DRAFT)
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get()
    client.post(reverse("reporting:access", args=[token_of(grant)]))
    page = report.get_absolute_url()
    key = client.get(page).text.split('name="form_key" value="')[-1].split('"')[0]
    make_closed(query)
    text = "Mühsam getippt, und mit vielen Einzelheiten."
    shown = client.post(page, {"form_key": key, "version": report.version, "text": text}, follow=True).text
    assert text in shown
    assert WHY in shown
    report.refresh_from_db()
    assert report.text == "Es geht voran."
