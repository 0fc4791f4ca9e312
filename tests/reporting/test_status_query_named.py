"""What `status_query` does with years, kinds and addresses that somebody names."""

import pytest

from reporting.cli.arguments import FIRST_YEAR, LAST_YEAR
from reporting.forms.planning.basics import BasicsForm
from reporting.models import QueryKind, QueryState, StatusQuery
from tests.builders import make_concept
from tests.reporting.reminding import make_running
from tests.reporting.rounds import make_published

from .test_status_query_command import DAYS, call_from_shell, run, run_json

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [-5, 1999, 99999])
def test_a_year_that_cannot_be_is_a_wrong_call(year: int, capsys: pytest.CaptureFixture[str]) -> None:
    make_concept()
    with pytest.raises(SystemExit) as left:
        call_from_shell("status_query", "plan", f"--year={year}", *DAYS)
    assert (left.value.code, StatusQuery.objects.exists()) == (2, False)
    assert "ist kein Jahr von 2000 bis 2100" in capsys.readouterr().err


def test_the_page_of_the_planning_takes_the_same_years() -> None:
    field = BasicsForm.base_fields["year"]
    assert (field.min_value, field.max_value) == (FIRST_YEAR, LAST_YEAR)  # type: ignore[attr-defined]


def test_opening_what_is_over_does_not_say_that_it_runs() -> None:
    query = make_published()
    code, said = run("open", "--year", query.year)
    assert code == 1
    assert "läuft" not in said


def test_reminding_without_year_keeps_to_the_kind_that_is_named() -> None:
    query = make_running()
    asked = {kind: run_json("remind", "--kind", kind, "--dry-run")[1]["queries"] for kind in QueryKind.values}
    assert {kind: [each["query"]["slug"] for each in found] for kind, found in asked.items()} == {
        kind: [query.slug] if kind == query.kind else [] for kind in QueryKind.values
    }
    assert len(run_json("remind", "--dry-run")[1]["queries"]) == 1


def test_reminding_at_a_mistyped_address_is_not_found() -> None:
    query = make_running()
    assert run("remind", "--slug", "gibt-es-nicht")[0] == 3
    StatusQuery.objects.update(state=QueryState.CLOSED)
    assert run("remind", "--slug", query.slug)[0] == 0
