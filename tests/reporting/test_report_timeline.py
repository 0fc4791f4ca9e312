"""The time line of a report ends bars where the frozen rows say that something is over."""

from typing import Any

from documents.charts import Chart
from reporting.frozen import Part
from reporting.report_charts import timeline_chart
from reporting.results import results_from
from tests.reporting.frozen_parts import make_entry, make_frozen

UNKNOWN = {"wording": "", "start_on": None, "start": "", "end_on": None, "end": "", "recurrence": None}


def make_dated(uuid: int, status: str, *, delayed: str | None = None, **duration: Any) -> Part:
    entry = make_entry(uuid, status, delayed=delayed, duration={**UNKNOWN, "is_ongoing": False, **duration})
    if status:
        entry["status"] |= {"as_of": "2026-06-30", "new_date": "2028-05-31"}
    return entry


def chart_of(*entries: Part) -> Chart:
    results = results_from(make_frozen(*entries), texts=(), against=None)
    chart = timeline_chart(results, results.fields[0].measures, name="laufzeiten")
    assert chart is not None
    return chart


def end_and_marks(chart: Chart) -> list[str]:
    return [cell.text for cell in chart.table.rows[0].cells[-2:]]


def test_what_is_completed_goes_no_further() -> None:
    chart = chart_of(make_dated(1, "completed", start_on="2017-01-01", start="2017", is_ongoing=True))
    assert end_and_marks(chart) == ["beendet, Stand vom 30.06.2026", "–"]


def test_what_is_late_shows_its_new_date() -> None:
    chart = chart_of(make_dated(1, "in_progress", delayed="staff", start_on="2017-01-01", start="2017"))
    assert end_and_marks(chart) == ["nicht genannt", "neuer Termin 31.05.2028"]


def test_a_measure_without_dates_or_state_is_named() -> None:
    chart = chart_of(make_dated(1, "planning", start_on="2017-01-01", start="2017"), make_dated(2, ""))
    assert chart.note == "Ohne Zeitangabe: 1.2 Maßnahme 2"
