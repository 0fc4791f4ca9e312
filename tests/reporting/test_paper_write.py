"""Writing the text of a Vorlage with its Beratungsfolge, and throwing a draft away."""

import datetime as dt

import pytest

from reporting.models import Committee, CommitteeReport, Consultation, ConsultationRole, StatusQuery
from reporting.services.papers import (
    Outcome,
    PaperError,
    Stop,
    discard_paper,
    record_outcome,
    reopen_paper,
    rewrite_paper,
    suggested_words,
    words_again,
    words_of,
)
from safety.models import AuditEntry, StaleVersionError
from tests.builders import make_concept, make_query
from tests.reporting.papers import MEETING, STOP, job_is_over, make_final, make_paper, words
from tests.reporting.rounds import LATER, make_closed, make_planned

pytestmark = pytest.mark.django_db


def test_what_was_written_is_stored_in_the_order_of_the_stations() -> None:
    stops = (Stop("Integrationsrat", MEETING), Stop("Rat", None, ConsultationRole.DECISION))
    paper = make_paper(stops=stops)
    stored = words_of(CommitteeReport.objects.get())
    assert (stored.number, stored.subject) == ("1234/26", "Bericht zum Umsetzungsstand")
    assert [(stop.committee, stop.meeting_on, stop.role) for stop in stored.stops] == [
        ("Integrationsrat", MEETING, ConsultationRole.NOTICE),
        ("Rat", None, ConsultationRole.DECISION),
    ]
    assert AuditEntry.objects.filter(action="paper.written", subject=f"paper:{paper.uuid}").exists()


def test_a_committee_is_known_again_however_its_letters_are_written() -> None:
    make_paper(stops=(Stop("integrationsrat", MEETING),))
    make_paper(stops=(Stop(" Integrationsrat", MEETING),))
    assert [committee.name for committee in Committee.objects.all()] == ["integrationsrat"]


def test_a_query_that_has_not_begun_has_no_paper() -> None:
    with pytest.raises(PaperError, match="noch nicht begonnen"):
        make_paper(make_planned())


def test_a_paper_has_a_subject() -> None:
    with pytest.raises(PaperError, match="Betreff"):
        make_paper(subject=" ")
    assert not CommitteeReport.objects.exists()


@pytest.mark.parametrize("link", ["http://ris.example.org/1", "javascript:alert(1)", "https://"])
def test_an_address_is_of_the_encrypted_web(link: str) -> None:
    with pytest.raises(PaperError, match="https"):
        make_paper(link=link)


def test_the_same_meeting_counts_once() -> None:
    with pytest.raises(PaperError, match="zweimal"):
        make_paper(stops=(STOP, Stop("INTEGRATIONSRAT", MEETING)))


def test_a_committee_may_meet_twice() -> None:
    paper = make_paper(stops=(STOP, Stop("Integrationsrat", MEETING + dt.timedelta(days=90))))
    assert paper.consultations.count() == 2


def test_rewriting_orders_and_removes_stations() -> None:
    paper = make_paper(stops=(STOP, Stop("Rat", MEETING), Stop("Hauptausschuss", MEETING)))
    first, second, _third = words_of(paper).stops
    rewrite_paper(paper=paper, words=words(stops=(second, first)), version=paper.version)
    assert [str(each) for each in paper.consultations.all()] == ["Rat", "Integrationsrat"]


def test_saving_the_same_stations_again_leaves_their_rows_alone() -> None:
    paper = make_paper()
    (row,) = paper.consultations.all()
    rewrite_paper(paper=paper, words=words(stops=words_of(paper).stops), version=paper.version)
    assert list(paper.consultations.all()) == [row]
    assert row.history.count() == 1


def test_a_result_stays_with_its_station_when_the_order_changes() -> None:
    paper = make_final(stops=(STOP, Stop("Rat", MEETING)))
    noted = {paper.consultations.get(number=1).pk: Outcome("https://ris.example.org/7", "einstimmig")}
    paper = record_outcome(paper=paper, link="", outcomes=noted, version=paper.version, user=None, now=LATER)
    job_is_over()
    paper = reopen_paper(paper=paper, reason="Tausch", version=paper.version, user=None, now=LATER)
    first, second = words_of(paper).stops
    rewrite_paper(paper=paper, words=words(stops=(second, first)), version=paper.version)
    moved = Consultation.objects.get(committee__name="Integrationsrat")
    assert (moved.number, moved.result, moved.link) == (2, "einstimmig", "https://ris.example.org/7")


