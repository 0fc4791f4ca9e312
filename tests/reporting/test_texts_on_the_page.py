"""The pages of publishing and of fixing show the texts that are agreed to there, and who wrote them."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import CommitteeReport, QueryState, ReportText, StatusQuery
from reporting.services.report_texts import save_report_text, text_places
from tests.builders import make_commissioner
from tests.reporting.papers import make_paper
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, make_closed, make_open

pytestmark = pytest.mark.django_db
TYPED = "Ein gutes Jahr, **trotz allem**."
SHOWN = "<strong>trotz allem</strong>"


@pytest.fixture(autouse=True)
def _commissioner(client: Client) -> None:
    client.force_login(make_commissioner(first_name="Ada", last_name="Lovelace"))


def page_of(kind: str) -> str:
    """Of a query whose Vorlage is a draft."""
    paper = make_paper()
    if kind == "publish":
        return reverse("reporting:publish_query", args=[paper.query.slug])
    return reverse("reporting:finalise_paper", args=[paper.query.slug, paper.uuid])


def write(client: Client, text: str = TYPED) -> None:
    page = reverse("reporting:report_text", args=[StatusQuery.objects.get().slug, "einleitung"])
    client.post(page, {**form_of(client.get(page).text), "text": text})
    assert ReportText.objects.get().text == text


def is_taken() -> bool:
    query = StatusQuery.objects.get()
    return query.state == QueryState.PUBLISHED or CommitteeReport.objects.final().exists()


both = pytest.mark.parametrize("kind", ["publish", "finalise"])


@both
def test_the_page_shows_each_text_with_its_author(client: Client, kind: str) -> None:
    page = page_of(kind)
    write(client)
    text = client.get(page).text
    assert SHOWN in text
    assert "Ada Lovelace" in text.split("<summary class=")[1]
    assert "zuletzt geändert am" in text
    assert '<details class="panel">' in text


@both
def test_a_text_that_was_changed_meanwhile_stands_open_on_the_page(client: Client, kind: str) -> None:
    page = page_of(kind)
    data = {**form_of(client.get(page).text), "confirmed": "on"}
    write(client)
    text = client.post(page, data).text
    assert SHOWN in text
    assert '<details class="panel" open>' in text
    assert not is_taken()
    client.post(page, {**form_of(text), "confirmed": "on"})
    assert is_taken()


@both
def test_a_page_that_is_shown_again_for_a_missing_tick_agrees_to_nothing_new(
    client: Client, kind: str
) -> None:
    """Its texts are those of now, so whoever ticks then is asked once more only where she has an older page."""
    page = page_of(kind)
    data = form_of(client.get(page).text)
    write(client)
    text = client.post(page, data).text
    assert "Bitte setzen Sie zuerst den Haken." in text
    client.post(page, {**form_of(text), "confirmed": "on"})
    assert not is_taken()


@both
def test_without_texts_the_page_says_so(client: Client, kind: str) -> None:
    assert "Dieser Bericht hat keine Einleitung und keine Einschätzungen." in client.get(page_of(kind)).text


def test_what_nobody_with_an_account_wrote_is_named_by_its_day(client: Client) -> None:
    query = make_closed()
    field = text_places(query)[1]
    save_report_text(
        query=query, field_uuid=field.field_uuid, text=TYPED, expected_version=0, user=None, now=LATER
    )
    text = client.get(reverse("reporting:publish_query", args=[query.slug])).text
    summary = text.split("<summary class=")[1].split("</summary>")[0]
    assert field.title in summary
    assert "zuletzt geändert am" in summary
    assert " Uhr von " not in summary


def test_a_draft_before_the_closing_has_no_texts_to_agree_to(client: Client) -> None:
    paper = make_paper(make_open())
    response = client.get(reverse("reporting:finalise_paper", args=[paper.query.slug, paper.uuid]))
    assert response.status_code == 200
    assert "Texte zum Bericht</h2>" not in response.text
