"""The protocol says to which answer something was added."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.services.queries import add_addendum
from tests.builders import make_commissioner
from tests.reporting.rounds import LATER, answer, make_closed, make_open

pytestmark = pytest.mark.django_db


def test_measure_and_organisation_are_named(client: Client) -> None:
    query = make_open()
    request = query.requests.get()
    answer(request)
    query = make_closed(query)
    add_addendum(
        query=query,
        measure_uuid=request.measure.uuid,
        organisation_uuid=request.organisation.uuid,
        text="Seither besetzt.",
        is_public=True,
        user=None,
        now=LATER,
    )
    client.force_login(make_commissioner())
    shown = client.get(reverse("reporting:query_log", args=[query.slug])).text
    line = shown.split("Nachtrag ergänzt")[1].split("</tr>")[0]
    assert f"{request.measure.title}, {request.organisation.name}" in line
