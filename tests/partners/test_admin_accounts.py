"""Who manages accounts in the admin, and where that ends."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from partners.access import EDITORS
from partners.models import Contact, Membership, MembershipRole, User
from tests.admin_forms import read_form
from tests.builders import (
    PASSWORD,
    make_administrator,
    make_contact,
    make_editor,
    make_organisation,
    make_partner,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make_administrator())
    return client


@pytest.mark.parametrize("name", ["partners_user", "auth_group", "website_legalpage"])
def test_editors_manage_neither_users_nor_groups_nor_legal_pages(client: Client, name: str) -> None:
    client.force_login(make_editor())
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_partners_see_no_admin(client: Client) -> None:
    client.force_login(make_partner(make_organisation()))
    answer = client.get(reverse("admin:index"))
    assert answer.status_code != 200


def test_an_account_is_made_with_its_membership(administrator: Client) -> None:
    address = reverse("admin:partners_user_add")
    data = {"email": "Neu@Example.org", "usable_password": "false"}
    assert administrator.post(address, data).status_code == 302
    user = User.objects.get(email="neu@example.org")
    page = reverse("admin:partners_user_change", args=[user.pk])
    row = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-organisation": str(make_organisation().pk),
        "memberships-0-role": MembershipRole.HEAD,
    }
    assert administrator.post(page, {**read_user_form(user), **row}).status_code == 302
    assert Membership.objects.get(user=user).role == MembershipRole.HEAD


def read_user_form(user: User) -> dict[str, str]:
    inline = {f"memberships-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"email": user.email, "is_active": "on", **inline}


def test_a_group_is_given(administrator: Client) -> None:
    user = make_user()
    data = {**read_user_form(user), "is_staff": "on", "groups": [Group.objects.get(name=EDITORS).pk]}
    administrator.post(reverse("admin:partners_user_change", args=[user.pk]), data)
    user.refresh_from_db()
    assert user.has_perm("measures.change_measure")


def test_the_former_address_of_an_account_is_no_way_in(administrator: Client) -> None:
    user = make_user("vorher@stadt.de")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    data = {**read_user_form(user), "email": "nachher@stadt.de"}
    assert administrator.post(reverse("admin:partners_user_change", args=[user.pk]), data).status_code == 302
    visitor = Client()
    visitor.post(reverse("account_reset_password"), {"email": "vorher@stadt.de"})
    assert "/password/reset/key/" not in mail.outbox[0].body
    visitor.post(reverse("account_login"), {"login": "vorher@stadt.de", "password": PASSWORD})
    assert "_auth_user_id" not in visitor.session


def test_nobody_makes_a_superuser_but_a_superuser(administrator: Client) -> None:
    user = make_user()
    data = {**read_user_form(user), "is_superuser": "on"}
    assert administrator.post(reverse("admin:partners_user_change", args=[user.pk]), data).status_code == 302
    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.parametrize("page", ["admin:partners_user_change", "admin:auth_user_password_change"])
def test_superusers_are_out_of_reach(administrator: Client, page: str) -> None:
    chief = User.objects.create_superuser("chef@example.org")
    answer = administrator.get(reverse(page, args=[chief.pk]))
    assert answer.status_code in {302, 404}


def test_a_contact_is_part_of_its_organisation(client: Client) -> None:
    client.force_login(make_editor())
    organisation = make_organisation()
    make_contact(organisation)
    address = reverse("admin:partners_organisation_change", args=[organisation.pk])
    data = {**read_form(client, address), "contacts-0-name": "Neue Person"}
    assert client.post(address, data).status_code == 302
    organisation.refresh_from_db()
    assert (Contact.objects.get().name, organisation.version) == ("Neue Person", 2)
    assert client.post(address, data).status_code == 409


def test_an_account_shows_no_hash_and_its_groups_as_check_boxes(administrator: Client) -> None:
    user = make_user()
    page = administrator.get(reverse("admin:partners_user_change", args=[user.pk])).text
    assert user.password.split("$")[-1] not in page
    assert "Algorithmus" not in page
    assert "Ein Passwort ist festgelegt." in page
    assert 'href="../password/"' in page
    assert 'type="checkbox" name="groups"' in page
    assert "selectfilter" not in page


def test_an_account_without_password_says_so(administrator: Client) -> None:
    user = make_user()
    user.set_unusable_password()
    user.save()
    page = administrator.get(reverse("admin:partners_user_change", args=[user.pk])).text
    assert "Es ist kein Passwort festgelegt." in page


def test_the_admin_says_speichern_as_the_portal_does(administrator: Client) -> None:
    page = administrator.get(reverse("admin:partners_user_add")).text
    assert 'value="Speichern"' in page
    assert "Sichern" not in page
    assert "das selbe" not in page
    assert "Authentifizierung" not in administrator.get(reverse("admin:index")).text


def test_the_page_of_a_group_has_no_english_chooser(administrator: Client) -> None:
    group = Group.objects.get(name=EDITORS)
    page = administrator.get(reverse("admin:auth_group_change", args=[group.pk])).text
    assert 'name="permissions"' in page
    assert "selectfilter" not in page
