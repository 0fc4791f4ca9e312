"""What a chart of each kind says: numbers, words, table, legend."""

import datetime as dt
from decimal import Decimal

import pytest

from documents.charts import (
    Chart,
    Flow,
    Mark,
    Rate,
    SeriesPoint,
    Span,
    StackRow,
    Table,
    Target,
    movement,
    response_rate,
    series,
    stacked_bars,
    timeline,
)
from documents.charts.plot import nice_steps

from .drawings import SVG, parsed, texts
from .german import german
from .samples import KEYS

__all__ = ["german"]
DAY = dt.date(2026, 9, 30)


def words(chart: Chart) -> list[str]:
    return [text for text, _box in texts(parsed(chart.svg))]


def cells(table: Table) -> list[list[str]]:
    return [[row.label, *(cell.text for cell in row.cells)] for row in table.rows]


def foot(table: Table) -> list[str]:
    assert table.foot
    return [table.foot.label, *(cell.text for cell in table.foot.cells)]


def test_stacked_bars_show_each_number_and_the_total() -> None:
    rows = [
        StackRow("Sport", {"completed": 3, "planning": 1}, "/sport/", [1]),
        StackRow("Arbeit", {"planning": 2}, "", [0]),
    ]
    chart = stacked_bars(
        name="a", title="Stand", keys=KEYS, rows=rows, row_heading="Feld", extra_headings=["verzögert"]
    )
    assert words(chart) == ["Sport", "Arbeit", "3", "1", "4", "2", "2"]
    assert chart.description == "Sport: 3-mal abgeschlossen, 1-mal in Planung; Arbeit: 2-mal in Planung"
    assert [entry.label for entry in chart.legend] == ["abgeschlossen", "in Planung"]
    assert cells(chart.table)[0] == ["Sport", "3", "0", "0", "1", "0", "0", "0", "0", "4", "1"]
    assert chart.table.rows[0].href == "/sport/"
    assert foot(chart.table)[-2:] == ["6", "1"]


def test_rows_that_count_the_same_things_are_not_summed_up() -> None:
    rows = [StackRow("2025", {"planning": 2}), StackRow("2026", {"planning": 2})]
    chart = stacked_bars(name="a", title="t", keys=KEYS, rows=rows, row_heading="Abfrage", sums_up=False)
    assert chart.table.foot is None


def test_the_longest_bar_is_as_long_as_all_its_things() -> None:
    rows = [StackRow("A", {"planning": 4}), StackRow("B", {"planning": 1})]
    root = parsed(stacked_bars(name="a", title="t", keys=KEYS, rows=rows, row_heading="h").svg)
    long, short = (
        float(node.attrib["width"])
        for node in root.iter(f"{SVG}rect")
        if "chart-piece" in node.attrib["class"]
    )
    assert long == pytest.approx(4 * short, rel=0.01)


@pytest.mark.parametrize(
    ("answered", "asked", "expected"),
    [
        (0, 0, "–"),
        (0, 3, "0\u00a0%"),
        (1, 1000, "1\u00a0%"),
        (999, 1000, "99\u00a0%"),
        (3, 3, "100\u00a0%"),
        (1, 3, "33\u00a0%"),
    ],
)
def test_rates_are_rounded_honestly(answered: int, asked: int, expected: str) -> None:
    chart = response_rate(name="a", title="t", rates=[Rate("A", answered, asked)], row_heading="h")
    assert words(chart)[-1] == expected
    assert cells(chart.table)[0][-1] == expected


def test_a_total_is_the_first_bar_and_the_last_row() -> None:
    chart = response_rate(
        name="a",
        title="t",
        rates=[Rate("A", 1, 2), Rate("B", 2, 2)],
        row_heading="h",
        total=Rate("alle", 3, 4),
    )
    assert words(chart)[:3] == ["alle", "A", "B"]
    assert cells(chart.table)[0][0] == "A"
    assert foot(chart.table) == ["alle", "3", "4", "75\u00a0%"]


def test_movement_numbers_every_ribbon_and_gives_the_matrix() -> None:
    flows = [
        Flow("planning", "in_progress", 3),
        Flow("planning", "planning", 1),
        Flow("in_progress", "completed", 2),
    ]
    chart = movement(name="a", title="t", before_title="2025", after_title="2026", keys=KEYS, flows=flows)
    assert [word for word in words(chart) if word.isdigit() and len(word) < 4] == ["2", "3", "1"]
    assert "in Planung: 4" in words(chart)
    assert [heading.label for heading in chart.table.headings][:3] == [
        "jetzt: abgeschlossen", "jetzt: in Umsetzung", "jetzt: in Planung",
    ]  # fmt: skip
    assert cells(chart.table) == [["in Umsetzung", "2", "0", "0", "2"], ["in Planung", "0", "3", "1", "4"]]
    assert foot(chart.table) == ["alle", "2", "3", "1", "6"]


