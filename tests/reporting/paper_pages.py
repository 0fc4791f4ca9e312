"""Addresses and forms of the pages of a Vorlage, for the tests of this folder."""

from django.test import Client
from django.urls import reverse

from reporting.models import CommitteeReport, StatusQuery
from tests.reporting.posting import form_of

TYPED = "Lange bedachter Text."


def address(name: str, paper: CommitteeReport) -> str:
    return reverse(f"reporting:{name}", args=[paper.query.slug, paper.uuid])


def shown(client: Client, page: str) -> dict[str, str]:
    """What the form of the page would post unchanged."""
    return form_of(client.get(page).text)


def new_page(query: StatusQuery) -> str:
    return reverse("reporting:write_paper", args=[query.slug])
