"""Readers know a feed by its id, which must not change with the address."""

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from tests.builders import make_measure

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_id(client: Client, address: str) -> str:
    root: Element = fromstring(client.get(address).content)
    return root.findtext(f"{ATOM}id", "")


def test_the_feed_of_the_portal_has_an_id_of_its_own(client: Client) -> None:
    assert re.fullmatch(r"tag:[\w.-]+,2026:portal", feed_id(client, "/feeds/portal.atom"))


def test_the_feed_of_a_measure_has_the_id_of_the_measure(client: Client) -> None:
    measure = make_measure()
    assert feed_id(client, f"/feeds/massnahmen/{measure.slug}.atom") == f"urn:uuid:{measure.uuid}"
