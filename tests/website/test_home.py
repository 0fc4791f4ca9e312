"""The start page tells what this is, how far things are, and what is new."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from measures.models import Measure
from tests.builders import make_field, make_measure, make_organisation, make_report, make_status

pytestmark = pytest.mark.django_db


def html(client: Client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def approve(measure: Measure, day: int = 5) -> None:
    approved = dt.datetime(2026, 10, day, 12, tzinfo=dt.UTC)
    make_report(measure, make_organisation(name=f"Verein {day}."), state="approved", approved_at=approved)


def test_empty_portal(client: Client) -> None:
    page = html(client)
    assert "noch keine Maßnahme veröffentlicht" in page
    assert "Noch ist kein Sachstand veröffentlicht" in page
    assert "keine Überprüfung vorgesehen" in page


def test_fields_show_their_state(client: Client) -> None:
    field = make_field(number=1, short_title="Sport")
    make_status(make_measure(field), "completed")
    make_measure(field)
    page = html(client)
    assert "<bdi>1. Sport</bdi>" in page
    assert (
        # With a hyphen at which no line breaks.
        "<bdi>2 Maßnahmen: 1\u2011mal <bdi>abgeschlossen</bdi>, 1\u2011mal <bdi>noch nicht abgefragt</bdi></bdi>"
        in page
    )


def test_before_the_first_query(client: Client) -> None:
    make_measure()
    assert "Der Umsetzungsstand wurde noch nicht abgefragt" in html(client)


def test_latest_approved_reports_first(client: Client) -> None:
    measure = make_measure()
    approve(measure, 5)
    approve(measure, 7)
    page = html(client)
    assert page.index("freigegeben am 07.10.2026") < page.index("freigegeben am 05.10.2026")


def test_reports_on_unpublished_measures_stay_hidden(client: Client) -> None:
    approve(make_measure(title="Geheimplan", is_published=False))
    assert "Geheimplan" not in html(client)


def test_unapproved_reports_stay_hidden(client: Client) -> None:
    make_report(make_measure(), make_organisation(name="Voreilig"), state="submitted")
    assert "Voreilig" not in html(client)


def test_next_reviews_only(client: Client) -> None:
    measure = make_measure(title="Wege ebnen")
    later = timezone.localdate() + dt.timedelta(days=400)
    measure.review_dates.create(number=1, kind="review", planned_on=dt.date(2019, 12, 31), precision="year")
    measure.review_dates.create(number=2, kind="evaluation", planned_on=later, precision="year")
    page = html(client)
    assert f"vorgesehen für {later.year}" in page
    assert "2019" not in page
