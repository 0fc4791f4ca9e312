"""The form in which a Vorlage is written: what it suggests and refuses, and that typed text stays on every error."""

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import CommitteeReport, Consultation
from reporting.services.papers import discard_paper, rewrite_paper
from tests.reporting.paper_pages import TYPED, address, new_page, shown
from tests.reporting.papers import STOP, finalise, make_final, make_paper, words
from tests.reporting.personas import commissioner
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, make_closed, make_planned

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def test_a_paper_is_written_with_the_suggested_words(client: Client, commissioner: User) -> None:
    query = make_closed()
    page = new_page(query)
    data = {**shown(client, page), "new_1": "Integrationsrat", "day_1": "2026-12-03", "task_1": "advice"}
    response = client.post(page, data)
    paper = CommitteeReport.objects.get()
    assert response["Location"] == paper.get_absolute_url()
    assert "Bericht zum Umsetzungsstand" in paper.subject
    assert "zur Kenntnis" in paper.draft_decision
    (station,) = paper.consultations.all()
    assert (str(station.committee), station.role) == ("Integrationsrat", "advice")
    listed = client.get(reverse("reporting:papers", args=[query.slug])).text
    assert "Integrationsrat (03.12.2026)" in listed


def test_the_paper_of_last_year_is_offered_and_copied(client: Client, commissioner: User) -> None:
    earlier = make_paper(reasoning="Wie im Vorjahr.")
    page = new_page(make_closed())
    assert str(earlier.uuid) in client.get(page).text
    copied = form_of(client.get(f"{page}?von={earlier.uuid}").text)
    assert copied["reasoning"] == "Wie im Vorjahr."
    assert copied["committee_1"] == "Integrationsrat"
    assert (copied["number"], copied["day_1"]) == ("", "")


@pytest.mark.parametrize("von", ["", "kaputt", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_paper_to_copy_is_none(client: Client, commissioner: User, von: str) -> None:
    assert client.get(f"{new_page(make_closed())}?von={von}").status_code == 200


def test_a_planned_query_has_no_papers(client: Client, commissioner: User) -> None:
    query = make_planned()
    assert client.get(new_page(query)).status_code == 404
    assert client.get(reverse("reporting:papers", args=[query.slug])).status_code == 404


def test_one_more_station_keeps_what_was_typed(client: Client, commissioner: User) -> None:
    page = new_page(make_closed())
    data = {**shown(client, page), "reasoning": TYPED, "new_1": "Rat", "one_more": "1"}
    text = client.post(page, data).text
    assert TYPED in text
    assert form_of(text)["new_1"] == "Rat"
    assert 'name="committee_3"' in text
    assert not CommitteeReport.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"subject": ""}, "zwingend erforderlich"),
        ({"link": "http://ris.example.org"}, "Sie beginnt mit https://"),
        ({"link": "javascript:alert(1)"}, "Sie beginnt mit https://"),
        ({"day_1": "2026-12-03"}, "wählen Sie das Gremium"),
        ({"committee_1": "Erfunden"}, "Erfunden"),
        ({"new_1": "Rat", "committee_1": "Integrationsrat"}, "nicht beides"),
        ({"new_1": "Rat", "day_1": "2026-12-03", "new_2": "rat", "day_2": "2026-12-03"}, "noch einmal"),
        ({"new_1": "Rat", "place_1": "0"}, "größer"),
    ],
)
def test_a_wrong_form_keeps_its_text(
    client: Client, commissioner: User, wrong: dict[str, str], reason: str
) -> None:
    query = make_closed()
    make_paper(query)
    page = new_page(query)
    text = client.post(page, {**shown(client, page), "reasoning": TYPED, **wrong}).text
    assert TYPED in text
    assert reason in text
    assert CommitteeReport.objects.count() == 1


def test_an_address_without_a_scheme_gets_https(client: Client, commissioner: User) -> None:
    page = new_page(make_closed())
    client.post(page, {**shown(client, page), "link": "ris.example.org/1"})
    assert CommitteeReport.objects.get().link == "https://ris.example.org/1"


def test_stations_are_ordered_and_removed_by_their_fields(client: Client, commissioner: User) -> None:
    paper = make_paper(stops=(STOP,))
    page = address("edit_paper", paper)
    more = {"new_2": "Rat", "place_2": "1", "place_1": "2"}
    client.post(page, {**shown(client, page), **more})
    assert [str(each) for each in Consultation.objects.all()] == ["Rat", "Integrationsrat"]
    client.post(page, {**shown(client, page), "remove_1": "on"})
    assert [str(each) for each in Consultation.objects.all()] == ["Integrationsrat"]


def test_who_saves_second_sees_both_texts(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    rewrite_paper(paper=paper, words=words(reasoning="Von anderen.", stops=()), version=paper.version)
    response = client.post(page, data)
    assert response.status_code == 409
    assert TYPED in response.text
    assert "Von anderen." in response.text
    assert "Gremium an Stelle 1" in response.text
    assert "Stelle 2" not in response.text
    assert "Stelle 1 entfernen" not in response.text
    assert CommitteeReport.objects.get().reasoning == "Von anderen."
    assert client.post(page, form_of(response.text, page)).status_code == 302
    assert CommitteeReport.objects.get().reasoning == TYPED
    assert Consultation.objects.count() == 1


def test_text_stays_where_the_paper_is_fixed_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    finalise(paper)
    text = client.post(page, data).text
    assert TYPED in text
    assert "Diese Vorlage ist festgelegt" in text


def test_text_stays_where_the_paper_is_thrown_away_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    discard_paper(paper=paper, version=paper.version, user=None, now=LATER)
    text = client.post(page, data).text
    assert TYPED in text
    assert "verworfen" in text
    client.post(new_page(paper.query), form_of(text, new_page(paper.query)))
    assert CommitteeReport.objects.get().reasoning == TYPED


def test_a_final_paper_is_not_edited(client: Client, commissioner: User) -> None:
    paper = make_final()
    assert client.get(address("edit_paper", paper))["Location"] == paper.get_absolute_url()
