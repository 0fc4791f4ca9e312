"""The charts of a report lose nothing of what was frozen, and say no more than that."""

from typing import Any

from documents.charts import Chart
from reporting.frozen import FrozenReport, Part
from reporting.report_charts import evaluation_chart, movement_chart, status_chart, timeline_chart
from reporting.results import evaluation_from, movement_between, results_from
from tests.reporting.frozen_parts import make_entry, make_frozen, make_review_part

INVENTED = {"value": "paused", "label": "ausgesetzt"}


def make_older(*uuids: int, **query: Any) -> FrozenReport:
    """A report of a time when there was one more state, in which these measures are."""
    report = make_frozen(*(make_entry(uuid, "planning") for uuid in uuids), **query)
    for entry in report.entries:
        entry["status"]["status"] = INVENTED
    for figures in (report.head["figures"]["total"], *report.head["figures"]["fields"]):
        for status in figures["statuses"]:
            status["count"] = 0
        figures["statuses"].append({**INVENTED, "count": len(uuids)})
    return report


def rows(chart: Chart) -> list[dict[str, str]]:
    names = [heading.label for heading in chart.table.headings]
    return [
        dict(zip(names, (cell.text for cell in row.cells), strict=True), Zeile=row.label)
        for row in chart.table.rows
    ]


def test_a_state_that_is_no_longer_known_stays_in_the_chart() -> None:
    chart = status_chart(results_from(make_older(1, 2), texts=(), against=None))
    assert [row["ausgesetzt"] for row in rows(chart)] == ["2"]
    assert "ausgesetzt" in [entry.label for entry in chart.legend]


def test_bars_of_older_queries_keep_states_that_the_last_one_does_not_know() -> None:
    reports = [make_older(1, 2, as_of="2025-09-30"), make_frozen(make_entry(1, "planning"), make_entry(2))]
    chart = evaluation_chart(evaluation_from(reports, concept={}))
    assert [row["ausgesetzt"] for row in rows(chart)] == ["2", "0"]
    assert [row["in Planung"] for row in rows(chart)] == ["0", "1"]


def test_a_movement_out_of_a_state_that_is_no_longer_known_is_drawn() -> None:
    moved = movement_between(make_older(1), make_frozen(make_entry(1, "planning")))
    assert "ausgesetzt: 1" in movement_chart(moved, after="Statusabfrage 2026").svg


def make_duration(**parts: Any) -> Part:
    unknown = {"wording": "", "start_on": None, "start": "", "end_on": None, "end": "", "recurrence": None}
    return {**unknown, "is_ongoing": False, **parts}


def test_a_time_line_says_no_day_that_was_not_frozen_as_known() -> None:
    entry = make_entry(
        1,
        "planning",
        duration=make_duration(start_on="2017-01-01", start="2017", end_on="2019-12-31", end="Ende 2019"),
        reviews=[make_review_part("2018-12-31"), make_review_part("2019-12-31", "2020-02-11")],
    )
    results = results_from(make_frozen(entry), texts=(), against=None)
    chart = timeline_chart(results, results.fields[0].measures, name="laufzeiten")
    assert chart is not None
    (row,) = rows(chart)
    assert (row["Beginn"], row["Ende"]) == ("2017", "Ende 2019")
    assert row["Termine"] == "Überprüfung vorgesehen für 2018; Überprüfung 11.02.2020"
    for said in (chart.description, chart.svg, chart.narrow):
        assert "2017" in said
        assert not [day for day in ("01.01.2017", "31.12.2018", "31.12.2019") if day in said]
