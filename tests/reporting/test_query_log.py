"""The protocol of a query: what each line is about, who it was, and what the KI decided."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import AccessGrant, Participation, ReportState, StatusQuery
from reporting.services.links import token_of
from reporting.services.participations import approve_answers, return_answers
from reporting.services.queries.trail import ACTIONS
from reporting.services.reports import approve, edit_wording, return_report
from reporting.services.reports.approving_several import approve_several
from reporting.services.requests import hand_over, revoke_link
from reporting.views import closing
from safety.models import AuditEntry
from tests.builders import make_commissioner, make_contact, make_editor
from tests.reporting.rounds import LATER, NOW, answer, make_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def query() -> StatusQuery:
    return make_open()


@pytest.fixture
def editor() -> User:
    return make_editor(first_name="Ayşe", last_name="Yılmaz")


def log_of(client: Client, query: StatusQuery) -> str:
    client.force_login(make_commissioner())
    return client.get(reverse("reporting:query_log", args=[query.slug])).text


def entries() -> list[tuple[str, str]]:
    """What was recorded after the opening, the oldest first."""
    found = AuditEntry.objects.exclude(action="query.opened").order_by("number")
    return list(found.values_list("action", "subject"))


def test_decisions_about_a_report_are_recorded_under_its_request(query: StatusQuery, editor: User) -> None:
    request = query.requests.get()
    report = answer(request, ReportState.SUBMITTED)
    by: dict[str, Any] = {"user": editor, "now": LATER}
    report = approve(report=report, expected_version=report.version, decision=None, **by)
    edit_wording(report=report, expected_version=report.version, public_text="Kürzer.", **by)
    about = f"request:{request.uuid}"
    assert entries() == [("report.approved", about), ("report.reworded", about)]


def test_a_return_is_recorded_without_the_remark(query: StatusQuery, editor: User) -> None:
    report = answer(query.requests.get(), ReportState.SUBMITTED)
    return_report(
        report=report, expected_version=report.version, remark="Herr X fehlt.", user=editor, now=LATER
    )
    entry = AuditEntry.objects.latest("number")
    assert entry.action == "report.returned"
    assert "Herr X" not in f"{entry.reason}{entry.details}"


def test_several_approvals_make_one_entry_with_their_number(editor: User) -> None:
    query = make_open(measures=3)
    reports = [answer(request, ReportState.SUBMITTED) for request in query.requests.all()]
    approve_several({report.uuid: report.version for report in reports[:2]}, user=editor, now=LATER)
    entry = AuditEntry.objects.latest("number")
    assert entries() == [("reports.approved", f"query:{query.uuid}")]
    assert entry.details == {"reports": 2}


def test_decisions_about_answers_of_an_organisation_are_recorded(query: StatusQuery, editor: User) -> None:
    part = Participation.objects.get(query=query)
    by: dict[str, Any] = {"user": editor, "now": LATER}
    steps: list[tuple[Callable[..., Participation], dict[str, str]]] = [
        (return_answers, {"remark": "Bitte mehr."}),
        (approve_answers, {}),
    ]
    for act, more in steps:
        Participation.objects.update(state=ReportState.SUBMITTED)
        part.refresh_from_db()
        act(participation=part, expected_version=part.version, **by, **more)
    assert entries() == [("answers.returned", str(part.uuid)), ("answers.approved", str(part.uuid))]


def test_the_protocol_says_what_each_line_is_about(client: Client, query: StatusQuery, editor: User) -> None:
    request = query.requests.select_related("contact", "organisation", "measure").get()
    report = answer(request, ReportState.SUBMITTED)
    approve(report=report, expected_version=report.version, decision=None, user=editor, now=LATER)
    revoke_link(grant=AccessGrant.objects.get(), user=editor, now=LATER)
    shown = log_of(client, query)
    assert request.contact is not None
    assert f"{request.measure}, {request.organisation}" in shown
    assert f"{request.contact.name}, {request.organisation}" in shown
    assert "Ayşe Yılmaz" in shown


def test_the_protocol_names_who_came_by_a_personal_link(client: Client, query: StatusQuery) -> None:
    request = query.requests.select_related("contact", "organisation").get()
    grant = AccessGrant.objects.select_related("query", "organisation", "contact").get()
    linked = Client()
    linked.post(reverse("reporting:access", args=[token_of(grant)]))
    linked.post(reverse("reporting:workbook", args=[query.slug, request.organisation.slug]))
    assert request.contact is not None
    assert f"{request.contact.name}, mit persönlichem Link" in log_of(client, query)


def test_who_passes_on_by_her_link_is_named(client: Client, query: StatusQuery) -> None:
    request = query.requests.select_related("contact", "organisation").get()
    assert request.contact is not None
    successor = make_contact(request.organisation)
    hand_over(query=query, leaving=request.contact, successor=successor, user=None, now=NOW)
    shown = log_of(client, query)
    assert f"{request.contact.name}, mit persönlichem Link" in shown
    assert f"gefragt: bisher {request.contact.name}, jetzt {successor.name}; 1 Anfrage" in shown


def test_a_long_protocol_says_that_it_is_cut(
    client: Client, query: StatusQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke_link(grant=AccessGrant.objects.get(), user=None, now=NOW + dt.timedelta(days=1))
    assert "nur die letzten" not in log_of(client, query)
    monkeypatch.setattr(closing, "LONGEST_LOG", 1)
    shown = log_of(client, query)
    assert "nur die letzten 1 Schritte" in shown
    assert "Abfrage geöffnet" not in shown


def test_statements_do_not_grow_with_the_protocol(
    client: Client, query: StatusQuery, editor: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40) as few:
        log_of(client, query)
    for request in make_open(measures=5, title="Andere").requests.all():
        request.query = query
        request.save()
        report = answer(request, ReportState.SUBMITTED)
        approve(report=report, expected_version=report.version, decision=None, user=editor, now=LATER)
    with django_assert_max_num_queries(len(few)):
        log_of(client, query)


def test_every_step_on_record_has_words() -> None:
    """What is written to the audit trail stands in the protocol, which shows no keys of programs."""
    package = Path(__file__).parents[2] / "reporting"
    texts = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    found = {key for text in texts for key in re.findall(r'\baction="([a-z_]+\.[a-z_]+)"', text)}
    assert "workbook.discarded" in found
    assert found - set(ACTIONS) == set()
