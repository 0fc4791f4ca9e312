"""The files of a Vorlage: made once per edition by a job, kept with their hash, and open to whom they are meant for."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.pdf import PdfError, place
from fields.models import FieldOfAction
from measures.models import Measure
from partners.models import Organisation
from reporting.models import (
    Committee,
    CommitteeReport,
    Job,
    JobKind,
    JobState,
    PaperFile,
    PaperFileKind,
    StatusQuery,
)
from reporting.papers import paper_content, public_papers
from reporting.services import paper_files
from reporting.services.jobs import run_due
from reporting.services.paper_files import build_paper_files, make_file
from reporting.services.papers import Outcome, Stop, record_outcome, reopen_paper
from reporting.services.queries import publish_query
from reporting.views import paper_files as views
from tests.builders import make_commissioner, make_editor, make_partner
from tests.reporting.papers import MEETING, STOP, job_is_over, make_final, make_paper
from tests.reporting.rounds import LATER, answer, make_closed, make_open, make_published

pytestmark = pytest.mark.django_db
KINDS = ["pdf", "docx", "xlsx"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The making of a file costs seconds; most rules do not depend on what is in it."""
    made: list[str] = []

    def make(kind: PaperFileKind, content: Any, **_more: Any) -> bytes:
        made.append(str(kind))
        return f"{kind} {content.subject} {content.edition}".encode()

    monkeypatch.setattr(paper_files, "make_file", make)
    monkeypatch.setattr(views, "draft_file", make)
    return made


def make_answered() -> StatusQuery:
    query = make_open()
    answer(query.requests.get(), text="Der Kurs läuft.")
    return make_closed(query)


def public(paper: CommitteeReport, kind: str = "pdf") -> str:
    return reverse("reporting:paper_file", args=[paper.query.slug, paper.uuid, kind])


def build(paper: CommitteeReport) -> None:
    build_paper_files({"paper": str(paper.uuid), "edition": 1}, LATER, lambda done, total: None)


def test_the_job_keeps_all_files_with_their_hash(quick: list[str]) -> None:
    paper = make_final()
    run_due(now=LATER)
    job = Job.objects.get(kind=JobKind.PAPER_FILES)
    assert (job.state, job.done, job.total) == (JobState.DONE, 100, 100)
    files = PaperFile.objects.filter(paper_uuid=paper.uuid, edition=1)
    assert {file.kind for file in files} == set(KINDS)
    for file in files:
        content = f"{file.kind} Bericht zum Umsetzungsstand 1".encode()
        assert bytes(file.content) == content
        assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_a_job_that_runs_twice_makes_nothing_twice(quick: list[str]) -> None:
    paper = make_final()
    build(paper)
    build(paper)
    assert sorted(quick) == sorted(KINDS)


def test_a_job_that_was_cut_off_goes_on_with_what_is_missing(
    quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = make_final()
    make = paper_files.make_file

    def fail_at_pdf(kind: PaperFileKind, content: Any, **more: Any) -> bytes:
        if kind == PaperFileKind.PDF:
            raise PdfError
        return make(kind, content, **more)

    monkeypatch.setattr(paper_files, "make_file", fail_at_pdf)
    with pytest.raises(PdfError):
        build(paper)
    assert set(PaperFile.objects.values_list("kind", flat=True)) == {"docx", "xlsx"}
    monkeypatch.setattr(paper_files, "make_file", make)
    build(paper)
    assert sorted(quick) == sorted(KINDS)


def test_nothing_is_made_of_an_edition_that_is_a_draft_again(quick: list[str]) -> None:
    paper = make_final()
    job_is_over()
    reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    build(paper)
    assert not PaperFile.objects.exists()


def test_the_same_paper_gives_the_same_bytes_again(real_pdf: None) -> None:
    paper = make_final(make_answered(), stops=(STOP, Stop("Rat", MEETING)))
    # The history of the committees is written at the real time.
    paper.finalised_at = timezone.now()
    first = {kind: make_file(kind, paper_content(paper), progress=told_to_nobody) for kind in PaperFileKind}
    rename_everything()
    second = {kind: make_file(kind, paper_content(paper), progress=told_to_nobody) for kind in PaperFileKind}
    assert first == second
    assert [first[PaperFileKind.PDF][:5], first[PaperFileKind.DOCX][:2]] == [b"%PDF-", b"PK"]


def told_to_nobody(done: int, total: int) -> None:
    """The progress of a job that nobody looks at."""


def rename_everything() -> None:
    """All rows of which the report and its paper speak."""
    for committee in Committee.objects.all():
        committee.name = f"Anders {committee.pk}"
        committee.save()
    Measure.objects.update(title="Anders")
    FieldOfAction.objects.update(title="Anders", short_title="Anders")
    Organisation.objects.update(name="Anders")
    StatusQuery.objects.update(title="Anders")


def test_a_kept_file_stays_when_its_committee_is_renamed(quick: list[str]) -> None:
    paper = make_final()
    build(paper)
    before = dict(PaperFile.objects.values_list("kind", "sha256"))
    Committee.objects.update(name="Neuer Name")
    build(paper)
    assert dict(PaperFile.objects.values_list("kind", "sha256")) == before


def test_a_public_file_is_open_to_everybody(client: Client, quick: list[str]) -> None:
    paper = make_final(make_published())
    build(paper)
    response = client.get(public(paper))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == f'attachment; filename="vorlage-{paper.query.slug}.pdf"'
    assert b"Bericht zum Umsetzungsstand" in response.content


def test_a_file_that_is_being_made_asks_to_come_back(client: Client) -> None:
    paper = make_final(make_published())
    Job.objects.filter(kind=JobKind.PAPER_FILES).update(state=JobState.RUNNING, done=40, total=100)
    response = client.get(public(paper))
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "40 von 100 Schritten" in response.text


def test_a_draft_is_not_found(client: Client) -> None:
    assert client.get(public(make_paper(make_published()))).status_code == 404


def test_a_paper_to_an_unpublished_report_is_not_found(client: Client, quick: list[str]) -> None:
    paper = make_final(make_closed())
    build(paper)
    assert client.get(public(paper)).status_code == 404
    query = paper.query
    publish_query(query=query, version=query.version, now=LATER)
    assert client.get(public(paper)).status_code == 200


def test_a_file_is_found_under_its_own_report_only(client: Client, quick: list[str]) -> None:
    paper, other = make_final(make_published()), make_published()
    build(paper)
    assert (
        client.get(reverse("reporting:paper_file", args=[other.slug, paper.uuid, "pdf"])).status_code == 404
    )


@pytest.mark.parametrize("kind", KINDS)
def test_staff_read_a_draft(client: Client, quick: list[str], kind: str) -> None:
    client.force_login(make_editor())
    paper = make_paper()
    response = client.get(reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, kind]))
    assert response.content == f"{kind} Bericht zum Umsetzungsstand 1".encode()
    assert not PaperFile.objects.exists()


