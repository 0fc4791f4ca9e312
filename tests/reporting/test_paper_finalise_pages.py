"""The pages on which a Vorlage is fixed and taken up again; who was slower is asked again, and keeps the text."""

import pytest
from django.test import Client

from partners.models import User
from reporting.models import CommitteeReport
from reporting.services.papers import reopen_paper, rewrite_paper
from tests.reporting.paper_pages import TYPED, address, shown
from tests.reporting.papers import job_is_over, make_final, make_paper, words
from tests.reporting.personas import commissioner
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, make_open

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def test_fixing_asks_for_each_doubt(client: Client, commissioner: User) -> None:
    paper = make_paper(number="", financial_impact="")
    page = address("finalise_paper", paper)
    data = shown(client, page)
    text = client.post(page, {**data, "confirmed": "on", "accept_number": "on"}).text
    assert "Bitte setzen Sie zuerst den Haken" in text
    assert not CommitteeReport.objects.get().is_final
    ticks = {"confirmed": "on", "accept_number": "on", "accept_finances": "on"}
    assert client.post(page, {**shown(client, page), **ticks}).status_code == 302
    assert CommitteeReport.objects.get().is_final


def test_an_obstacle_leaves_no_button(client: Client, commissioner: User) -> None:
    paper = make_paper(make_open(), stops=())
    text = client.get(address("finalise_paper", paper)).text
    assert "Die Beratungsfolge ist leer" in text
    assert "Die Abfrage ist nicht geschlossen" in text
    assert 'name="confirmed"' not in text


def test_fixing_what_somebody_changed_meanwhile_is_asked_again(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("finalise_paper", paper)
    data = {**shown(client, page), "confirmed": "on"}
    rewrite_paper(paper=paper, words=words(subject="Anders"), version=paper.version)
    text = client.post(page, data).text
    assert "inzwischen geändert" in text
    assert "confirmed" not in form_of(text)
    assert client.post(page, {**form_of(text), "confirmed": "on"}).status_code == 302


def test_a_reason_stays_where_the_paper_is_taken_up_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("reopen_paper", paper)
    data = {**shown(client, page), "reason": TYPED}
    reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    text = client.post(page, data).text
    assert TYPED in text
    assert "Nur eine festgelegte" in text


def test_a_new_edition_leads_to_its_text(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("reopen_paper", paper)
    response = client.post(page, {**shown(client, page), "reason": "Zahlendreher"})
    assert response["Location"] == address("edit_paper", paper)
    assert "in Bearbeitung, nach Fassung 1" in client.get(paper.get_absolute_url()).text
