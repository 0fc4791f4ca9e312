"""The own calendar holds the dates of the account, by organisation and role, and none of others."""

import datetime as dt

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.models import Membership, User
from reporting.models import (
    CommitteeReport,
    Consultation,
    PaperState,
    QueryRequest,
    RequestState,
    StatusQuery,
)
from reporting.models.committee import Committee
from tests.builders import make_commissioner, make_query, make_review
from tests.reporting.rounds import LATER, NOW, make_open
from tests.website.own_calendars import PAGE, partner, path_of, request_, text_of

__all__ = ["partner", "request_"]
pytestmark = pytest.mark.django_db


def test_page_says_how_many_dates_there_are(client: Client, partner: User) -> None:
    client.force_login(partner)
    assert "Zurzeit ist das 1 Termin." in client.get(PAGE).text
    QueryRequest.objects.update(state=RequestState.SUBMITTED)
    assert "Ihr Kalender ist deshalb leer." in client.get(PAGE).text


def test_own_open_requests_are_dates(client: Client, partner: User, request_: QueryRequest) -> None:
    text = text_of(client, path_of(partner))
    assert "Frist: Statusabfrage 2026" in text
    assert str(request_.query.due_on) in text


def test_nothing_of_other_organisations(client: Client, partner: User, request_: QueryRequest) -> None:
    other = request_.query.requests.exclude(pk=request_.pk).get()
    QueryRequest.objects.update(note="GEHEIME NOTIZ")
    text = text_of(client, path_of(partner))
    assert other.measure.title not in text
    assert other.organisation.name not in text
    assert "GEHEIME NOTIZ" not in text


def test_prolonged_deadline_stands_alone(client: Client, partner: User, request_: QueryRequest) -> None:
    request_.extended_to = request_.query.due_on.replace(year=2027)
    request_.save()
    text = text_of(client, path_of(partner))
    assert "Verlängerte Frist" in text
    assert str(request_.extended_to) in text
    assert f" {request_.query.due_on}" not in text


def test_answered_request_is_no_date(client: Client, partner: User, request_: QueryRequest) -> None:
    request_.state = RequestState.SUBMITTED
    request_.save()
    assert text_of(client, path_of(partner)) == ""


def test_event_says_the_same_until_the_query_changes(
    client: Client, partner: User, request_: QueryRequest
) -> None:
    """Programs look at its version alone, which no answer raises."""
    path = path_of(partner)
    before = entries(client, path)
    request_.query.requests.update(organisation=request_.organisation)
    request_.measure.title = "Anders"
    request_.measure.save()
    assert entries(client, path) == before


def test_prolonging_counts_as_a_change(client: Client, partner: User, request_: QueryRequest) -> None:
    path = path_of(partner)
    for model in (StatusQuery, QueryRequest):
        model.history.update(history_date=NOW)
    request_._history_date = LATER  # type: ignore[attr-defined]
    request_.extended_to = request_.query.due_on.replace(year=2027)
    request_.save()
    assert f"LAST-MODIFIED:{LATER.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" in client.get(path).text


def test_partner_sees_no_dates_of_staff(client: Client, partner: User) -> None:
    make_query(title="Geplante Abfrage")
    assert "Geplante Abfrage" not in text_of(client, path_of(partner))


def test_staff_see_all_days(client: Client, request_: QueryRequest) -> None:
    query = request_.query
    query.reminder_steps.create(anchor="before", days=7)
    make_review(request_.measure)
    make_query(title="Geplante Abfrage")
    values = {"state": PaperState.FINAL, "edition": 1, "finalised_at": NOW}
    paper = CommitteeReport.objects.create(query=query, subject="Bericht", number="123/26", **values)
    committee = Committee.objects.create(name="Integrationsrat")
    Consultation.objects.create(paper=paper, number=1, committee=committee, meeting_on=timezone.localdate())
    text = text_of(client, path_of(make_commissioner()))
    for said in (
        "Stichtag: Statusabfrage 2026",
        "7 Tage vor der Frist",
        "Überprüfung",
        "Frist: Geplante Abfrage",
        "Sitzung Integrationsrat: 123/26 – Bericht",
    ):
        assert said in text


def test_what_a_draft_says_does_not_leave_by_the_calendar(client: Client, request_: QueryRequest) -> None:
    paper = CommitteeReport.objects.create(query=request_.query, subject="Noch geheim", number="9/26")
    committee = Committee.objects.create(name="Integrationsrat")
    Consultation.objects.create(paper=paper, number=1, committee=committee, meeting_on=timezone.localdate())
    text = text_of(client, path_of(make_commissioner()))
    assert "Sitzung Integrationsrat: Statusabfrage 2026" in text
    assert "geheim" not in text
    assert "9/26" not in text


def test_meetings_of_long_ago_are_left_out(client: Client, request_: QueryRequest) -> None:
    paper = CommitteeReport.objects.create(query=request_.query, subject="Bericht")
    today = timezone.localdate()
    for number, days in enumerate((364, 366), start=1):
        day = today - dt.timedelta(days=days)
        committee = Committee.objects.create(name=f"Gremium vor {days} Tagen")
        Consultation.objects.create(paper=paper, number=number, committee=committee, meeting_on=day)
    text = text_of(client, path_of(make_commissioner()))
    assert "Gremium vor 364 Tagen" in text
    assert "Gremium vor 366 Tagen" not in text


def test_staff_see_prolonged_deadlines_once(client: Client, request_: QueryRequest) -> None:
    day = request_.query.due_on.replace(year=2027)
    request_.query.requests.update(extended_to=day)
    text = text_of(client, path_of(make_commissioner()))
    assert text.count("Verlängerte Frist: Statusabfrage 2026") == 1


def test_who_leaves_the_organisation_sees_nothing_more(client: Client, partner: User) -> None:
    path = path_of(partner)
    Membership.objects.filter(user=partner).delete()
    assert text_of(client, path) == ""


def test_who_loses_the_role_sees_nothing_more(client: Client, request_: QueryRequest) -> None:
    person = make_commissioner()
    path = path_of(person)
    assert text_of(client, path)
    person.groups.clear()
    assert text_of(client, path) == ""


def test_reading_it_writes_nothing(client: Client, partner: User) -> None:
    path = path_of(partner)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert not [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]


def test_statements_do_not_grow_with_the_requests(client: Client) -> None:
    person = make_commissioner()
    make_open(measures=1)
    few = count(client, path_of(person))
    make_open(measures=5, year=1999)
    assert count(client, path_of(person)) == few <= 20


def entries(client: Client, path: str) -> list[bytes]:
    calendar = icalendar.Calendar.from_ical(client.get(path).content)
    return [event.to_ical() for event in calendar.walk("VEVENT")]


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
