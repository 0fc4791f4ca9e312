"""Fixing a Vorlage, taking it up again, and the results of its consultations."""

import datetime as dt
from typing import Any

import pytest

from reporting.models import CommitteeReport, Consultation, Job, JobKind, JobState, PaperFile, StatusQuery
from reporting.services.papers import (
    Outcome,
    PaperError,
    Stop,
    WarningsChangedError,
    check_paper,
    job_of,
    record_outcome,
    remake_files,
    reopen_paper,
)
from reporting.services.queries import QueryError, reopen_query
from reporting.services.queries.trail import entries_of, lines_of
from safety.models import AuditEntry, StaleVersionError
from tests.builders import make_commissioner
from tests.reporting.papers import MEETING, STOP, finalise, job_is_over, make_final, make_paper
from tests.reporting.rounds import LATER, NOW, make_closed, make_open

pytestmark = pytest.mark.django_db


def codes(paper: CommitteeReport) -> list[str]:
    return [doubt.code for doubt in check_paper(paper).doubts]


def reopen(paper: CommitteeReport, reason: str = "Ein Zahlendreher") -> CommitteeReport:
    return reopen_paper(paper=paper, reason=reason, version=paper.version, user=None, now=LATER)


def test_a_final_paper_has_an_edition_and_its_files_are_made() -> None:
    person = make_commissioner()
    paper = finalise(make_paper(), user=person)
    assert (paper.is_final, paper.edition, paper.finalised_at) == (True, 1, LATER)
    job = Job.objects.get(kind=JobKind.PAPER_FILES)
    assert job.subject == f"paper:{paper.uuid}"
    assert job.payload == {"paper": str(paper.uuid), "edition": 1}
    entry = AuditEntry.objects.get(action="paper.finalised")
    assert (entry.user_id, entry.details["edition"]) == (person.pk, 1)


def test_nothing_is_doubted_where_nothing_is_missing() -> None:
    paper = make_paper()
    assert check_paper(paper).obstacles == []
    assert codes(paper) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("number", "", "number"),
        ("dated_on", None, "date"),
        ("draft_decision", "", "decision"),
        ("financial_impact", "", "finances"),
        ("stops", (Stop("Rat"),), "meetings"),
        ("dated_on", MEETING + dt.timedelta(days=1), "order"),
    ],
)
def test_what_is_missing_has_to_be_accepted(field: str, value: Any, code: str) -> None:
    paper = make_paper(**{field: value})
    assert codes(paper) == [code]
    with pytest.raises(WarningsChangedError):
        finalise(paper)
    assert not Job.objects.filter(kind=JobKind.PAPER_FILES).exists()
    assert finalise(paper, accepted=[code]).is_final


def test_a_paper_without_a_committee_is_refused() -> None:
    paper = make_paper(stops=())
    with pytest.raises(PaperError, match="Beratungsfolge"):
        finalise(paper)
    assert not CommitteeReport.objects.get().is_final


def test_a_paper_of_a_running_query_is_refused() -> None:
    paper = make_paper(make_open())
    with pytest.raises(PaperError, match="nicht geschlossen"):
        finalise(paper)


def test_a_paper_is_fixed_once() -> None:
    paper = make_final()
    with pytest.raises(PaperError, match="schon festgelegt"):
        finalise(paper)
    assert Job.objects.filter(kind=JobKind.PAPER_FILES).count() == 1


def test_who_fixes_an_outdated_text_learns_of_it() -> None:
    paper = make_paper()
    CommitteeReport.objects.update(version=paper.version + 1)
    with pytest.raises(StaleVersionError):
        finalise(paper)


def test_a_new_edition_needs_a_reason_and_stands_in_the_trail() -> None:
    paper = make_final()
    job_is_over()
    with pytest.raises(PaperError, match="Grund"):
        reopen(paper, " ")
    draft = reopen(paper)
    assert (draft.is_final, draft.edition) == (False, 1)
    entry = AuditEntry.objects.get(action="paper.reopened")
    assert (entry.reason, entry.details["edition"]) == ("Ein Zahlendreher", 1)
    assert finalise(draft).edition == 2


