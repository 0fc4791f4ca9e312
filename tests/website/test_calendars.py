"""Everybody may subscribe to the public dates: reviews, ends, deadlines and reports, and nothing else."""

import datetime as dt
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import ReviewDate
from reporting.services.queries import close_query, publish_query
from tests.builders import make_field, make_measure, make_query, make_review
from tests.reporting.rounds import NOW, make_open, make_published

pytestmark = pytest.mark.django_db
PUBLIC = "/kalender/termine.ics"


def events(client: Client, address: str = PUBLIC) -> list[Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    return list(calendar.walk("VEVENT"))


def test_review_is_a_whole_day_with_a_link(client: Client) -> None:
    measure = make_measure(title="Kurs; mit, Zeichen")
    review = make_review(measure, dt.date(2027, 3, 31), precision="month")
    (event,) = events(client)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2027, 3, 31), dt.date(2027, 4, 1))
    assert event["SUMMARY"] == f"Überprüfung: {measure.code} Kurs; mit, Zeichen"
    assert "März 2027" in event["DESCRIPTION"]
    assert event["URL"] == settings.SITE_URL + measure.get_absolute_url()
    assert str(review.uuid) in event["UID"]


def test_moved_date_keeps_its_key_and_counts_up(client: Client) -> None:
    measure = make_measure()
    review = make_review(measure, dt.date(2027, 3, 31))
    (before,) = events(client)
    ReviewDate.objects.filter(pk=review.pk).update(planned_on=dt.date(2027, 6, 30))
    measure.claim_version(measure.version)
    measure.save()
    (after,) = events(client)
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], dt.date(2027, 6, 30))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt


def test_end_of_a_measure_is_a_date(client: Client) -> None:
    make_measure(title="Kurs", end_on=dt.date(2028, 12, 31), end_precision="year")
    (event,) = events(client)
    assert event["SUMMARY"].startswith("Ende der Laufzeit")
    assert "2028" in event["DESCRIPTION"]


def test_measure_that_is_not_published_has_no_dates(client: Client) -> None:
    make_review(make_measure(is_published=False))
    assert events(client) == []


def test_running_query_shows_its_deadline_but_not_its_title(client: Client) -> None:
    query = make_open(title="Interner Arbeitstitel")
    (event,) = events(client)
    assert event["DTSTART"].dt == query.due_on
    assert "Interner Arbeitstitel" not in client.get(PUBLIC).text


@pytest.mark.parametrize("is_published", [False, True])
def test_query_that_ended_before_its_deadline_has_none(client: Client, is_published: bool) -> None:
    query = make_open()
    assert query.due_on > NOW.date()
    query = close_query(query=query, version=query.version, now=NOW)
    if is_published:
        publish_query(query=query, version=query.version, now=NOW)
    assert "Frist" not in client.get(PUBLIC).text


def test_past_review_says_that_nobody_has_confirmed_it(client: Client) -> None:
    make_review(make_measure(), dt.date(2018, 12, 31), precision="year")
    (event,) = events(client)
    assert "Bisher hat niemand bestätigt, dass dies stattgefunden hat." in event["DESCRIPTION"]


def test_planned_query_is_not_public(client: Client) -> None:
    make_query()
    assert events(client) == []


def test_published_report_is_a_date(client: Client) -> None:
    query = make_published()
    titles = [event["SUMMARY"] for event in events(client)]
    assert f"Bericht veröffentlicht: {query.title}" in titles


def test_field_has_its_own_calendar(client: Client) -> None:
    own, other = make_measure(make_field()), make_measure(make_field())
    make_review(own)
    make_review(other)
    (event,) = events(client, f"/kalender/handlungsfelder/{own.field_of_action.slug}.ics")
    assert own.title in event["SUMMARY"]


def test_calendar_says_how_often_to_ask(client: Client) -> None:
    text = client.get(PUBLIC).text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in text
    assert "X-WR-TIMEZONE:Europe/Berlin" in text


def test_same_dates_are_not_sent_again(client: Client) -> None:
    make_review(make_measure())
    etag = client.get(PUBLIC)["ETag"]
    assert client.get(PUBLIC, headers={"If-None-Match": etag}).status_code == 304


def test_hostile_title_stays_one_line(client: Client) -> None:
    make_review(make_measure(title="Kurs\r\nBEGIN:VEVENT\r\nSUMMARY:Falsch\x07"))
    (event,) = events(client)
    assert "Falsch" in event["SUMMARY"]


def test_statements_do_not_grow_with_the_dates(client: Client) -> None:
    measure = make_measure()
    make_review(measure)
    few = count(client)
    for _ in range(5):
        make_review(make_measure(measure.field_of_action, end_on=dt.date(2028, 1, 1), end_precision="day"))
    assert count(client) == few <= 5


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(PUBLIC)
    return len(asked)
