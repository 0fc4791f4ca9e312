"""What a partner sees of a query once nothing can be written there any more: why, and no button that is refused."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import Participation, ProgressReport, RequestState, WorkbookUpload
from reporting.services.queries import close_query
from reporting.services.workbooks import preview_upload
from tests.builders import make_query, make_request

from .answering import filled, key, open_page, page_of
from .rounds import LATER, NOW
from .workbooks import Asked, make_asked, make_question

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


def ask_again(asked: Asked) -> Asked:
    """A second query over the same measure, open at the same time."""
    later = make_query(state="open", opened_at=NOW, concept=asked.query.concept, kind="interim")
    measure = asked.requests[0].measure
    later.measures.add(measure)
    request = make_request(later, measure, asked.organisation)
    part = Participation.objects.create(query=later, organisation=asked.organisation)
    return Asked(later, asked.organisation, part, [request], asked.owner)


@pytest.mark.parametrize(
    ("state", "said"),
    [("draft", "Bitte senden Sie zuerst diese ab"), ("submitted", "Sie wartet auf die Prüfung")],
)
def test_the_answer_to_another_query_blocks_before_anything_is_typed(
    client: Client, state: str, said: str
) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    ProgressReport.objects.filter(pk=asked.draft(text="Zuerst").pk).update(state=state)
    later = ask_again(asked)
    html = client.get(page_of(later)).content.decode()
    assert said in html
    assert asked.query.title in html
    assert f'name="{key(later)}-text"' not in html


@pytest.mark.parametrize(("state", "said"), [("draft", "zuerst diese ab"), ("submitted", "wartet auf die")])
def test_what_is_typed_meanwhile_stays_with_a_reason_that_fits(client: Client, state: str, said: str) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    later = ask_again(asked)
    shown = open_page(client, later)
    ProgressReport.objects.filter(pk=asked.draft(text="Zuerst").pk).update(state=state)
    answer = client.post(page_of(later), {**shown, **filled(later, text="Inzwischen getippt"), "stay": ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Inzwischen getippt" in html
    assert said in html


def test_a_draft_of_a_closed_query_does_not_block(client: Client) -> None:
    asked = draft_and_close(client)
    later = ask_again(asked)
    assert f'name="{key(later)}-text"' in client.get(page_of(later)).content.decode()


def test_a_missing_answer_names_its_question(client: Client) -> None:
    asked = make_asked()
    make_question(asked.query, text="Wie viele kamen?", scope="organisation", is_required=True)
    make_question(asked.query, text="Und wer nicht?", scope="measure", is_required=True)
    client.force_login(asked.owner)
    client.post(page_of(asked), {**open_page(client, asked), **filled(asked), "stay": ""})
    names = [asked.query.slug, asked.organisation.slug]
    html = client.get(reverse("reporting:answer_submit", args=names)).content.decode()
    assert "die Frage „Wie viele kamen?“" in html
    assert "die Frage „Und wer nicht?“" in html


def test_drafts_of_a_closed_query_are_not_offered_to_be_sent(client: Client) -> None:
    asked = draft_and_close(client)
    later = ask_again(asked)
    upload = WorkbookUpload(participation=later.participation, content=later.download(), uploaded_at=NOW)
    assert [entry.report_to_check for entry in preview_upload(upload).entries] == [None]


def test_the_preview_shows_nothing_of_a_delay_where_the_measure_is_on_track(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    told = {"status": "in_progress", "countermeasure": "Mehr Personal suchen"}
    report = asked.draft(course="delayed", **told)
    preview = reverse("reporting:preview", args=[report.uuid])
    assert "Mehr Personal suchen" in client.get(preview).content.decode()
    ProgressReport.objects.filter(pk=report.pk).update(course="on_track")
    assert "Mehr Personal suchen" not in client.get(preview).content.decode()
