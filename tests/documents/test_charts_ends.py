"""How bars of a time line end: at a day, in an arrow, or in dashed lines."""

import datetime as dt
from typing import Any

from documents.charts import Chart, Key, Mark, Span, timeline

TODAY = dt.date(2026, 9, 30)
DASHED = 'stroke-dasharray="4 3"'


def chart_of(undated: tuple[str, ...] = (), **span: Any) -> Chart:
    shown = Span("1.1 Pool", "planning", "in Planung", dt.date(2024, 1, 1), **span)
    keys = [Key("planning", "in Planung")]
    return timeline(
        name="a", title="t", spans=[shown], keys=keys, row_heading="h", today=TODAY, undated=undated
    )


def end_of(chart: Chart) -> str:
    return chart.table.rows[0].cells[1].text


def labels(chart: Chart) -> list[str]:
    return [entry.label for entry in chart.legend]


def test_only_an_unknown_end_is_dashed() -> None:
    unknown = chart_of()
    assert DASHED in unknown.svg
    assert (end_of(unknown), labels(unknown)) == ("nicht genannt", ["in Planung", "Ende nicht genannt"])
    for known in (
        chart_of(is_ongoing=True),
        chart_of(ends_on=dt.date(2027, 1, 1)),
        chart_of(over_on=dt.date(2025, 1, 1)),
    ):
        assert DASHED not in known.svg
        assert labels(known) == ["in Planung"]


def test_what_was_over_before_its_end_stops_there() -> None:
    stopped = chart_of(over_on=dt.date(2025, 1, 1), ends_on=dt.date(2031, 1, 1))
    assert end_of(stopped) == "beendet, Stand vom 01.01.2025"
    assert "2030" not in stopped.svg
    in_time = chart_of(over_on=dt.date(2025, 1, 1), ends_on=dt.date(2024, 12, 31))
    assert end_of(in_time) == "31.12.2024"


def test_a_new_date_has_a_sign_of_its_own() -> None:
    chart = chart_of(marks=[Mark(dt.date(2027, 3, 1), "neuer Termin", is_new_end=True)])
    assert "neuer Termin 01.03.2027" in chart.description
    assert labels(chart)[-1] == "neuer Termin"
    assert '<circle class="chart-mark"' in chart.svg


def test_what_has_no_row_is_named() -> None:
    assert chart_of(("1.2 Treff", "1.3 Idee")).note == "Ohne Zeitangabe: 1.2 Treff; 1.3 Idee"
    assert chart_of().note == ""
