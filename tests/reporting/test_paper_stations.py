"""Stations of a Beratungsfolge whose result must not be lost or come to another, and how many there may be."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import CommitteeReport, Consultation
from reporting.services.papers import PaperError, Stop, discard_paper, rewrite_paper, words_of
from tests.builders import make_commissioner
from tests.reporting.papers import MEETING, STOP, make_paper, words
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, make_closed

pytestmark = pytest.mark.django_db
RAT = Stop("Rat", MEETING)
LINK = "https://ris.example.org/7"


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


def make_decided(*stops: Stop) -> CommitteeReport:
    """The first station has a result."""
    paper = make_paper(stops=stops)
    Consultation.objects.filter(number=1).update(result="einstimmig", link=LINK)
    return paper


def rewrite(paper: CommitteeReport, *stops: Stop) -> CommitteeReport:
    return rewrite_paper(paper=paper, words=words(stops=stops), version=paper.version)


def results() -> dict[str, str]:
    return {f"{each} {each.meeting_on}": each.result for each in Consultation.objects.all() if each.result}


def test_a_result_never_comes_to_another_committee() -> None:
    paper = make_decided(STOP)
    (first,) = words_of(paper).stops
    with pytest.raises(PaperError, match=r"Integrationsrat am 3\. Dezember 2026"):
        rewrite(paper, Stop("Rat", MEETING, kept=first.kept))
    assert results() == {"Integrationsrat 2026-12-03": "einstimmig"}
    assert CommitteeReport.objects.get().version == paper.version


def test_a_station_with_a_result_is_not_taken_away() -> None:
    paper = make_decided(STOP, RAT)
    second = words_of(paper).stops[1]
    with pytest.raises(PaperError, match="schon ein Ergebnis der Beratung"):
        rewrite(paper, second)
    assert results() == {"Integrationsrat 2026-12-03": "einstimmig"}


def test_a_station_without_a_result_gets_another_committee_and_no_address() -> None:
    paper = make_paper(stops=(STOP,))
    Consultation.objects.update(link=LINK)
    (first,) = words_of(paper).stops
    rewrite(paper, Stop("Rat", MEETING, kept=first.kept))
    assert Consultation.objects.get().link == ""


def test_two_meetings_do_not_share_one_result() -> None:
    paper = make_decided(STOP)
    (first,) = words_of(paper).stops
    later = Stop("Integrationsrat", MEETING + dt.timedelta(days=90), kept=first.kept)
    rewrite(paper, first, later)
    assert results() == {"Integrationsrat 2026-12-03": "einstimmig"}


def test_a_meeting_that_is_put_off_keeps_its_result() -> None:
    paper = make_decided(STOP)
    (first,) = words_of(paper).stops
    rewrite(paper, Stop("Integrationsrat", MEETING + dt.timedelta(days=7), kept=first.kept))
    assert results() == {"Integrationsrat 2026-12-10": "einstimmig"}


def test_swapped_rows_keep_the_result_with_the_committee() -> None:
    paper = make_decided(STOP, RAT)
    first, second = words_of(paper).stops
    rewrite(paper, Stop("Rat", MEETING, kept=first.kept), Stop("Integrationsrat", MEETING, kept=second.kept))
    assert results() == {"Integrationsrat 2026-12-03": "einstimmig"}


def test_a_station_keeps_its_key_when_the_list_is_written_anew() -> None:
    paper = make_paper(stops=(STOP, RAT))
    keys = {str(each): each.uuid for each in Consultation.objects.all()}
    first, second = words_of(paper).stops
    rewrite(paper, second, first)
    assert {str(each): each.uuid for each in Consultation.objects.all()} == keys


def test_the_page_keeps_what_was_typed_beside_a_result(client: Client, commissioner: User) -> None:
    paper = make_decided(STOP)
    page = reverse("reporting:edit_paper", args=[paper.query.slug, paper.uuid])
    typed = {**form_of(client.get(page).text), "remove_1": "on", "reasoning": "Lange bedacht."}
    text = client.post(page, typed).text
    assert "schon ein Ergebnis der Beratung" in text
    assert "Lange bedacht." in text
    assert results()


def test_a_draft_with_a_result_is_not_thrown_away(client: Client, commissioner: User) -> None:
    paper = make_decided(STOP)
    with pytest.raises(PaperError, match="Ergebnis der Beratung"):
        discard_paper(paper=paper, version=paper.version, user=None, now=LATER)
    page = reverse("reporting:discard_paper", args=[paper.query.slug, paper.uuid])
    assert "Ergebnis der Beratung" in client.get(page, follow=True).text
    assert page not in client.get(paper.get_absolute_url()).text
    assert results()


def filled(number: int) -> dict[str, str]:
    return {
        name: value
        for each in range(1, number + 1)
        for name, value in ((f"new_{each}", f"Gremium {each:02}"), (f"task_{each}", "notice"))
    }


def test_more_than_thirty_stations_are_refused_and_stay_on_the_page(
    client: Client, commissioner: User
) -> None:
    page = reverse("reporting:write_paper", args=[make_closed().slug])
    shown = form_of(client.get(page).text)
    text = client.post(page, {**shown, **filled(31)}).text
    assert "Mehr als 30 Stellen" in text
    assert form_of(text)["new_31"] == "Gremium 31"
    assert not CommitteeReport.objects.exists()
    client.post(page, {**form_of(text), "remove_31": "on"})
    assert Consultation.objects.count() == 30


def test_at_thirty_stations_there_is_no_button_for_more(client: Client, commissioner: User) -> None:
    page = reverse("reporting:write_paper", args=[make_closed().slug])
    shown = form_of(client.get(page).text)
    assert 'name="one_more"' in client.post(page, {**shown, **filled(28), "one_more": "1"}).text
    text = client.post(page, {**shown, **filled(29), "one_more": "1"}).text
    assert 'name="one_more"' not in text
    text = client.post(page, {**shown, **filled(30), "one_more": "1"}).text
    assert "Mehr als 30 Stellen" in text
    assert form_of(text)["new_30"] == "Gremium 30"
    assert not CommitteeReport.objects.exists()
