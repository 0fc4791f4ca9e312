"""Definitions, legal pages and the sign of life."""

import re

import pytest
from django.test import Client

from measures.definitions import anchor
from measures.models import Attainment, Course, ImplementationStatus
from website.models import LegalPage

pytestmark = pytest.mark.django_db


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_value_of_the_axes_is_defined(client: Client) -> None:
    page = html(client, "/begriffe/")
    anchors = set(re.findall(r'<dt[^>]* id="([^"]+)"', page))
    assert anchors == {
        *(anchor("umsetzungsstand", value) for value in [*ImplementationStatus.values, "not_asked"]),
        *(anchor("verlauf", value) for value in Course.values),
        *(anchor("zielerreichung", value) for value in Attainment.values),
    }


@pytest.mark.parametrize("address", ["/impressum/", "/datenschutz/", "/barrierefreiheit/"])
def test_legal_page_exists_after_migration_and_says_what_is_missing(client: Client, address: str) -> None:
    page = html(client, address)
    assert "[[" in page
    assert "noch nicht vollständig" in page


def test_completed_legal_page_has_no_notice(client: Client) -> None:
    LegalPage.objects.filter(kind="impressum").update(body="Stadt Krefeld")
    page = html(client, "/impressum/")
    assert "Stadt Krefeld" in page
    assert "noch nicht vollständig" not in page


def test_accessibility_page_names_the_bodies_of_the_state(client: Client) -> None:
    page = html(client, "/barrierefreiheit/")
    assert "ueberwachungsstelle-nrw@it.nrw.de" in page
    assert "ombudsstelle-barrierefreie-it@mags.nrw.de" in page


def test_health_is_never_stored(client: Client) -> None:
    response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]
