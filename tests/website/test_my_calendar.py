"""An account subscribes to its own dates by an address that only it knows, and that it can make invalid."""

import datetime as dt
import logging
import re
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.models import Membership, User
from reporting.models import CommitteeReport, Consultation, QueryRequest, RequestState, StatusQuery
from reporting.models.committee import Committee
from tests.builders import (
    PASSWORD,
    make_commissioner,
    make_organisation,
    make_partner,
    make_query,
    make_review,
)
from tests.reporting.posting import post_form
from tests.reporting.rounds import LATER, NOW, make_open
from website.calendars.subscriptions import address_of, give_address, revoke_address, token_of
from website.models import CalendarSubscription

pytestmark = pytest.mark.django_db
PAGE = "/mein-bereich/kalender/"
NEW_PASSWORD = "Ein anderes langes Kennwort 2027"


def path_of(user: User) -> str:
    return address_of(give_address(user=user, now=NOW)).removeprefix(settings.SITE_URL)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    events: list[Any] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return "\n".join(
        f"{event['SUMMARY']} {event.get('DESCRIPTION', '')} {event['DTSTART'].dt}" for event in events
    )


@pytest.fixture
def request_() -> QueryRequest:
    return make_open(title="Statusabfrage 2026", measures=2).requests.order_by("pk")[0]


@pytest.fixture
def partner(request_: QueryRequest) -> User:
    return make_partner(request_.organisation)


def test_address_is_made_renewed_and_made_invalid(client: Client, partner: User) -> None:
    client.force_login(partner)
    post(client, "erstellen")
    first = address_shown(client)
    assert Client().get(first).status_code == 200
    post(client, "erstellen", sicher="on")
    second = address_shown(client)
    assert first != second
    assert Client().get(first).status_code == 410
    post(client, "widerrufen", sicher="on")
    assert Client().get(second).status_code == 410
    assert "Adresse erstellen" in client.get(PAGE).text


@pytest.mark.parametrize("action", ["erstellen", "widerrufen"])
def test_address_in_use_ends_only_with_a_tick(client: Client, partner: User, action: str) -> None:
    path = path_of(partner)
    client.force_login(partner)
    post(client, action)
    assert Client().get(path).status_code == 200
    assert "Bitte setzen Sie zuerst den Haken" in client.get(PAGE).text


def test_page_says_how_many_dates_there_are(client: Client, partner: User) -> None:
    client.force_login(partner)
    assert "Zurzeit steht 1 Termin in Ihrem Kalender." in client.get(PAGE).text
    QueryRequest.objects.update(state=RequestState.SUBMITTED)
    assert "Ihr Kalender ist deshalb leer." in client.get(PAGE).text


def test_page_of_the_address_is_kept_nowhere(client: Client, partner: User) -> None:
    client.force_login(partner)
    page = client.get(PAGE)
    assert "no-store" in page["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.text


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
    paper = CommitteeReport.objects.create(query=query, subject="Bericht", number="123/26")
    committee = Committee.objects.create(name="Integrationsrat")
    Consultation.objects.create(paper=paper, number=1, committee=committee, meeting_on=query.due_on)
    text = text_of(client, path_of(make_commissioner()))
    for said in (
        "Stichtag: Statusabfrage 2026",
        "7 Tage vor der Frist",
        "Überprüfung",
        "Frist: Geplante Abfrage",
        "Sitzung Integrationsrat: 123/26 – Bericht",
    ):
        assert said in text


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


@pytest.mark.parametrize("change", ["change_own_password", "reset_password", "set_by_administration"])
def test_new_password_ends_the_address(client: Client, partner: User, change: str) -> None:
    path = path_of(partner)
    globals()[change](partner)
    partner.refresh_from_db()
    assert partner.check_password(NEW_PASSWORD)
    assert client.get(path).status_code == 410


def test_other_changes_of_the_account_leave_the_address(client: Client, partner: User) -> None:
    path = path_of(partner)
    partner.first_name = "Anders"
    partner.save()
    Client().post("/konto/login/", {"login": partner.email, "password": PASSWORD})
    assert client.get(path).status_code == 200


def test_deactivated_account_gets_nothing(client: Client, partner: User) -> None:
    path = path_of(partner)
    partner.is_active = False
    partner.save()
    assert client.get(path).status_code == 410


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


def test_altered_addresses_are_not_found(client: Client, partner: User) -> None:
    other = make_partner(make_organisation())
    token = token_of(give_address(user=partner, now=NOW))
    foreign = token_of(give_address(user=other, now=NOW))
    nonce, _dash, mac = token.partition("-")
    mixed = [
        f"{nonce}-{foreign.partition('-')[2]}",
        f"{nonce}-",
        nonce,
        f"{nonce}-{mac[:-1]}",
        "ä",
        f"x-{mac}",
    ]
    for forged in mixed:
        assert client.get(f"/kalender/persoenlich/{forged}.ics").status_code == 404, forged


def test_address_of_another_key_is_not_found(client: Client, partner: User, settings) -> None:  # type: ignore[no-untyped-def]
    path = path_of(partner)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "x" * 60
    assert client.get(path).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get(path).status_code == 200


def test_address_leaves_no_trace(client: Client, partner: User, caplog: pytest.LogCaptureFixture) -> None:
    path = path_of(partner)
    answer = client.get(path)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "private, no-store"
    revoke_address(user=partner, now=NOW)
    with caplog.at_level(logging.DEBUG):
        assert client.get(path).status_code == 410
    token = path.split("/")[-1].removesuffix(".ics")
    assert token not in caplog.text


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


def change_own_password(person: User) -> None:
    own = Client()
    own.force_login(person)
    words = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    own.post("/konto/password/change/", words)


def reset_password(person: User) -> None:
    visitor = Client()
    visitor.post("/konto/password/reset/", {"email": person.email})
    link = re.search(r"/konto/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link
    page = visitor.get(link[0])
    visitor.post(page["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def set_by_administration(person: User) -> None:
    """As the admin's form and the command of Django do it."""
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    form = AdminPasswordChangeForm(person, words)
    assert form.is_valid()
    form.save()


def post(client: Client, action: str, **data: str) -> None:
    assert post_form(client, PAGE, f"{PAGE}{action}/", **data).status_code == 302


def address_shown(client: Client) -> str:
    person = User.objects.get(pk=client.session["_auth_user_id"])
    path = address_of(CalendarSubscription.objects.get(user=person, revoked_at=None))
    assert path in client.get(PAGE).text
    return path.removeprefix(settings.SITE_URL)


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
