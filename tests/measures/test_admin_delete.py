"""Editors delete what nobody answered yet; everything else is refused in our words."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fields.models import FieldOfAction, Goal
from measures.models import Indicator, IndicatorValue, Measure
from partners.models import Contact, Organisation
from tests.builders import (
    make_administrator,
    make_contact,
    make_editor,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_query,
    make_report,
    make_request,
    make_responsible,
    make_status,
    make_step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[make_editor, make_administrator], ids=["editor", "administrator"])
def staff(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(request.param())
    return client


def delete(client: Client, obj: Any) -> Any:
    """Ask for the deletion and answer yes."""
    question = client.get(
        reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_delete", args=[obj.pk]), follow=True
    )
    if not question.redirect_chain[-1][0].endswith(f"?version={obj.version}"):
        return question
    return client.post(question.redirect_chain[-1][0], {"post": "yes"}, follow=True)


def make_whole_measure() -> Measure:
    measure = make_measure()
    make_step(measure)
    make_indicator(measure)
    make_status(measure, "planning")
    make_responsible(measure, make_organisation())
    return measure


def test_a_measure_without_answers_is_deleted_with_its_rows(staff: Client) -> None:
    answer = delete(staff, make_whole_measure())
    assert answer.status_code == 200
    assert (Measure.objects.count(), Indicator.objects.count()) == (0, 0)


def add_request(measure: Measure) -> None:
    make_request(make_query(), measure, make_organisation())


def add_report(measure: Measure) -> None:
    make_report(measure, make_organisation())


def add_value(measure: Measure) -> None:
    IndicatorValue.objects.create(
        indicator=measure.indicators.get(), as_of=dt.date(2026, 1, 1), attainment="partly"
    )


@pytest.mark.parametrize("add", [add_request, add_report, add_value])
def test_a_measure_with_answers_stays(staff: Client, add: Any) -> None:
    measure = make_whole_measure()
    add(measure)
    assert "kann nicht gelöscht werden" in delete(staff, measure).text
    assert Measure.objects.exists()


def test_an_indicator_alone_is_not_deleted(staff: Client) -> None:
    indicator = make_indicator(make_measure())
    assert staff.get(reverse("admin:measures_indicator_delete", args=[indicator.pk])).status_code == 403


def test_an_empty_handlungsfeld_is_deleted_with_its_goals(client: Client) -> None:
    client.force_login(make_editor())
    field = make_field()
    make_goal(field)
    delete(client, field)
    assert (FieldOfAction.objects.count(), Goal.objects.count()) == (0, 0)


def test_an_organisation_without_measures_is_deleted_with_its_contacts(staff: Client) -> None:
    organisation = make_organisation()
    make_contact(organisation)
    delete(staff, organisation)
    assert (Organisation.objects.count(), Contact.objects.count()) == (0, 0)


def test_an_organisation_that_was_asked_stays(staff: Client) -> None:
    organisation = make_organisation()
    make_request(make_query(), make_measure(), organisation)
    assert "kann nicht gelöscht werden" in delete(staff, organisation).text
    assert Organisation.objects.exists()


def test_an_organisation_that_is_responsible_stays(staff: Client) -> None:
    organisation = make_organisation()
    make_responsible(make_measure(), organisation)
    assert "kann nicht gelöscht werden" in delete(staff, organisation).text
