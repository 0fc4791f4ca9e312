"""A public Vorlage stays public while its next edition is written, as the last one was fixed."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import Committee, CommitteeReport, PaperFile, PaperFileKind, QueryState, StatusQuery
from reporting.papers import paper_content, public_papers
from reporting.services.papers import Outcome, Stop, record_outcome, reopen_paper, rewrite_paper
from reporting.services.queries import publish_query
from tests.builders import make_commissioner
from tests.reporting.papers import MEETING, STOP, finalise, job_is_over, make_final, words
from tests.reporting.rounds import LATER, NOW, make_closed, make_published

pytestmark = pytest.mark.django_db
REVISED = "Diese Vorlage wird überarbeitet."


def take_up(paper: CommitteeReport) -> CommitteeReport:
    job_is_over()
    return reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)


def keep_file(paper: CommitteeReport, edition: int = 1, *kinds: str) -> str:
    """Files of this edition, and the public address of the PDF."""
    for kind in kinds or ("pdf",):
        PaperFile.objects.create(
            paper_uuid=paper.uuid,
            edition=edition,
            kind=kind,
            content=f"Fassung {edition}".encode(),
            sha256="0" * 64,
            created_at=NOW,
        )
    return reverse("reporting:paper_file", args=[paper.query.slug, paper.uuid, "pdf"])


def make_revised() -> CommitteeReport:
    """Public with a result, taken up again, and given other words and another station."""
    paper = make_final(make_published(), link="https://ris.example.org/vorlage")
    said = {paper.consultations.get().pk: Outcome("https://ris.example.org/7", "einstimmig")}
    paper = record_outcome(
        paper=paper, link=paper.link, outcomes=said, version=paper.version, user=None, now=LATER
    )
    draft = take_up(paper)
    stops = (Stop("Integrationsrat", MEETING), Stop("Noch geheimer Ausschuss"))
    changed = words(subject="Noch geheim", number="99/26", dated_on=None, stops=stops)
    return rewrite_paper(paper=draft, words=changed, version=draft.version)


def test_the_last_edition_stays_public_until_the_next_has_its_files(client: Client) -> None:
    draft = make_revised()
    file = keep_file(draft)
    for page in (draft.query.get_absolute_url(), reverse("reporting:reports")):
        text = client.get(page).text
        for part in (
            REVISED,
            "Vorlage 1234/26",
            "10. November 2026",
            "einstimmig",
            "ris.example.org/7",
            file,
        ):
            assert part in text
        assert "eheim" not in text
        assert "99/26" not in text
    assert client.get(file).content == b"Fassung 1"
    final = finalise(draft, accepted=["date", "meetings"])
    keep_file(draft, 2, "pdf")
    text = client.get(draft.query.get_absolute_url()).text
    assert "Noch geheim" not in text
    assert "Hier steht noch Fassung 1." in text
    assert client.get(file).content == b"Fassung 1"
    staff = Client()
    staff.force_login(make_commissioner())
    pages = [
        draft.get_absolute_url(),
        reverse("reporting:paper_outcome", args=[draft.query.slug, draft.uuid]),
    ]
    assert all("Öffentlich steht noch Fassung 1." in staff.get(page).text for page in pages)
    keep_file(draft, 2, "docx", "xlsx")
    assert not any("Öffentlich steht noch" in staff.get(page).text for page in pages)
    text = client.get(draft.query.get_absolute_url()).text
    # The job that made them is not over yet.
    assert "gerade vorbereitet" not in text
    assert "Noch geheim" in text
    assert REVISED not in text
    assert client.get(file).content == b"Fassung 2"
    assert client.get(reverse("reporting:reports")).text.count(file.removesuffix("pdf")) == len(PaperFileKind)
    take_up(final)
    assert "Hier steht noch Fassung 2." in client.get(draft.query.get_absolute_url()).text


def test_an_edition_whose_files_failed_never_becomes_public(client: Client) -> None:
    draft = make_revised()
    file = keep_file(draft)
    taken_up_again = take_up(finalise(draft, accepted=["date", "meetings"]))
    text = client.get(draft.query.get_absolute_url()).text
    assert "Hier steht noch Fassung 1." in text
    assert "eheim" not in text
    assert client.get(file).content == b"Fassung 1"
    finalise(taken_up_again, accepted=["date", "meetings"])
    keep_file(draft, 3, "pdf", "docx", "xlsx")
    assert client.get(file).content == b"Fassung 3"


def test_an_edition_fixed_while_the_report_was_not_public_replaces_the_last(client: Client) -> None:
    draft = make_revised()
    keep_file(draft)
    StatusQuery.objects.update(state=QueryState.CLOSED)
    finalise(draft, accepted=["date", "meetings"])
    StatusQuery.objects.update(state=QueryState.PUBLISHED)
    assert [(shown.is_revised, shown.files) for shown in public_papers()] == [(False, [])]


def test_a_file_that_the_last_edition_never_had_is_not_waited_for(client: Client) -> None:
    draft = make_revised()
    address = reverse("reporting:paper_file", args=[draft.query.slug, draft.uuid, "pdf"])
    assert client.get(address).status_code == 404
    assert "gerade vorbereitet" not in client.get(draft.query.get_absolute_url()).text.split("vorlagen")[-1]


def test_what_was_never_public_is_not_shown_while_it_is_revised(client: Client) -> None:
    """Its results may have been replaced by those of another closing."""
    query = make_closed()
    draft = take_up(make_final(query))
    address = keep_file(draft)
    publish_query(query=query, version=query.version, now=LATER)
    assert public_papers() == []
    assert client.get(address).status_code == 404


def test_the_page_says_what_stays_public(client: Client) -> None:
    client.force_login(make_commissioner())
    paper = make_final(make_published())
    page = reverse("reporting:reopen_paper", args=[paper.query.slug, paper.uuid])
    assert "Öffentlich steht weiter die bisherige Fassung" in client.get(page).text


def test_a_renamed_committee_keeps_its_name_in_a_final_paper(client: Client) -> None:
    paper = make_final(make_published(), stops=(STOP,))
    committee = Committee.objects.get()
    committee.name = "Ausschuss für Vielfalt"
    committee.save()
    client.force_login(make_commissioner())
    for page in (
        paper.query.get_absolute_url(),
        paper.get_absolute_url(),
        reverse("reporting:papers", args=[paper.query.slug]),
        reverse("reporting:paper_outcome", args=[paper.query.slug, paper.uuid]),
    ):
        text = client.get(page).text
        assert "Integrationsrat" in text
        assert "Ausschuss für Vielfalt" not in text
    assert paper_content(paper).stations[0].committee == "Integrationsrat"


def test_the_next_edition_takes_the_new_name() -> None:
    draft = take_up(make_final(make_published(), stops=(STOP,)))
    Committee.objects.update(name="Ausschuss für Vielfalt")
    assert str(draft.consultations.get()) == "Ausschuss für Vielfalt"
    finalise(draft)
    assert [str(each) for each in public_papers()[0].stations] == ["Ausschuss für Vielfalt"]
