"""The page on which the results of the consultations are written down; typed text stays on every error."""

import pytest
from django.test import Client

from partners.models import User
from reporting.models import Consultation
from tests.reporting.paper_pages import TYPED, address, shown
from tests.reporting.papers import job_is_over, make_final
from tests.reporting.personas import commissioner

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def test_a_result_is_written_down(client: Client, commissioner: User) -> None:
    paper = make_final()
    page = address("paper_outcome", paper)
    said = {"result_1": "einstimmig", "link_1": "https://ris.example.org/7"}
    assert client.post(page, {**shown(client, page), **said}).status_code == 302
    assert Consultation.objects.get().result == "einstimmig"


def test_a_result_beside_a_wrong_address_stays(client: Client, commissioner: User) -> None:
    page = address("paper_outcome", make_final())
    text = client.post(page, {**shown(client, page), "result_1": TYPED, "link_1": "ftp://x.example"}).text
    assert TYPED in text
    assert "Sie beginnt mit https://" in text


def test_a_result_stays_where_somebody_wrote_another(client: Client, commissioner: User) -> None:
    paper = make_final()
    page = address("paper_outcome", paper)
    data = shown(client, page)
    client.post(page, {**data, "result_1": "mit Mehrheit"})
    response = client.post(page, {**shown(client, page), "version": data["version"], "result_1": TYPED})
    assert response.status_code == 409
    assert TYPED in response.text
    assert "mit Mehrheit" in response.text


def test_a_result_stays_where_its_station_is_gone(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("paper_outcome", paper)
    data = {**shown(client, page), "result_1": "", "result_2": TYPED}
    response = client.post(page, {**data, "version": "0"})
    assert response.status_code == 409
    assert TYPED in response.text
