"""Text written in the admin survives the end of the session, and a form posted twice makes one row."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from fields.models import Concept
from measures.models import Measure, TargetGroup
from safety.formkeys import FIELD_NAME
from tests.admin_forms import read_form
from tests.builders import PASSWORD, make_editor, make_measure, make_organisation, make_responsible, make_step

pytestmark = pytest.mark.django_db
TEXT = "Zwei Stunden lang an diesem Satz gefeilt."


def read_key(client: Client, address: str) -> str:
    found = re.search(rf'name="{FIELD_NAME}" value="([^"]+)"', client.get(address).text)
    assert found, address
    return found[1]


def resend(client: Client, page: str) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in client.session["kept_text"]["fields"]:
        data.setdefault(name, []).append(value)
    assert "Text noch einmal absenden" in page
    return data


def test_text_posted_after_the_session_comes_back_and_is_saved(client: Client) -> None:
    user, measure = make_editor(), make_measure(content="Alt")
    for number in range(1, 31):
        make_step(measure, number=number, text="Ein langer Satz des Maßnahmenblatts. " * 10)
        make_responsible(measure, make_organisation(), number=number)
    address = reverse("admin:measures_measure_change", args=[measure.pk])
    client.force_login(user)
    data = {**read_form(client, address), FIELD_NAME: read_key(client, address)}
    client.logout()
    login = client.post(address, {**data, "content": TEXT, "change_reason": "Probe"})["Location"]
    kept = client.post(login, {"login": user.email, "password": PASSWORD})["Location"]
    page = client.get(kept)
    assert TEXT in page.text
    assert client.post(address, resend(client, page.text)).status_code == 302
    measure.refresh_from_db()
    assert measure.content == TEXT
    assert measure.steps.count() == 30
    assert TEXT not in client.get(kept, follow=True).text


@pytest.mark.parametrize(
    "name",
    [
        "fields_chapter",
        "fields_concept",
        "fields_fieldofaction",
        "measures_measure",
        "measures_targetgroup",
        "partners_organisation",
        "partners_user",
        "reporting_committee",
        "website_legalpage",
    ],
)
def test_every_form_of_the_admin_has_a_key(admin_client: Client, name: str) -> None:
    assert read_key(admin_client, reverse(f"admin:{name}_add"))


def test_a_new_row_posted_twice_is_made_once(admin_client: Client) -> None:
    address = reverse("admin:fields_concept_add")
    data = {
        "title": "Konzept",
        "key": "konzept",
        "municipality": "Stadt",
        "year": "2026",
        "state": "draft",
        "version": "1",
        FIELD_NAME: read_key(admin_client, address),
    }
    places = [admin_client.post(address, data)["Location"] for _ in range(2)]
    assert places == [reverse("admin:fields_concept_changelist")] * 2
    assert Concept.objects.count() == 1


def test_a_row_without_version_posted_twice_is_made_once(admin_client: Client) -> None:
    address = reverse("admin:measures_targetgroup_add")
    data = {"name": "Kinder", "slug": "kinder", FIELD_NAME: read_key(admin_client, address)}
    assert [admin_client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert TargetGroup.objects.count() == 1


def test_a_form_with_a_mistake_can_be_posted_again(admin_client: Client) -> None:
    address = reverse("admin:measures_targetgroup_add")
    data = {"name": "Kinder", "slug": "", FIELD_NAME: read_key(admin_client, address)}
    assert admin_client.post(address, data).status_code == 200
    assert admin_client.post(address, {**data, "slug": "kinder"}).status_code == 302


def test_a_small_window_still_hands_over_its_new_row(admin_client: Client) -> None:
    address = f"{reverse('admin:partners_organisation_add')}?_popup=1"
    data = {
        "name": "Verein",
        "slug": "verein",
        "kind": "association",
        "version": "1",
        "_popup": "1",
        "contacts-TOTAL_FORMS": "0",
        "contacts-INITIAL_FORMS": "0",
        FIELD_NAME: read_key(admin_client, address),
    }
    assert "popup_response" in admin_client.post(address, data).text
    assert admin_client.get(reverse("admin:partners_organisation_changelist")).text.count("Verein")


def test_a_stale_form_is_compared_and_can_be_saved_then(admin_client: Client) -> None:
    measure = make_measure(content="Alt")
    address = reverse("admin:measures_measure_change", args=[measure.pk])
    data = {**read_form(admin_client, address), FIELD_NAME: read_key(admin_client, address)}
    mine = {**data, "content": TEXT, "change_reason": "Probe"}
    Measure.objects.update(version=2, content="Fremd")
    assert admin_client.post(address, mine).status_code == 409
    assert admin_client.post(address, {**mine, "version": "2"}).status_code == 302


def test_a_long_filter_of_the_list_does_not_prevent_saving(admin_client: Client) -> None:
    address = f"{reverse('admin:measures_targetgroup_add')}?_changelist_filters=q%3D{'Kinder' * 100}"
    data = {"name": "Kinder", "slug": "kinder", FIELD_NAME: read_key(admin_client, address)}
    assert admin_client.post(address, data)["Location"] == reverse("admin:measures_targetgroup_changelist")
    assert TargetGroup.objects.exists()
