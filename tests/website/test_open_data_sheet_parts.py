"""Steps, reviews and resources of published sheets as open data, and measures joined to others by keys."""

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from measures.models import Measure
from tests.builders import (
    make_goal,
    make_measure,
    make_organisation,
    make_report,
    make_resource,
    make_review,
    make_step,
)
from website.open_data.version import content_state

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 9, 30)
PARTS = ["schritte", "ueberpruefungen", "ressourcen"]


@pytest.fixture
def measure() -> Measure:
    found = make_measure(title="Lesepaten")
    make_step(found, number=2, text="Paten schulen")
    make_step(found, number=1, text="Bedarf erheben", done_on=DAY)
    make_review(found, dt.date(2019, 12, 31), number=1, kind="evaluation", precision="year", held_on=DAY)
    make_resource(
        found,
        number=1,
        kind="funding",
        wording="Eine Stelle",
        programme="Topf",
        amount="1200.50",
        ends_on=DAY,
    )
    return found


def rows(client: Client, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(client.get(f"/daten/{name}.json")))["daten"]
    return found


def test_steps_come_in_their_order_and_name_their_measure(client: Client, measure: Measure) -> None:
    first, second = rows(client, "schritte")
    assert (first["schritt"], first["erledigt_am"]) == ("Bedarf erheben", "2026-09-30")
    assert (second["schritt"], second["erledigt_am"]) == ("Paten schulen", None)
    assert first["massnahme_id"] == second["massnahme_id"] == str(measure.uuid)
    assert (first["massnahme"], first["massnahme_nummer"]) == ("Lesepaten", measure.code)


def test_a_review_says_how_exactly_its_day_is_known(client: Client, measure: Measure) -> None:
    (found,) = rows(client, "ueberpruefungen")
    assert (found["art_code"], found["vorgesehen_fuer"]) == ("evaluation", "2019-12-31")
    assert (found["genauigkeit_code"], found["genauigkeit"]) == ("year", "Jahr")
    assert found["durchgefuehrt_am"] == "2026-09-30"


def test_a_resource_has_its_amount_as_a_number(client: Client, measure: Measure) -> None:
    (found,) = rows(client, "ressourcen")
    assert (found["art"], found["ressource"], found["foerderprogramm"]) == (
        "Förderprogramm",
        "Eine Stelle",
        "Topf",
    )
    assert (found["betrag"], found["foerderung_bis"]) == (1200.5, "2026-09-30")


@pytest.mark.parametrize("name", PARTS)
def test_parts_of_a_sheet_that_is_not_published_stay_inside(
    client: Client, measure: Measure, name: str
) -> None:
    Measure.objects.update(is_published=False)
    assert rows(client, name) == []
    assert client.get(f"/api/v1/{name}").json()["items"] == []


@pytest.mark.parametrize("name", PARTS)
def test_programs_find_the_parts_of_one_measure(client: Client, measure: Measure, name: str) -> None:
    other = make_measure(measure.field_of_action)
    make_step(other), make_review(other), make_resource(other)
    found = client.get(f"/api/v1/{name}?massnahme_id={measure.uuid}").json()["items"]
    assert found
    assert {each["massnahme_id"] for each in found} == {str(measure.uuid)}
    key = "einzelne_ressourcen" if name == "ressourcen" else name
    sheet = client.get(f"/api/v1/massnahmen/{measure.uuid}").json()
    assert sorted(each["id"] for each in sheet[key]) == sorted(each["id"] for each in found)


@pytest.mark.parametrize("part", ["steps", "review_dates", "resources"])
def test_a_changed_part_is_a_new_state_of_the_content(measure: Measure, part: str) -> None:
    before = content_state().version
    row = getattr(measure, part).first()
    row.number = 9
    row.save()
    assert content_state().version != before


def test_measures_are_joined_to_goals_and_to_related_measures_by_keys(
    client: Client, measure: Measure
) -> None:
    goals = [make_goal(measure.field_of_action), make_goal(measure.field_of_action)]
    measure.goals.set(goals)
    shown, hidden = make_measure(measure.field_of_action), make_measure(measure.field_of_action)
    Measure.objects.filter(pk=hidden.pk).update(is_published=False)
    measure.related.set([shown, hidden])
    found = next(row for row in rows(client, "massnahmen") if row["id"] == str(measure.uuid))
    assert found["leitziele_ids"] == [str(goal.uuid) for goal in goals]
    assert found["leitziele"] == [goal.title for goal in goals]
    assert found["verwandte_massnahmen_ids"] == [str(shown.uuid)]


def test_a_statement_says_that_one_person_sent_and_approved_it_but_not_why(
    client: Client, measure: Measure
) -> None:
    approved = {"state": "approved", "approved_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC), "as_of": DAY}
    make_report(
        measure,
        make_organisation(),
        status="in_progress",
        self_approval_reason="Niemand sonst da",
        **approved,
    )
    answer = b"".join(client.get("/daten/sachstaende.json"))
    assert b"Niemand sonst da" not in answer
    assert json.loads(answer)["daten"][0]["meldung_und_freigabe_durch_dieselbe_person"] is True
