"""The Steckbrief says what was last reported, as far as everybody may read it."""

import datetime as dt

import pytest

from measures.models import Measure
from reporting.models import ProgressReport, ReportState
from tests.builders import make_measure, make_organisation, make_report, make_responsible
from website.sheets import ROOMS, _html

pytestmark = pytest.mark.django_db

APPROVED = dt.datetime(2026, 10, 8, 12, tzinfo=dt.UTC)


def make_public(measure: Measure, name: str, **fields: object) -> ProgressReport:
    organisation = make_organisation(name=name)
    values = {"state": ReportState.APPROVED, "approved_at": APPROVED, **fields}
    return make_report(measure, organisation, **values)


def sheet(measure: Measure, room: int = 0) -> str:
    shown = Measure.objects.published().with_sheet().get(pk=measure.pk)
    return " ".join(_html(shown, ROOMS[room], on=dt.date(2026, 11, 23)).split())


def test_newest_statement_stands_there_with_its_organisation_and_days() -> None:
    measure = make_measure(is_published=True)
    make_public(measure, "Alter Verein", as_of=dt.date(2025, 9, 30), text="Früher war es anders.")
    make_public(measure, "Neuer Verein", text="Der Pool hat 41 Personen.")
    page = sheet(measure)
    assert "Sachstand vom 30.09.2026, gemeldet von Neuer Verein, freigegeben am 08.10.2026" in page
    assert "Der Pool hat 41 Personen." in page
    assert "Früher war es anders." not in page


def test_who_reports_by_themselves_hides_no_answer_to_the_query() -> None:
    measure = make_measure(is_published=True)
    leading = make_public(measure, "Federführende Stelle", text="Stand der Abfrage.")
    make_responsible(measure, leading.organisation, role="lead")
    make_public(measure, "Kleiner Verein", as_of=dt.date(2026, 10, 5), text="Von selbst gemeldet.")
    make_public(measure, "Kleiner Verein II", as_of=dt.date(2026, 10, 6), text="Auch von selbst.")
    page = sheet(measure)
    places = [page.index(text) for text in ("Stand der Abfrage.", "Auch von selbst.", "Von selbst gemeldet.")]
    assert places == sorted(places)
    assert "Stand der Abfrage." in sheet(measure, room=-1)
    assert "… und 2 weitere Sachstände" in sheet(measure, room=-1)


def test_of_one_organisation_only_the_newest_counts() -> None:
    measure = make_measure(is_published=True)
    first = make_public(measure, "Verein", as_of=dt.date(2026, 3, 1), text="Im Frühjahr.")
    make_report(
        measure, first.organisation, state=ReportState.APPROVED, approved_at=APPROVED, text="Im Herbst."
    )
    page = sheet(measure)
    assert "Im Herbst." in page
    assert "Im Frühjahr." not in page


def test_what_is_not_approved_is_not_on_the_sheet() -> None:
    measure = make_measure(is_published=True)
    make_public(
        measure, "Verein", state=ReportState.SUBMITTED, approved_at=None, text="Noch nicht freigegeben."
    )
    page = sheet(measure)
    assert "Noch nicht freigegeben." not in page
    assert "<h2>Sachstand</h2>" not in page


def test_of_several_organisations_those_without_room_are_counted() -> None:
    measure = make_measure(is_published=True)
    for number in range(5):
        make_public(measure, f"Verein {number}")
    assert sheet(measure).count("gemeldet von Verein") == 3
    assert "… und 2 weitere Sachstände auf der Seite der Maßnahme" in sheet(measure)
    assert sheet(measure, room=-1).count("gemeldet von Verein") == 1


def test_public_wording_is_shown_and_cut_where_there_is_no_room() -> None:
    measure = make_measure(is_published=True)
    make_public(measure, "Verein", text="Das schrieb der Verein.", public_text="Kurs " * 100)
    page = sheet(measure)
    assert "Das schrieb der Verein." not in page
    assert "Kurs… weiter auf der Seite der Maßnahme" in page
