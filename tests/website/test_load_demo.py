"""The demonstration: invented rounds over the concept, marked, and one log-in per role."""

import datetime as dt
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from fields.models import Concept
from measures.loading import load_concept
from measures.models import Measure
from partners.models import Organisation, User
from reporting.models import (
    CommitteeReport,
    MailState,
    OutboxMail,
    ProgressReport,
    QueryRequest,
    StatusQuery,
)
from reporting.results import Results, paths_of, results_of
from tests.builders import make_measure, make_organisation, make_report, make_responsible
from website.demo import DemoError, load_demo

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)

SMALL = """\
answers:
- measure: kurse
  organisation: jobcenter
  rounds:
    - {status: in_progress, course: on_track, text: Es begann.}
    - {unchanged: true}
    - {answer: submitted, status: in_progress, course: on_track, text: Es geht weiter.}
"""


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    """One measure of one organisation, with its three invented answers."""
    make_responsible(make_measure(slug="kurse"), make_organisation(slug="jobcenter"))
    path = tmp_path / "rounds.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def logins(rounds: Path, tmp_path: Path, django_capture_on_commit_callbacks: OnCommit) -> Path:
    with django_capture_on_commit_callbacks(execute=True):
        load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)
    return tmp_path / "logins.txt"


@pytest.fixture
def krefeld(tmp_path: Path, django_capture_on_commit_callbacks: OnCommit) -> Path:
    load_concept(path=FIXTURES / "krefeld_2018.yaml")
    rounds = FIXTURES / "krefeld_2018_beispieldaten.yaml"
    with django_capture_on_commit_callbacks(execute=True):
        load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)
    return tmp_path / "logins.txt"


def test_the_krefeld_rounds_fit_its_concept_and_show_every_state_of_an_answer(krefeld: Path) -> None:
    running = QueryRequest.objects.filter(query__year=2026)
    states = {"open", "in_progress", "submitted", "returned", "approved"}
    assert set(running.values_list("state", flat=True)) == states
    assert len([line for line in krefeld.read_text().splitlines() if "@" in line]) == 6
    queries = StatusQuery.objects.published().order_by("year")
    assert [query.year for query in queries] == [2023, 2024, 2025]
    results = [results_of(query) for query in queries]
    _shows_something_everywhere(results)
    (paper,) = CommitteeReport.objects.all()
    assert paper.is_final
    assert all(station.result for station in paper.consultations.all())
    assert [len(path.stations) for path in paths_of(queries[0].concept).paths] == [3] * 18


def _shows_something_everywhere(results: list[Results]) -> None:
    """So that no part of a report is empty when somebody looks at the demonstration."""
    first, second, third = results
    assert first.movement is None
    assert second.movement is not None
    assert third.movement is not None
    assert second.movement.added
    assert third.movement.dropped
    assert third.movement.changed
    assert third.movement.unchanged
    assert third.introduction is not None
    assert [field.number for field in third.fields if field.assessment] == [1, 2]
    assert all(field.goals for field in third.fields)
    assert third.late == 1
    assert max(len(each.points) for each in third.indicators) == 3
    for name in ("delays", "missing_answers", "unchanged", "funding", "reviews"):
        assert getattr(third, name), name
    assert all(delay.new_date for delay in third.delays)


def test_three_rounds_two_of_them_published_and_all_marked(logins: Path) -> None:
    states = list(StatusQuery.objects.order_by("year").values_list("year", "state", "is_demo"))
    assert states == [(2024, "published", True), (2025, "published", True), (2026, "open", True)]
    assert list(ProgressReport.objects.order_by("as_of").values_list("state", "is_unchanged", "is_demo")) == [
        ("approved", False, True),
        ("approved", True, True),
        ("submitted", False, True),
    ]
    assert Concept.objects.in_force().get().has_demo_data


def test_no_invented_mail_goes_out(logins: Path) -> None:
    assert OutboxMail.objects.exists()
    assert not OutboxMail.objects.exclude(state=MailState.SENT).exists()


def test_the_log_ins_work_and_only_the_owner_reads_them(logins: Path) -> None:
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    lines = [line.split() for line in logins.read_text(encoding="utf-8").splitlines() if "@" in line]
    assert len(lines) == 4  # three roles of the staff, and the one organisation that this concept knows
    for *_, email, password in lines:
        assert authenticate(None, username=email, password=password) is not None


def test_the_log_ins_are_not_written_before_the_accounts_are_stored(rounds: Path, tmp_path: Path) -> None:
    """Within the transaction of a test nothing is ever committed."""
    load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)
    assert not (tmp_path / "logins.txt").exists()


def test_every_page_says_that_the_data_are_invented(logins: Path) -> None:
    for address in ("/", "/massnahmen/", "/massnahmen/kurse/", "/konzept/", "/berichte/2025/", "/akteure/"):
        assert "Beispieldaten" in Client().get(address).content.decode(), address


def test_a_second_load_is_refused(logins: Path, rounds: Path) -> None:
    with pytest.raises(DemoError, match="schon geladen"):
        load_demo(rounds=rounds, logins=logins, now=NOW)


def test_real_data_are_not_mixed_with_invented_ones(rounds: Path, tmp_path: Path) -> None:
    """`make run` with the address of a real database in the environment must not write into it."""
    make_report(Measure.objects.get(), Organisation.objects.get())
    with pytest.raises(DemoError, match="schon Abfragen oder Meldungen"):
        load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)
    assert not User.objects.exists()


def test_rounds_of_another_concept_are_refused_whole(rounds: Path, tmp_path: Path) -> None:
    rounds.write_text(SMALL.replace("kurse", "tanzen"), encoding="utf-8")
    with pytest.raises(DemoError, match="passen nicht zum Konzept"):
        load_demo(rounds=rounds, logins=tmp_path / "logins.txt", now=NOW)
    assert not StatusQuery.objects.exists()


def test_without_a_concept_nothing_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="kein Konzept"):
        load_demo(rounds=tmp_path / "rounds.yaml", logins=tmp_path / "logins.txt", now=NOW)
    assert not (tmp_path / "logins.txt").exists()


def test_the_history_of_the_rounds_bears_the_days_on_which_they_were_played(logins: Path) -> None:
    running = QueryRequest.objects.get(query__state="open")
    assert {row.history_date for row in running.history.filter(state="open")} == {running.query.opened_at}
    begun = running.history.exclude(state="open")
    assert {row.history_date - running.query.opened_at for row in begun} == {dt.timedelta(days=5)}
    for query in StatusQuery.objects.published():
        ends = query.history.order_by("-history_date", "-history_id").values_list("history_date", flat=True)
        assert ends[0] == query.closed_at
    assert ProgressReport.history.filter(history_date__gte=NOW).count() == 0