def test_a_result_stays_where_another_person_has_written_the_stations_anew() -> None:
    paper = make_paper(stops=(STOP, Stop("Rat", MEETING)))
    Consultation.objects.filter(number=1).update(result="einstimmig")
    first, second = words_of(paper).stops
    paper = rewrite_paper(paper=paper, words=words(stops=(second, first)), version=paper.version)
    rewrite_paper(paper=paper, words=words(stops=(first, second)), version=paper.version)
    assert Consultation.objects.get(number=1).result == "einstimmig"


def test_a_row_of_another_paper_gives_no_result() -> None:
    other = make_final()
    (station,) = other.consultations.all()
    Consultation.objects.filter(pk=station.pk).update(result="geheim")
    paper = make_paper(other.query, stops=(Stop("Rat", MEETING, kept=station.pk),))
    assert paper.consultations.get().result == ""


def test_who_saves_second_learns_of_it() -> None:
    paper = make_paper()
    rewrite_paper(paper=paper, words=words(subject="Von anderen"), version=paper.version)
    with pytest.raises(StaleVersionError):
        rewrite_paper(paper=paper, words=words(subject="Von mir"), version=paper.version)
    assert CommitteeReport.objects.get().subject == "Von anderen"


def test_a_final_paper_is_locked() -> None:
    paper = make_final()
    with pytest.raises(PaperError, match="festgelegt"):
        rewrite_paper(paper=paper, words=words(subject="Anders"), version=paper.version)
    assert CommitteeReport.objects.get().subject == "Bericht zum Umsetzungsstand"


def test_a_draft_is_thrown_away_and_the_trail_knows_it() -> None:
    paper = make_paper()
    discard_paper(paper=paper, version=paper.version, user=None, now=LATER)
    assert not CommitteeReport.objects.exists()
    entry = AuditEntry.objects.get(action="paper.discarded")
    assert entry.details["title"] == "1234/26 Bericht zum Umsetzungsstand"


def test_what_was_final_once_is_not_thrown_away() -> None:
    paper = make_final()
    job_is_over()
    with pytest.raises(PaperError, match="festgelegte"):
        discard_paper(paper=paper, version=paper.version, user=None, now=LATER)
    draft = reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    with pytest.raises(PaperError, match="schon eine festgelegte Fassung"):
        discard_paper(paper=draft, version=draft.version, user=None, now=LATER)


def test_a_new_paper_suggests_subject_and_decision() -> None:
    concept = make_concept(title="Integrationskonzept 2018")
    query = make_query(concept=concept, as_of=dt.date(2026, 9, 30))
    suggested = suggested_words(query)
    assert suggested.subject == "Integrationskonzept 2018: Bericht zum Umsetzungsstand vom 30. September 2026"
    assert "nimmt den Bericht zum Umsetzungsstand vom 30. September 2026" in suggested.draft_decision
    assert "zur Kenntnis" in suggested.draft_decision


def test_an_earlier_paper_serves_again_with_the_days_of_the_new_query() -> None:
    before = make_closed(year=2025, as_of=dt.date(2025, 9, 30), due_on=dt.date(2026, 12, 31))
    after = make_query(concept=before.concept, year=2026, as_of=dt.date(2026, 9, 15))
    paper = make_paper(
        before,
        subject="Bericht 2025 zum Integrationskonzept 2018",
        draft_decision="Der Bericht vom 30. September 2025 (30.09.2025) wird zur Kenntnis genommen.",
        reasoning="Der Rat hat am 3. Mai 2025 beschlossen, dass ab 2025 berichtet wird.",
    )
    again = words_again(paper, after)
    assert again.subject == "Bericht 2026 zum Integrationskonzept 2018"
    assert (
        again.draft_decision == "Der Bericht vom 15. September 2026 (15.09.2026) wird zur Kenntnis genommen."
    )
    assert "am 3. Mai 2025" in again.reasoning
    assert (again.number, again.dated_on, again.link) == ("", None, "")
    assert again.stops == (Stop("Integrationsrat"),)


def test_a_paper_keeps_its_words_where_the_query_is_the_same() -> None:
    paper = make_paper()
    query = StatusQuery.objects.get()
    assert words_again(paper, query).reasoning == "Erster Absatz.\n\nZweiter Absatz."