def test_a_small_screen_lists_first_what_changed() -> None:
    flows = [Flow("completed", "completed", 5), Flow("planning", "in_progress", 3)]
    chart = movement(name="a", title="t", before_title="2025", after_title="2026", keys=KEYS, flows=flows)
    written = [text for text, _box in texts(parsed(chart.narrow))]
    assert written == ["von „in Planung“ zu „in Umsetzung“", "abgeschlossen (unverändert)", "3", "5"]


def test_series_writes_german_numbers_and_the_target() -> None:
    points = [
        SeriesPoint(dt.date(year, 9, 30), Decimal(value), "gut")
        for year, value in ((2025, "1250.50"), (2024, "900.00"))
    ]
    chart = series(
        name="a", title="t", points=points, unit="Personen", target=Target("mindestens 1.400", Decimal(1400))
    )
    assert {"900", "1250,5", "Ziel: 1400", "2024", "2025"} <= set(words(chart))
    assert cells(chart.table) == [["30.09.2024", "900", "gut"], ["30.09.2025", "1250,5", "gut"]]
    assert foot(chart.table) == ["Ziel", "mindestens 1.400", ""]
    assert [entry.label for entry in chart.legend] == ["Personen", "Ziel: mindestens 1.400"]


def test_a_target_with_two_limits_is_a_band() -> None:
    target = Target("400 bis 500", Decimal(500), Decimal(400))
    chart = series(name="a", title="t", points=[SeriesPoint(DAY, Decimal(10))], target=target)
    assert "Ziel: 400 bis 500" in words(chart)
    assert "chart-band" in chart.svg


def test_a_point_without_a_number_stands_in_the_table_only() -> None:
    chart = series(name="a", title="t", points=[SeriesPoint(DAY, None, "noch nicht bewertbar")])
    assert "noch keine Werte" in words(chart)
    assert cells(chart.table) == [["30.09.2026", "–", "noch nicht bewertbar"]]


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (3, 7, [0, 2, 4, 6, 8]),
        (-4, 4, [-4, -2, 0, 2, 4]),
        (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ],
)
def test_the_grid_has_round_steps_and_zero(lowest: float, highest: float, expected: list[float]) -> None:
    assert nice_steps(lowest, highest) == expected


def test_timeline_says_dates_and_reviews() -> None:
    marks = [Mark(dt.date(2025, 5, 1), "Überprüfung", is_done=True), Mark(dt.date(2027, 5, 1), "Evaluation")]
    shown = [
        Span(
            "1.1 Pool",
            "in_progress",
            "in Umsetzung",
            dt.date(2024, 1, 1),
            dt.date(2026, 12, 31),
            marks=marks,
            href="/m/",
        ),
        Span("1.2 Treff", "permanent", "Daueraufgabe", dt.date(2023, 1, 1), is_ongoing=True),
        Span("1.3 Idee", "not_asked", "noch nicht abgefragt"),
    ]
    chart = timeline(
        name="a", title="t", spans=shown, keys=KEYS, row_heading="Maßnahme", state_heading="Stand", today=DAY
    )
    assert {"heute, 30.09.2026", "2023", "2027", "ohne Zeitangabe"} <= set(words(chart))
    assert cells(chart.table) == [
        [
            "1.1 Pool",
            "in Umsetzung",
            "01.01.2024",
            "31.12.2026",
            "Überprüfung 01.05.2025; Evaluation 01.05.2027",
        ],
        ["1.2 Treff", "Daueraufgabe", "01.01.2023", "fortlaufend", "–"],
        ["1.3 Idee", "noch nicht abgefragt", "–", "–", "–"],
    ]
    assert [entry.label for entry in chart.legend] == [
        "Daueraufgabe", "in Umsetzung", "geplanter Termin", "Termin hat stattgefunden",
    ]  # fmt: skip


def test_the_upright_line_may_have_another_name() -> None:
    chart = timeline(
        name="a", title="t", spans=[], keys=KEYS, row_heading="h", today=DAY, today_label="Stichtag"
    )
    assert words(chart)[-1] == "Stichtag, 30.09.2026"
