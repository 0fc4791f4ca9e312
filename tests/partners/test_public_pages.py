"""The public sees who takes part in the measures, and in which role."""

import pytest
from django.test import Client

from tests.builders import (
    make_contact,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
)

pytestmark = pytest.mark.django_db


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_list_groups_by_kind_and_counts_measures(client: Client) -> None:
    body = make_organisation(name="Diakonie", kind="welfare")
    for _ in range(2):
        make_responsible(make_measure(), body)
    page = html(client, "/akteure/")
    assert "Wohlfahrtsverband (1)" in page
    assert "Diakonie</a> – 2 Maßnahmen" in page


def test_list_leaves_out_who_has_no_published_measure(client: Client) -> None:
    make_responsible(make_measure(is_published=False), make_organisation(name="Verborgen"))
    page = html(client, "/akteure/")
    assert "Verborgen" not in page
    assert "Noch ist niemand" in page


def test_page_lists_measures_by_role(client: Client) -> None:
    body = make_organisation(slug="diakonie")
    make_responsible(make_measure(title="Helfen"), body, "cooperation")
    make_responsible(make_measure(title="Leiten"), body, "lead")
    page = html(client, "/akteure/diakonie/")
    assert page.index("Federführung (1)") < page.index("Leiten")
    assert page.index("Leiten") < page.index("Kooperation (1)") < page.index("Helfen")


def test_page_shows_the_current_state(client: Client) -> None:
    measure = make_measure()
    make_responsible(measure, make_organisation(slug="diakonie"))
    assert "noch nicht abgefragt" in html(client, "/akteure/diakonie/")
    make_status(measure, "completed")
    assert "abgeschlossen" in html(client, "/akteure/diakonie/")


def test_page_hides_unpublished_measures(client: Client) -> None:
    make_responsible(make_measure(title="Geheimplan", is_published=False), make_organisation(slug="diakonie"))
    assert "Geheimplan" not in html(client, "/akteure/diakonie/")


def test_unnamed_group_is_explained(client: Client) -> None:
    make_organisation(slug="gruppe", kind="unnamed_group")
    assert "keine einzelnen Organisationen" in html(client, "/akteure/gruppe/")


def test_person_is_named_only_with_consent(client: Client) -> None:
    body = make_organisation(slug="diakonie")
    make_contact(body, name="Ungefragte Person", email="ungefragt@example.org")
    make_contact(body, name="Offene Person", is_public=True, email="offen@example.org")
    make_contact(body, name="Frühere Person", is_public=True, is_active=False)
    page = html(client, "/akteure/diakonie/")
    assert "Offene Person" in page
    for hidden in ["Ungefragte Person", "Frühere Person", "@example.org"]:
        assert hidden not in page


def test_unknown_organisation_is_not_found(client: Client) -> None:
    assert client.get("/akteure/niemand/").status_code == 404
