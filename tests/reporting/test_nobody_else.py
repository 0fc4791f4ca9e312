"""Where an organisation has no second person to ask, the pages say what to do instead of offering nothing."""

import pytest
from django.test import Client

from reporting.models import QueryRequest
from tests.builders import make_contact, make_partner

from .request_pages import asked, conductor, logged_in, page

__all__ = ["asked", "conductor"]
pytestmark = pytest.mark.django_db


def who_answers(asked: QueryRequest) -> str:
    return f"/mein-bereich/abfragen/{asked.query.slug}/{asked.organisation.slug}/ansprechperson/"


def test_the_page_of_a_request_says_why_nobody_else_can_be_asked(
    asked: QueryRequest,
    conductor: Client,
) -> None:
    html = conductor.get(page(asked)).text
    assert "sobald für" in html
    assert f'href="/admin/partners/organisation/{asked.organisation_id}/change/"' in html
    make_contact(asked.organisation)
    html = conductor.get(page(asked)).text
    assert "sobald für" not in html
    assert "Eine andere Person fragen" in html


def test_colleagues_with_an_account_are_named_where_nobody_can_be_passed_on_to(
    asked: QueryRequest,
) -> None:
    client = logged_in(make_partner(asked.organisation, email="kollege@verein.example"))
    html = client.get(who_answers(asked)).text
    assert "keine weitere Person eingetragen" in html
    assert "kollege@verein.example" in html
    assert "Dafür müssen Sie nichts übergeben." in html


def test_alone_in_the_organisation_no_colleagues_are_named(asked: QueryRequest) -> None:
    assert asked.contact is not None
    client = logged_in(make_partner(asked.organisation, email=asked.contact.email))
    assert "Dafür müssen Sie nichts übergeben." not in client.get(who_answers(asked)).text
