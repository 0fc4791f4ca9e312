"""The protocol names the organisation that was asked before a request went to another one."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.services.requests import reassign
from tests.builders import make_commissioner, make_contact, make_editor, make_organisation
from tests.reporting.rounds import LATER, make_open

pytestmark = pytest.mark.django_db


def test_the_protocol_says_who_was_asked_before(client: Client) -> None:
    query = make_open()
    request = query.requests.select_related("organisation").get()
    before, after = request.organisation, make_organisation(name="Werkhaus")
    make_contact(after)
    reassign(
        request=request,
        organisation=after,
        invite=False,
        expected_version=request.version,
        user=make_editor(),
        now=LATER,
    )
    client.force_login(make_commissioner())
    shown = client.get(reverse("reporting:query_log", args=[query.slug])).text
    assert f"Organisation: bisher {before}, jetzt Werkhaus" in shown
