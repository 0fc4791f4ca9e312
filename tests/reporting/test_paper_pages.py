"""The pages on which a Vorlage is found, read and followed, with its drafts, files and earlier editions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import User
from reporting.models import Job, PaperFile, ReportText
from reporting.services.papers import Stop, job_of, reopen_paper
from tests.builders import make_editor
from tests.reporting.paper_pages import address
from tests.reporting.papers import MEETING, STOP, finalise, job_is_over, make_final, make_paper
from tests.reporting.personas import commissioner
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, NOW, make_closed, make_open

__all__ = ["commissioner"]
pytestmark = pytest.mark.django_db


def test_a_paper_is_found_under_its_own_query_only(client: Client, commissioner: User) -> None:
    paper, other = make_paper(), make_closed()
    assert client.get(reverse("reporting:paper", args=[other.slug, paper.uuid])).status_code == 404


def test_the_whole_paper_is_read_before_it_is_fixed(client: Client, commissioner: User) -> None:
    query = make_closed()
    paper = make_paper(query)
    text = client.get(paper.get_absolute_url()).text
    for part in (
        "Erster Absatz.",
        "Zusammenfassung",
        "Umsetzungsstand je Handlungsfeld",
        "Integrationsrat",
        "Stadtplan",
    ):
        assert part in text
    assert reverse("reporting:paper_draft", args=[query.slug, paper.uuid, "pdf"]) in text


def test_the_words_of_the_office_stand_in_the_paper(client: Client, commissioner: User) -> None:
    query = make_closed()
    field = query.requests.get().measure.field_of_action
    for uuid, text in [(None, "Danke an alle."), (field.uuid, "## Unser Blick\n\nEs geht voran.")]:
        ReportText.objects.create(query=query, field_uuid=uuid, text=text)
    page = client.get(make_paper(query).get_absolute_url()).text
    assert "Danke an alle." in page
    assert "<h4>Unser Blick</h4>" in page


def test_a_running_query_gives_no_results_yet(client: Client, commissioner: User) -> None:
    paper = make_paper(make_open())
    text = client.get(paper.get_absolute_url()).text
    assert "Noch ohne Ergebnisse" in text
    assert "entwurf.pdf" not in text
    draft = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    assert client.get(draft).status_code == 404


def test_editors_read_and_find_no_button(client: Client) -> None:
    client.force_login(make_editor())
    paper = make_paper()
    text = client.get(paper.get_absolute_url()).text
    assert "Erster Absatz." in text
    assert address("edit_paper", paper) not in text
    assert address("finalise_paper", paper) not in text


def test_files_that_failed_are_asked_for_again(client: Client, commissioner: User) -> None:
    paper = make_final()
    Job.objects.update(state="failed")
    page, to = paper.get_absolute_url(), address("remake_paper_files", paper)
    client.post(to, form_of(client.get(page).text, to))
    job = job_of(paper)
    assert job
    assert job.is_pending


def test_many_papers_take_no_more_statements(client: Client, commissioner: User) -> None:
    query = make_closed()
    make_paper(query)
    page = reverse("reporting:papers", args=[query.slug])
    client.get(page)
    few = statements_of(client, page)
    for _ in range(5):
        make_paper(query, stops=(STOP, Stop("Rat", MEETING)))
    assert statements_of(client, page) == few


def statements_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200
    return len(statements)


def test_earlier_editions_stay_for_staff(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    for kind in ("pdf", "docx", "xlsx"):
        PaperFile.objects.create(
            paper_uuid=paper.uuid, edition=1, kind=kind, content=b"alt", sha256="0" * 64, created_at=NOW
        )
    draft = reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    args = [paper.query.slug, paper.uuid, 1, "pdf"]
    old = reverse("reporting:paper_edition", args=args)
    assert old in client.get(paper.get_absolute_url()).text
    finalise(draft)
    assert old in client.get(paper.get_absolute_url()).text
    response = client.get(old)
    assert (response.content, response["Content-Type"]) == (b"alt", "application/pdf")
    pending = client.get(reverse("reporting:paper_edition", args=[*args[:2], 2, "pdf"]))
    assert (pending.status_code, pending["Retry-After"]) == (503, "30")
    assert client.get(reverse("reporting:paper_edition", args=[*args[:2], 3, "pdf"])).status_code == 404
