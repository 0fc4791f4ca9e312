"""The page on which the KI chooses who answers: what it shows, saves, and says to who was slower."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import ResponsibilityRole
from partners.models import User
from reporting.models import StatusQuery
from safety.formkeys import FIELD_NAME
from tests.builders import make_measure, make_responsible
from tests.reporting.assigning import asked, choose, reachable
from tests.reporting.personas import commissioner
from tests.reporting.rounds import make_planned

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def page_of(query: StatusQuery, **asked_for: str) -> str:
    return reverse("reporting:assign", args=[query.slug], query=asked_for or None)


def save(client: Client, page: str, **fields: Any) -> Any:
    shown = client.get(page).text
    data: dict[str, Any] = {
        name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in (FIELD_NAME, "version")
    }
    data["measures"] = [part.split('"')[0] for part in shown.split('name="measures" value="')[1:]]
    return client.post(page, {**data, **fields}, follow=True)


def test_only_open_measures_are_shown_at_first(client: Client, commissioner: User) -> None:
    query = make_planned()
    fine, gap = query.measures.get(), make_measure()
    query.measures.add(gap)
    assert fine.title not in client.get(page_of(query)).text
    assert gap.title in client.get(page_of(query)).text
    assert fine.title in client.get(page_of(query, zeige="alle")).text
    body = asked(query)[0]
    of_one = client.get(page_of(query, organisation=body.slug)).text
    assert (fine.title in of_one, gap.title in of_one) == (True, False)


def test_a_partner_of_the_measure_is_chosen_by_its_select(client: Client, commissioner: User) -> None:
    query, partner = make_planned(), reachable()
    measure = query.measures.get()
    make_responsible(measure, partner, ResponsibilityRole.COOPERATION)
    said = save(client, page_of(query, zeige="alle"), **{f"answers_{measure.pk}": partner.pk}).text
    assert "Für 1 Maßnahme ist gewählt, wer antwortet." in said
    assert asked(query) == [partner]
    assert query.assignments.get().history.get().history_user == commissioner


def test_several_measures_get_somebody_without_a_role_at_once(client: Client, commissioner: User) -> None:
    query, helper = make_planned(3), reachable()
    first, second, _third = query.measures.all()
    save(client, page_of(query, zeige="alle"), ticked=[first.pk, second.pk], other=helper.pk)
    assert asked(query).count(helper) == 2


def test_ticks_without_a_choice_are_shown_again(client: Client, commissioner: User) -> None:
    query = make_planned()
    measure = query.measures.get()
    said = save(client, page_of(query, zeige="alle"), ticked=[measure.pk]).text
    assert "Bitte wählen Sie, wer für die angehakten Maßnahmen antwortet." in said
    assert f'id="ticked-{measure.pk}" checked' in said


def test_the_office_itself_can_be_chosen_where_it_is_entered(client: Client, commissioner: User) -> None:
    query = make_planned()
    assert "(wir selbst)" not in client.get(page_of(query, zeige="alle")).text
    assert "steht nicht zur Wahl" in client.get(page_of(query, zeige="alle")).text
    reachable(name=settings.PORTAL_OFFICE)
    assert f"{settings.PORTAL_OFFICE} (wir selbst)" in client.get(page_of(query, zeige="alle")).text


def test_who_chose_too_late_sees_both_choices(client: Client, commissioner: User) -> None:
    query = make_planned()
    measure, mine, theirs = query.measures.get(), reachable(), reachable()
    for body in (mine, theirs):
        make_responsible(measure, body, ResponsibilityRole.COOPERATION)
    choose(query, measure, theirs)
    page = page_of(query, zeige="alle")
    response = save(client, page, **{"version": 1, f"answers_{measure.pk}": mine.pk})
    assert response.status_code == 409
    assert mine.name in response.text
    assert asked(query) == [theirs]


def test_a_choice_posted_twenty_times_is_made_once(client: Client, commissioner: User) -> None:
    query, helper = make_planned(), reachable()
    page, measure = page_of(query, zeige="alle"), query.measures.get()
    shown = client.get(page).text
    key = shown.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    data = {FIELD_NAME: key, "version": 1, "measures": measure.pk, "ticked": measure.pk, "other": helper.pk}
    answers = {client.post(page, data).headers["Location"] for _ in range(20)}
    query.refresh_from_db()
    assert (answers, query.assignments.count(), query.version) == ({page}, 1, 2)


@pytest.mark.parametrize("asked_for", [{}, {"zeige": "alle"}])
def test_statements_of_the_page_do_not_grow(
    client: Client, commissioner: User, asked_for: dict[str, str]
) -> None:
    counts = []
    client.get(page_of(make_planned(), **asked_for))
    for size in (2, 30):
        query = make_planned(size)
        for _ in range(size):
            query.measures.add(make_measure())
        with CaptureQueriesContext(connection) as statements:
            assert client.get(page_of(query, **asked_for)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16
