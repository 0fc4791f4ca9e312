"""Whom a query reaches by mail: Ansprechpersonen first, else an account of the organisation, or nobody and why."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from partners.models import MembershipRole, Organisation
from reporting.models import OutboxMail, StatusQuery
from reporting.services.queries import check_query, open_query
from tests.builders import (
    make_commissioner,
    make_contact,
    make_editor,
    make_measure,
    make_organisation,
    make_partner,
    make_responsible,
    make_user,
)
from tests.reporting.rounds import NOW, make_planned

pytestmark = pytest.mark.django_db


def begin(query: StatusQuery, waived: list[int] | None = None) -> None:
    open_query(query=query, version=query.version, waived=waived or [], user=None, now=NOW)


def add_organisation(query: StatusQuery, measures: int = 1) -> Organisation:
    """An organisation without Ansprechperson that leads so many measures of the query."""
    organisation = make_organisation()
    for _ in range(measures):
        measure = make_measure()
        make_responsible(measure, organisation)
        query.measures.add(measure)
    return organisation


def test_without_a_contact_the_head_among_the_accounts_is_invited() -> None:
    query = make_planned(0)
    organisation = add_organisation(query, measures=2)
    make_partner(organisation, email="bearbeitung@example.org")
    make_partner(organisation, MembershipRole.HEAD, email="leitung@example.org")
    begin(query)
    assert OutboxMail.objects.get().recipient == "leitung@example.org"


def test_an_account_without_a_name_is_shown_by_its_address_once(client: Client) -> None:
    query = make_planned(0)
    make_partner(add_organisation(query), email="konto@example.org")
    client.force_login(make_commissioner())
    html = client.get(reverse("reporting:query", args=[query.slug])).content.decode()
    assert html.count("konto@example.org") == 1


def test_an_inactive_account_is_not_invited() -> None:
    query = make_planned(0)
    organisation = add_organisation(query)
    make_partner(organisation, MembershipRole.HEAD, is_active=False)
    make_partner(organisation, email="aktiv@example.org")
    begin(query)
    assert OutboxMail.objects.get().recipient == "aktiv@example.org"


def test_a_contact_comes_before_the_accounts() -> None:
    query = make_planned(0)
    organisation = add_organisation(query)
    make_partner(organisation, MembershipRole.HEAD)
    contact = make_contact(organisation)
    begin(query)
    assert OutboxMail.objects.get().recipient == contact.email


def test_whoever_is_contact_here_and_account_there_gets_one_mail() -> None:
    query = make_planned(0)
    make_partner(add_organisation(query), email="eine@example.org")
    make_contact(add_organisation(query), email="Eine@example.org")
    begin(query)
    assert OutboxMail.objects.count() == 1


def test_nobody_asked_and_asked_without_mail_are_told_apart() -> None:
    query = make_planned()
    silent = query.measures.get().responsibilities.get().organisation
    assert silent
    silent.contacts.all().delete()
    unled = make_measure(query.measures.get().field_of_action)
    query.measures.add(unled)
    check = check_query(query)
    assert [gap.measure for gap in check.unasked] == [unled]
    assert [gap.organisations for gap in check.unmailed] == [[silent]]


@pytest.mark.parametrize("may_change", [True, False])
def test_the_page_says_what_happens_and_leads_to_the_organisation(client: Client, may_change: bool) -> None:
    query = make_planned()
    silent = query.measures.get().responsibilities.get().organisation
    assert silent
    silent.contacts.all().delete()
    person = make_editor() if may_change else make_user()
    person.user_permissions.add(Permission.objects.get(codename="view_statusquery"))
    client.force_login(person)
    html = client.get(reverse("reporting:query", args=[query.slug])).content.decode()
    assert "bekommt die Anfrage in „Mein Bereich“, aber keine E-Mail" in html
    assert "wird niemand gefragt" not in html
    assert (reverse("admin:partners_organisation_change", args=[silent.pk]) in html) == may_change
    assert (f'href="{silent.get_absolute_url()}"' in html) != may_change


def test_the_list_of_missing_answers_names_the_account(client: Client) -> None:
    query = make_planned(0)
    make_partner(add_organisation(query), email="konto@example.org")
    begin(query)
    client.force_login(make_commissioner())
    assert "konto@example.org" in client.get(reverse("reporting:missing", args=[query.slug])).content.decode()
