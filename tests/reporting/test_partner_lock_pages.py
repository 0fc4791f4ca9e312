"""What a partner sees of a query once nothing can be written there any more: why, and no button that is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ProgressReport, RequestState
from reporting.services.queries import close_query

from .answering import filled, open_page, page_of
from .rounds import LATER, NOW
from .workbooks import Asked, make_asked

pytestmark = pytest.mark.django_db


def draft_and_close(client: Client) -> Asked:
    asked = make_asked()
    client.force_login(asked.owner)
    client.post(page_of(asked), {**open_page(client, asked), **filled(asked), "stay": ""})
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    return asked


def test_the_page_of_a_closed_query_says_why_it_is_locked_and_offers_no_button(client: Client) -> None:
    asked = draft_and_close(client)
    html = client.get(page_of(asked)).content.decode()
    before_sections = html.partition('<form class="answer-all"')[0]
    assert "gesperrt, weil die Abfrage" in before_sections
    for gone in (
        "Bitte melden Sie den Stand",
        "Vollständiges absenden",
        "Alles als Entwurf",
        "Lieber als Tabelle",
    ):
        assert gone not in html


def test_the_check_page_of_a_closed_query_says_why_nothing_can_be_sent(client: Client) -> None:
    asked = draft_and_close(client)
    names = [asked.query.slug, asked.organisation.slug]
    html = client.get(reverse("reporting:answer_submit", args=names)).content.decode()
    assert "gesperrt, weil die Abfrage" in html
    assert "Noch ist keine Antwort vollständig" not in html


def test_where_everything_is_submitted_nothing_can_be_submitted_any_more(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    assert "Vollständiges absenden" in client.get(page_of(asked)).content.decode()
    report = asked.draft(text="Fertig")
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted", submitted_at=NOW)
    asked.query.requests.update(state=RequestState.SUBMITTED)
    html = client.get(page_of(asked)).content.decode()
    assert "Vollständiges absenden" not in html
    assert "gesperrt, weil" not in html
