"""The personal link in a real browser: its page sends no referrer, and the button works all the same."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from reporting.models import AccessGrant, StatusQuery
from reporting.services.links import token_of
from tests.reporting.rounds import make_open

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def grant() -> AccessGrant:
    query = make_open()
    day = timezone.localdate()
    StatusQuery.objects.filter(pk=query.pk).update(as_of=day, due_on=day + dt.timedelta(days=30))
    return AccessGrant.objects.select_related("query", "organisation", "contact").get()


def test_link_leads_to_the_answers_and_back_out(
    page: Page, live_server: LiveServer, grant: AccessGrant, page_faults: list[str]
) -> None:
    page.goto(f"{live_server.url}/zugang/{token_of(grant)}/")
    page.get_by_role("button", name="Jetzt antworten").click()
    expect(page).to_have_url(
        f"{live_server.url}/mein-bereich/abfragen/{grant.query.slug}/{grant.organisation.slug}/"
    )
    expect(page.get_by_role("banner")).to_contain_text(f"Antworten für {grant.organisation.name}")
    page.get_by_role("button", name="Beenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Zugang ist beendet")
    assert page_faults == []


def test_link_works_by_keyboard(page: Page, live_server: LiveServer, grant: AccessGrant) -> None:
    page.goto(f"{live_server.url}/zugang/{token_of(grant)}/")
    page.get_by_role("button", name="Jetzt antworten").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(
        f"{live_server.url}/mein-bereich/abfragen/{grant.query.slug}/{grant.organisation.slug}/"
    )
