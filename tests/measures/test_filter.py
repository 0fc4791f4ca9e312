"""The public finds measures by filters, which stand in the address bar."""

import datetime as dt
import re

import pytest
from django.test import Client

from measures.models import Measure, TargetGroup
from tests.builders import (
    make_field,
    make_goal,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
)

pytestmark = pytest.mark.django_db


def found(client: Client, **query: str) -> list[str]:
    page = client.get("/massnahmen/", query).context["page"]
    return [measure.slug for measure in page.object_list]


def html(client: Client, **query: str) -> str:
    return client.get("/massnahmen/", query).content.decode()


@pytest.fixture
def path() -> Measure:
    return make_measure(slug="weg", title="Öffentliche Wege", content="Sprachkurse für alle")


@pytest.fixture
def bridge(path: Measure) -> Measure:
    return make_measure(slug="bruecke", title="Brücken bauen")


def test_list_shows_published_measures_only(client: Client, path: Measure) -> None:
    make_measure(slug="geheim", is_published=False)
    assert found(client) == ["weg"]


def test_list_leaves_out_older_editions(client: Client, path: Measure) -> None:
    path.field_of_action.concept.state = "superseded"
    path.field_of_action.concept.save()
    assert found(client) == []


def test_text_needs_every_word(client: Client, bridge: Measure) -> None:
    assert found(client, q="wege sprachkurse") == ["weg"]
    assert found(client, q="wege brücken") == []


@pytest.mark.parametrize("text", ["öffentliche", "ÖFFENTLICHE", "Öffentliche"])
def test_text_ignores_case_of_umlauts(client: Client, bridge: Measure, text: str) -> None:
    assert found(client, q=text) == ["weg"]


def test_by_field_of_action(client: Client, path: Measure) -> None:
    make_measure(make_field(slug="sport"), slug="lauf")
    assert found(client, handlungsfeld="sport") == ["lauf"]


def test_by_status_counts_the_latest_date_only(client: Client, bridge: Measure, path: Measure) -> None:
    make_status(path, "completed", dt.date(2026, 5, 1))
    make_status(path, "planning", dt.date(2025, 5, 1))
    assert found(client, stand="completed") == ["weg"]
    assert found(client, stand="planning") == []


def test_not_yet_asked_is_a_choice(client: Client, bridge: Measure, path: Measure) -> None:
    make_status(path, "completed")
    assert found(client, stand="not_asked") == ["bruecke"]


def test_by_course(client: Client, bridge: Measure, path: Measure) -> None:
    make_status(path, "in_progress", course="delayed", delay_reason="staff")
    assert found(client, verlauf="delayed") == ["weg"]
    assert found(client, verlauf="on_track") == []


def test_by_actor(client: Client, bridge: Measure, path: Measure) -> None:
    make_responsible(path, make_organisation(slug="verein"), "cooperation")
    assert found(client, akteur="verein") == ["weg"]


def test_by_term(client: Client, bridge: Measure, path: Measure) -> None:
    path.end_on, path.end_precision = dt.date(2017, 6, 30), "mid_year"
    path.save()
    assert found(client, laufzeit="abgelaufen") == ["weg"]
    assert found(client, laufzeit="laufend") == ["bruecke"]


def test_goal_and_target_group_are_hidden_while_nothing_is_assigned(client: Client, path: Measure) -> None:
    make_goal(path.field_of_action)
    TargetGroup.objects.create(name="Eltern", slug="eltern")
    page = html(client)
    assert 'name="leitziel"' not in page
    assert 'name="zielgruppe"' not in page


def test_by_goal_of_the_right_field(client: Client, bridge: Measure, path: Measure) -> None:
    own = make_goal(path.field_of_action, slug="teilhabe")
    same_slug = make_goal(bridge.field_of_action, slug="teilhabe")
    path.goals.add(own)
    bridge.goals.add(same_slug)
    assert found(client, leitziel=f"{path.field_of_action.slug}.teilhabe") == ["weg"]


def test_by_target_group(client: Client, bridge: Measure, path: Measure) -> None:
    path.target_groups.add(TargetGroup.objects.create(name="Eltern", slug="eltern"))
    assert found(client, zielgruppe="eltern") == ["weg"]


def test_sorted_by_title_or_newest_status(client: Client, bridge: Measure, path: Measure) -> None:
    make_status(path, "completed")
    assert found(client, sortierung="titel") == ["bruecke", "weg"]
    assert found(client, sortierung="stand") == ["weg", "bruecke"]


def test_result_count_is_announced(client: Client, bridge: Measure) -> None:
    page = html(client, q="Brücken")
    assert re.search(r'<div role="status"><h2[^>]*>1 Maßnahme gefunden</h2></div>', page)
    assert "<title>Maßnahmen, 1 gefunden" in page


def test_a_filter_beside_one_that_no_longer_exists_keeps_its_chip(client: Client, bridge: Measure) -> None:
    make_status(bridge, "planning")
    query = {"stand": "planning", "akteur": "aufgeloest"}
    make_responsible(bridge, make_organisation())
    assert found(client, **query) == ["bruecke"]
    chips = client.get("/massnahmen/", query).context["filter"].chips()
    assert [chip.value for chip in chips] == ["in Planung"]


def test_chip_leads_to_the_list_without_its_filter(client: Client, bridge: Measure) -> None:
    chips = (
        client.get("/massnahmen/", {"q": "Wege", "stand": "not_asked", "seite": "2"})
        .context["filter"]
        .chips()
    )
    assert [(chip.label, chip.value, chip.url) for chip in chips] == [
        ("Suchwort", "Wege", "?stand=not_asked"),
        ("Umsetzungsstand", "noch nicht abgefragt", "?q=Wege"),
    ]


def test_nonsense_in_the_address_is_no_error(client: Client, path: Measure) -> None:
    assert client.get("/massnahmen/", {"stand": "gibtsnicht", "seite": "abc"}).status_code == 200


def test_empty_result_says_what_to_do(client: Client, path: Measure) -> None:
    assert "Keine Maßnahme passt" in html(client, q="gibtsnicht")


def test_empty_portal_has_a_list_page(client: Client) -> None:
    assert "0 Maßnahmen gefunden" in html(client)


def test_pages_keep_the_filters(client: Client, path: Measure) -> None:
    for _ in range(26):
        make_measure(path.field_of_action, title="Steg")
    page = html(client, q="Steg", sortierung="titel")
    assert 'href="?q=Steg&amp;sortierung=titel&amp;seite=2"' in page
    assert len(found(client, q="Steg", seite="2")) == 1


def test_all_on_one_page_for_printing(client: Client, path: Measure) -> None:
    for _ in range(26):
        make_measure(path.field_of_action)
    assert 'href="?ansicht=druck"' in html(client)
    assert len(found(client, ansicht="druck")) == 27


def test_filter_is_folded_away_until_it_is_used(client: Client, path: Measure) -> None:
    assert "<details>" in html(client)
    assert "<details open>" in html(client, q="Wege")


def test_wrong_filter_value_shows_its_message(client: Client, path: Measure) -> None:
    page = html(client, stand="erfunden")
    assert "<details open>" in page
    assert 'href="#id_stand"' in page
