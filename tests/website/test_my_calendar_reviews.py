"""The own calendar of a partner holds the review dates of the measures it takes part in, and no others."""

import datetime as dt

import icalendar
import pytest
from django.test import Client

from measures.models import Measure, ResponsibilityRole
from partners.models import User
from tests.builders import make_measure, make_organisation, make_partner, make_responsible, make_review
from tests.website.own_calendars import PAGE, path_of, text_of

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 6, 30)


@pytest.fixture
def measure() -> Measure:
    found = make_measure(title="Lesepaten", end_on=DAY, end_precision="day")
    make_review(found, DAY)
    return found


@pytest.fixture
def person(measure: Measure) -> User:
    organisation = make_organisation()
    make_responsible(measure, organisation, role=ResponsibilityRole.COOPERATION)
    return make_partner(organisation)


def test_partner_sees_review_and_end_of_own_measures(client: Client, person: User, measure: Measure) -> None:
    text = text_of(client, path_of(person))
    assert f"Überprüfung: {measure.code} Lesepaten" in text
    assert f"Ende der Laufzeit: {measure.code} Lesepaten" in text
    client.force_login(person)
    page = client.get(PAGE).text
    assert "Zurzeit sind das 2 Termine." in page
    assert "an denen Ihre Organisation mitwirkt" in page


def test_partner_sees_no_reviews_of_other_measures(client: Client, person: User, measure: Measure) -> None:
    make_review(make_measure(measure.field_of_action, title="Fremd"), DAY)
    assert "Fremd" not in text_of(client, path_of(person))


def test_partner_sees_no_review_of_a_sheet_that_is_not_published(
    client: Client, person: User, measure: Measure
) -> None:
    Measure.objects.update(is_published=False)
    assert text_of(client, path_of(person)) == ""


def test_a_measure_that_only_addresses_the_organisation_is_not_its_own(
    client: Client, person: User, measure: Measure
) -> None:
    measure.responsibilities.update(role=ResponsibilityRole.ADDRESSEE)
    assert text_of(client, path_of(person)) == ""


def test_an_empty_calendar_is_a_valid_file(client: Client) -> None:
    """RFC 5545, 3.6: at least one component."""
    path = path_of(make_partner(make_organisation()))
    calendar = icalendar.Calendar.from_ical(client.get(path).content)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert client.get(path).content == client.get(path).content
