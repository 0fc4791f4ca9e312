"""The public reads the concept: contents, chapters and Handlungsfelder."""

import pytest
from django.test import Client

from fields.models import Chapter, Concept, FieldOfAction
from tests.builders import make_concept, make_field, make_goal, make_measure, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept() -> Concept:
    return make_concept(title="Integrationskonzept", year=2018)


@pytest.fixture
def field(concept: Concept) -> FieldOfAction:
    return make_field(
        concept,
        slug="sport",
        title="Sport verbindet",
        text_before_goals="TextA",
        goals_intro="TextB",
        goals_note="TextD",
        text_after_goals="TextE",
        measures_intro="TextF",
    )


def make_chapter(concept: Concept, order: int, **values: object) -> Chapter:
    return Chapter.objects.create(
        concept=concept, order=order, **{"slug": f"k{order}", "title": f"Kapitel {order}", **values}
    )


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_contents_follow_the_order_with_subchapters(client: Client, concept: Concept) -> None:
    main = make_chapter(concept, 2, number="6", title="Ziele")
    make_chapter(concept, 3, number="6.1", title="Kinder", parent=main)
    make_chapter(concept, 1, title="Vorwort")
    page = html(client, "/konzept/")
    assert page.index("Vorwort") < page.index("6 Ziele") < page.index("6.1 Kinder")


def test_without_a_concept_the_page_says_so(client: Client) -> None:
    assert "Zurzeit ist kein Konzept in Kraft" in html(client, "/konzept/")


def test_chapter_shows_its_text_as_markdown(client: Client, concept: Concept) -> None:
    make_chapter(concept, 1, body="Ein *wichtiger* Satz.")
    assert "<em>wichtiger</em>" in html(client, "/konzept/k1/")


def test_chapter_leads_to_its_neighbours(client: Client, concept: Concept) -> None:
    for order in (1, 2, 3):
        make_chapter(concept, order)
    page = html(client, "/konzept/k2/")
    assert 'rel="prev" href="/konzept/k1/"' in page
    assert 'rel="next" href="/konzept/k3/"' in page
    assert 'rel="prev"' not in html(client, "/konzept/k1/")


def test_chapter_of_another_edition_is_not_found(client: Client) -> None:
    make_chapter(make_concept(state="superseded"), 1)
    assert client.get("/konzept/k1/").status_code == 404


@pytest.mark.parametrize("address", ["/konzept/k1/", "/handlungsfelder/sport/"])
def test_text_of_the_field_stands_in_document_order(
    client: Client, concept: Concept, field: FieldOfAction, address: str
) -> None:
    make_chapter(concept, 1, field_of_action=field)
    make_goal(field, title="TextC")
    make_measure(field, title="TextG")
    page = html(client, address)
    assert sorted("ABCDEFG", key=lambda letter: page.index(f"Text{letter}")) == list("ABCDEFG")


def test_postponed_goal_is_marked(client: Client, field: FieldOfAction) -> None:
    make_goal(field, title="Konstruktiver Dialog", state="postponed", note="Umsetzung abwarten")
    page = html(client, "/handlungsfelder/sport/")
    assert "Konstruktiver Dialog <strong>(zurückgestellt)</strong>" in page
    assert "Umsetzung abwarten" in page


def test_field_shows_its_measures_with_their_state(client: Client, field: FieldOfAction) -> None:
    make_status(make_measure(field, title="Laufen"), "permanent")
    make_measure(field, title="Werfen")
    page = html(client, "/handlungsfelder/sport/")
    assert "Daueraufgabe" in page
    assert "noch nicht abgefragt" in page


def test_field_hides_unpublished_measures(client: Client, field: FieldOfAction) -> None:
    make_measure(field, title="Geheimplan", is_published=False)
    page = html(client, "/handlungsfelder/sport/")
    assert "Geheimplan" not in page
    assert "Zurzeit ist keine Maßnahme veröffentlicht" in page


def test_field_of_another_edition_is_not_found(client: Client) -> None:
    make_field(make_concept(state="draft"), slug="neu")
    assert client.get("/handlungsfelder/neu/").status_code == 404


def test_pages_answer_reading_only(client: Client, concept: Concept) -> None:
    assert client.post("/konzept/").status_code == 405