def test_a_partner_reads_no_draft(client: Client) -> None:
    query = make_closed()
    client.force_login(make_partner(query.requests.get().organisation))
    paper = make_paper(query)
    address = reverse("reporting:paper_draft", args=[query.slug, paper.uuid, "pdf"])
    assert client.get(address).status_code == 403


def test_a_final_paper_has_no_draft(client: Client) -> None:
    client.force_login(make_commissioner())
    paper = make_final()
    address = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    assert client.get(address).status_code == 404


def test_a_large_draft_is_refused_with_a_reason(
    client: Client, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LARGEST_DRAFT", 0)
    client.force_login(make_commissioner())
    paper = make_paper()
    address = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    shown = client.get(address, follow=True)
    assert "erst gemacht, wenn Sie die Vorlage festlegen" in shown.text
    assert quick == []


def test_a_draft_that_fails_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> bytes:
        raise PdfError

    monkeypatch.setattr(views, "draft_file", fail)
    client.force_login(make_commissioner())
    paper = make_paper()
    address = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    assert "ließ sich nicht" in client.get(address, follow=True).text


def test_a_draft_waits_while_another_pdf_is_made(client: Client) -> None:
    client.force_login(make_commissioner())
    paper = make_paper()
    address = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    with place():
        shown = client.get(address, follow=True)
    assert "wird schon eine andere Datei erstellt" in shown.text


def test_the_report_shows_paper_consultation_and_files(client: Client, quick: list[str]) -> None:
    paper = make_final(make_published(), link="https://ris.example.org/vorlage")
    build(paper)
    (station,) = paper.consultations.all()
    outcome = {station.pk: Outcome("https://ris.example.org/sitzung", "einstimmig angenommen")}
    record_outcome(
        paper=paper, link=paper.link, outcomes=outcome, version=paper.version, user=None, now=LATER
    )
    for page in (paper.query.get_absolute_url(), reverse("reporting:reports")):
        text = client.get(page).text
        for part in (
            "1234/26",
            "Integrationsrat",
            "03.12.2026",
            "einstimmig angenommen",
            'href="https://ris.example.org/vorlage"',
            'href="https://ris.example.org/sitzung"',
            PaperFile.objects.get(kind="pdf").sha256,
            *(public(paper, kind) for kind in KINDS),
        ):
            assert part in text


def test_the_report_shows_no_draft(client: Client) -> None:
    paper = make_paper(make_published(), subject="Noch geheim")
    for page in (paper.query.get_absolute_url(), reverse("reporting:reports")):
        assert "Noch geheim" not in client.get(page).text


def test_many_public_papers_take_four_statements(quick: list[str]) -> None:
    query = make_published()
    for number in range(4):
        build(make_final(query, subject=f"Vorlage {number}"))
    with CaptureQueriesContext(connection) as statements:
        shown = public_papers(query)
        texts = [str(station.committee) for each in shown for station in each.stations]
    assert len(statements) == 4
    assert texts == ["Integrationsrat"] * 4
    assert [len(each.files) for each in shown] == [3] * 4
    assert not any("content" in each.files[0].__dict__ for each in shown)
