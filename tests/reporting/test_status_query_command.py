"""`manage.py status_query`: every step for operators and timers, with its exit code and its JSON."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reporting.management.commands.status_query import Command
from reporting.models import OutboxMail, QueryRequest, QueryState, ReminderSent, StatusQuery
from tests.builders import make_concept, make_measure
from tests.reporting.reminding import THIRD, at, make_running
from tests.reporting.rounds import make_open, make_planned

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAYS = ["--as-of", "2026-09-30", "--due-on", "2099-10-31"]


def run(*arguments: Any) -> tuple[int, str]:
    """The exit code, and what was written."""
    out = io.StringIO()
    try:
        call_command("status_query", *map(str, arguments), stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue()
    return 0, out.getvalue()


def run_json(*arguments: Any) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    code = 0
    try:
        call_command("status_query", *map(str, arguments), "--json", stdout=out)
    except CommandError as error:
        code = error.returncode
    except SystemExit as left:
        code = int(left.code or 0)
    return code, json.loads(out.getvalue())


def call_from_shell(*arguments: str) -> None:
    """As from the shell, where the parser itself ends the process."""
    Command().run_from_argv(["manage.py", *arguments])


def planned(**fields: Any) -> StatusQuery:
    return make_planned(due_on=TODAY + dt.timedelta(days=30), as_of=TODAY, **fields)


def test_plan_makes_a_query_over_the_published_measures() -> None:
    make_measure(title="Sprachkurse")
    make_measure(is_published=False)
    code, said = run_json("plan", "--year", 2026, *DAYS)
    assert (code, said["ok"], said["query"]["slug"]) == (0, True, "2026")
    query = StatusQuery.objects.get()
    assert [measure.title for measure in query.measures.all()] == ["Sprachkurse"]
    assert (query.state, query.as_of) == (QueryState.PLANNED, dt.date(2026, 9, 30))


@pytest.mark.parametrize("kind", ["yearly", "evaluation", "interim"])
def test_planning_twice_makes_one_query(kind: str) -> None:
    make_measure()
    codes = [run("plan", "--year", 2026, "--kind", kind, *DAYS)[0] for _ in range(2)]
    assert codes == [0, 1]
    assert StatusQuery.objects.count() == 1


def test_plan_copies_an_earlier_query() -> None:
    source = make_planned(year=2025, as_of=dt.date(2025, 9, 30), due_on=dt.date(2025, 10, 31))
    code, said = run_json("plan", "--year", 2026, "--copy-from", 2025, "--due-on", "2026-11-15")
    assert code == 0
    copy = StatusQuery.objects.get(slug=said["query"]["slug"])
    assert (copy.as_of, copy.due_on) == (dt.date(2026, 9, 30), dt.date(2026, 11, 15))
    assert list(copy.measures.all()) == list(source.measures.all())


def test_plan_without_a_concept_is_not_found() -> None:
    assert run("plan", "--year", 2026, *DAYS)[0] == 3


def test_plan_without_days_is_wrong_usage() -> None:
    make_measure()
    code, said = run("plan", "--year", 2026)
    assert (code, "--as-of" in said) == (2, True)


def test_plan_with_a_deadline_before_the_reference_day_is_refused() -> None:
    make_measure()
    code, said = run("plan", "--year", 2026, "--as-of", "2026-09-30", "--due-on", "2026-09-01")
    assert (code, StatusQuery.objects.exists()) == (1, False)
    assert "Die Frist liegt vor dem Stichtag." in said


@pytest.mark.parametrize("step", ["check", "open", "remind", "show", "close"])
def test_an_unknown_query_is_not_found(step: str) -> None:
    make_concept()
    code, said = run_json(step, "--year", 1999)
    assert (code, said["ok"]) == (3, False)
    assert said["error"]


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["destroy"], ["check", "--year", "bald"], ["plan", "--as-of", "31.10.2026"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        call_from_shell("status_query", *arguments)
    assert left.value.code == 2


def test_check_names_what_is_open() -> None:
    query = planned()
    gap = make_measure(query.measures.get().field_of_action)
    assert run("check", "--year", query.year)[0] == 0
    query.measures.add(gap)
    code, said = run_json("check", "--year", query.year)
    assert (code, said["ok"], said["requests"], said["invitations"]) == (1, False, 1, 1)
    assert said["gaps"] == [{"measure": gap.code, "slug": gap.slug, "reason": "no_organisation"}]


def test_check_of_what_runs_is_no_refusal_of_what_was_waived() -> None:
    query = planned()
    query.measures.add(make_measure(query.measures.get().field_of_action))
    assert run("open", "--year", query.year, "--waive-gaps")[0] == 0
    code, said = run_json("check", "--year", query.year)
    assert (code, said["ok"], len(said["gaps"])) == (0, True, 1)


def test_open_asks_once_however_often_it_runs() -> None:
    query = planned()
    codes = [run_json("open", "--year", query.year) for _ in range(3)]
    assert [(code, said["changed"]) for code, said in codes] == [(0, True), (0, False), (0, False)]
    assert QueryRequest.objects.count() == OutboxMail.objects.count() == 1


def test_open_with_gaps_needs_the_waiver() -> None:
    query = planned()
    query.measures.add(make_measure())
    code, said = run_json("open", "--year", query.year)
    assert (code, len(said["gaps"]), OutboxMail.objects.exists()) == (1, 1, False)
    assert run("open", "--year", query.year, "--waive-gaps")[0] == 0
    query.refresh_from_db()
    assert query.state == QueryState.OPEN


def test_open_after_the_deadline_is_refused() -> None:
    query = make_planned(as_of=dt.date(2020, 1, 1), due_on=dt.date(2020, 2, 1))
    code, said = run("open", "--year", query.year)
    assert (code, "Frist" in said) == (1, True)


@pytest.fixture
def reminder_day(monkeypatch: pytest.MonkeyPatch) -> StatusQuery:
    """A running query on the day on which its first reminder is due."""
    query = make_running()
    monkeypatch.setattr(timezone, "now", lambda: at(*THIRD))
    return query


def test_remind_queues_what_is_due_once(reminder_day: StatusQuery) -> None:
    counts = [len(run_json("remind", "--year", reminder_day.year)[1]["reminders"]) for _ in range(3)]
    assert counts == [1, 0, 0]
    assert OutboxMail.objects.filter(kind="reminder").count() == 1


def test_a_dry_run_writes_nothing(reminder_day: StatusQuery) -> None:
    for _ in range(2):
        code, said = run_json("remind", "--year", reminder_day.year, "--dry-run")
        assert (code, len(said["reminders"])) == (0, 1)
    assert not ReminderSent.objects.exists()
    assert not OutboxMail.objects.filter(kind="reminder").exists()


def test_redirected_reminders_are_copies_to_look_at(reminder_day: StatusQuery) -> None:
    for _ in range(2):
        run("remind", "--year", reminder_day.year, "--redirect-to", "probe@example.org")
    assert OutboxMail.objects.filter(recipient="probe@example.org").count() == 1
    assert not ReminderSent.objects.exists()
    assert len(run_json("remind", "--year", reminder_day.year)[1]["reminders"]) == 1


def test_reminders_are_not_redirected_to_nonsense(reminder_day: StatusQuery) -> None:
    assert run("remind", "--year", reminder_day.year, "--redirect-to", "probe")[0] == 2


def test_without_a_year_everybody_is_reminded_of_all_running_queries(reminder_day: StatusQuery) -> None:
    other = make_running(kind="interim", year=2025)
    make_planned(kind="interim")
    code, said = run_json("remind")
    assert code == 0
    assert {each["query"]["slug"] for each in said["queries"]} == {reminder_day.slug, other.slug}
    assert [len(each["reminders"]) for each in said["queries"]] == [1, 1]
    assert OutboxMail.objects.filter(kind="reminder").count() == 2


def test_without_a_running_query_there_is_nothing_to_remind_of() -> None:
    make_planned()
    assert run("remind") == (0, "Keine Abfrage läuft. Niemand wird erinnert.\n")


def test_nobody_is_reminded_of_a_query_that_does_not_run() -> None:
    query = planned()
    code, said = run_json("remind", "--year", query.year)
    assert (code, said["reminders"]) == (0, [])


def test_show_gives_the_figures() -> None:
    query = make_open(2)
    code, said = run_json("show", "--year", query.year)
    assert (code, said["query"]["state"]) == (0, "open")
    assert (said["response"]["asked"], said["response"]["missing"]) == (2, 2)


def test_close_needs_a_confirmation() -> None:
    query = make_open()
    assert run("close", "--year", query.year)[0] == 1
    query.refresh_from_db()
    assert query.state == QueryState.OPEN
    said = [run_json("close", "--year", query.year, "--yes") for _ in range(2)]
    assert [(code, each["changed"]) for code, each in said] == [(0, True), (0, False)]
    query.refresh_from_db()
    assert query.state == QueryState.CLOSED


def test_a_planned_query_cannot_be_closed() -> None:
    query = planned()
    assert run("close", "--year", query.year, "--yes")[0] == 1


def test_of_several_queries_of_a_kind_one_has_to_be_named() -> None:
    first = planned(year=2026, kind="interim", slug="2026-a")
    planned(year=2026, kind="interim", slug="2026-b", concept=first.concept)
    code, said = run_json("check", "--year", 2026, "--kind", "interim")
    assert (code, said["slugs"]) == (2, ["2026-a", "2026-b"])
    assert run("check", "--year", 2026, "--kind", "interim", "--slug", "2026-b")[0] == 0


def test_the_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_from_shell("status_query", "--help")
    assert "3 nicht gefunden" in " ".join(capsys.readouterr().out.split())


def test_check_refuses_what_open_would_refuse() -> None:
    query = make_planned(due_on=timezone.localdate() - dt.timedelta(days=1), as_of=dt.date(2026, 1, 1))
    query.measures.clear()
    code, said = run_json("check", "--year", query.year)
    assert code == 1
    assert [reason.split(".")[0] for reason in said["obstacles"]] == [
        "Die Frist ist schon vorbei",
        "Die Abfrage enthält noch keine Maßnahme",
    ]
    assert run("open", "--year", query.year)[0] == 1
