"""The tables of the report page mark what is old, as its documents do."""

from dataclasses import replace

from django.template.loader import render_to_string

from reporting.report_page import PageAddress, ReportPage
from reporting.results import evaluation_from
from tests.reporting.frozen_parts import make_answer, make_entry, make_frozen
from tests.reporting.office import make_full

PARTS = "reporting/reports"


def test_a_delay_is_dated_and_a_passed_date_marked() -> None:
    results = make_full()
    (delay,) = results.delays
    rows = [replace(delay, has_passed=True)]
    page = ReportPage(results, PageAddress("/"))
    shown = render_to_string(f"{PARTS}/lists/delays.html", {"rows": rows, "page": page})
    assert "Termin verstrichen" in shown
    assert "30.09.2026" in shown


def test_an_old_state_is_marked_on_the_way_of_a_measure() -> None:
    reports = [
        make_frozen(make_entry(1, "planning", answers=[make_answer(state)]))
        for state in ("approved", "missing")
    ]
    evaluation = evaluation_from(reports, concept={})
    page = ReportPage(make_full(), PageAddress("/"))
    context = {"evaluation": evaluation, "paths": evaluation.paths, "columns": 3, "page": page}
    shown = render_to_string(f"{PARTS}/_paths.html", context)
    assert shown.count("keine neue Antwort, Stand von 2026") == 1
