"""A public address that was changed leads on to the present one (DESIGN.md 4.8)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fields.models import Chapter
from tests.builders import make_concept, make_editor, make_field, make_measure, make_organisation

pytestmark = pytest.mark.django_db


def make_chapter() -> Chapter:
    return Chapter.objects.create(concept=make_concept(), order=1, slug="vorwort", title="Vorwort")


def rename(row: Any, slug: str) -> str:
    """Give the row another address; returns the old one."""
    old: str = row.get_absolute_url()
    row.slug = slug
    row.save()
    return old


@pytest.mark.parametrize("make", [make_chapter, make_field, make_measure, make_organisation])
def test_an_old_address_leads_to_the_present_one(client: Client, make: Callable[[], Any]) -> None:
    row = make()
    old, between = rename(row, "zwischendurch"), rename(row, "neu")
    for address in (old, between):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, row.get_absolute_url())
    assert client.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("make", [make_chapter, make_field, make_measure, make_organisation])
def test_an_address_that_never_was_is_not_found(client: Client, make: Callable[[], Any]) -> None:
    address = make().get_absolute_url()
    assert client.get(f"{address.rstrip('/')}-nie/").status_code == 404


def test_the_old_address_of_an_unpublished_measure_is_not_found(client: Client) -> None:
    measure = make_measure()
    old = rename(measure, "geheimer-titel")
    measure.is_published = False
    measure.save()
    assert client.get(old).status_code == 404
    client.force_login(make_editor())
    assert client.get(old)["Location"] == measure.get_absolute_url()


def test_the_old_address_of_a_deleted_measure_is_not_found(client: Client) -> None:
    measure = make_measure()
    old = measure.get_absolute_url()
    measure.delete()
    assert client.get(old).status_code == 404


def test_an_old_address_of_an_edition_no_longer_in_force_is_not_found(client: Client) -> None:
    field = make_field()
    old = rename(field, "neu")
    field.concept.state = "superseded"
    field.concept.save()
    assert client.get(old).status_code == 404


def test_an_address_taken_by_another_measure_stays_with_that_one(client: Client) -> None:
    measure = make_measure()
    old = rename(measure, "neu")
    make_measure(title="Nachfolgerin", slug=old.strip("/").split("/")[-1])
    assert "Nachfolgerin" in client.get(old).text


def test_an_address_that_several_had_leads_to_the_last_one(client: Client) -> None:
    first, second = make_measure(slug="alt"), make_measure()
    rename(first, "eins")
    rename(second, "alt")
    old = rename(second, "zwei")
    assert client.get(old)["Location"] == second.get_absolute_url()