def test_a_draft_is_not_taken_up_again() -> None:
    with pytest.raises(PaperError, match="Nur eine festgelegte"):
        reopen(make_paper())


def test_an_edition_whose_files_are_being_made_waits() -> None:
    paper = make_final()
    with pytest.raises(PaperError, match="gerade gemacht"):
        reopen(paper)


def test_an_edition_whose_files_failed_can_be_taken_up_again() -> None:
    paper = make_final()
    Job.objects.update(state=JobState.FAILED)
    assert not reopen(paper).is_final


def test_files_that_failed_are_made_again() -> None:
    paper = make_final()
    with pytest.raises(PaperError, match="schon gemacht"):
        remake_files(paper=paper, now=LATER)
    Job.objects.update(state=JobState.FAILED)
    remake_files(paper=paper, now=LATER)
    job = job_of(paper)
    assert job
    assert job.state == JobState.QUEUED


def test_files_that_are_there_are_not_made_again() -> None:
    paper = make_final()
    job_is_over()
    for kind in ("pdf", "docx", "xlsx"):
        PaperFile.objects.create(
            paper_uuid=paper.uuid, edition=1, kind=kind, content=b"x", sha256="0" * 64, created_at=NOW
        )
    with pytest.raises(PaperError, match="schon fertig"):
        remake_files(paper=paper, now=LATER)


def test_a_query_with_a_final_paper_does_not_open_again() -> None:
    query = make_closed()
    paper = make_final(query)
    days: dict[str, Any] = {"due_on": dt.date(2026, 12, 1), "now": LATER, "user": None}
    with pytest.raises(QueryError, match="1234/26 Bericht zum Umsetzungsstand"):
        reopen_query(query=query, reason="Nachfrage", version=query.version, **days)
    assert StatusQuery.objects.get().is_frozen
    job_is_over()
    reopen(paper)
    reopen_query(query=query, reason="Nachfrage", version=query.version, **days)
    assert not StatusQuery.objects.get().is_frozen


def test_the_result_is_written_into_a_final_paper() -> None:
    paper = make_final(stops=(STOP, Stop("Rat", MEETING)))
    first, second = paper.consultations.all()
    record_outcome(
        paper=paper,
        link="https://ris.example.org/1234",
        outcomes={first.pk: Outcome("https://ris.example.org/sitzung", "zur Kenntnis genommen")},
        version=paper.version,
        user=None,
        now=LATER,
    )
    first.refresh_from_db()
    assert (first.link, first.result) == ("https://ris.example.org/sitzung", "zur Kenntnis genommen")
    # Written and fixed.
    assert Consultation.objects.get(pk=second.pk).history.count() == 2
    stored = CommitteeReport.objects.get()
    assert (stored.link, stored.is_final, stored.edition) == ("https://ris.example.org/1234", True, 1)


@pytest.mark.parametrize("wrong", ["paper", "meeting"])
def test_an_unsafe_address_is_refused_with_everything_beside_it(wrong: str) -> None:
    paper = make_final()
    (station,) = paper.consultations.all()
    bad, good = "javascript:alert(1)", "https://ris.example.org/1"
    outcome = Outcome(bad if wrong == "meeting" else good, "einstimmig")
    with pytest.raises(PaperError, match="https"):
        record_outcome(
            paper=paper,
            link=bad if wrong == "paper" else good,
            outcomes={station.pk: outcome},
            version=paper.version,
            user=None,
            now=LATER,
        )
    assert Consultation.objects.get().result == ""
    assert CommitteeReport.objects.get().link == ""


def test_a_draft_has_no_result_yet() -> None:
    paper = make_paper()
    with pytest.raises(PaperError, match="festgelegt"):
        record_outcome(paper=paper, link="", outcomes={}, version=paper.version, user=None, now=LATER)


def test_the_protocol_of_the_query_tells_of_its_papers() -> None:
    paper = make_final()
    lines = lines_of(list(entries_of(paper.query)))
    told = [(line.action, line.about) for line in lines if "Vorlage" in line.action]
    assert told == [
        ("Vorlage festgelegt", "1234/26 Bericht zum Umsetzungsstand"),
        ("Vorlage begonnen", "1234/26 Bericht zum Umsetzungsstand"),
    ]
