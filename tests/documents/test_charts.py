"""What a chart says: numbers, words, table, legend; safe on a page with others."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from documents.charts import (
    Chart,
    Flow,
    Key,
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
    small_bar,
    stacked_bars,
    timeline,
)
from documents.charts.plot import nice_steps

from .drawings import SVG, both, parsed, texts, view_box
from .samples import KEYS, bars, charts, moves, rates, spans, values

HOSTILE = "<script>alert('1')</script> & \"mehr\" {0} {}"
DAY = dt.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


def words(chart: Chart) -> list[str]:
    return [text for text, _box in texts(parsed(chart.svg))]


def cells(table: Table) -> list[list[str]]:
    return [[row.label, *(cell.text for cell in row.cells)] for row in table.rows]


def foot(table: Table) -> list[str]:
    assert table.foot
    return [table.foot.label, *(cell.text for cell in table.foot.cells)]


def test_every_drawing_has_title_description_and_ids_of_its_own() -> None:
    page = "".join(svg for rows in (1, 5) for chart in charts(rows) for svg in both(chart))
    page += "".join(entry.swatch for rows in (1, 5) for chart in charts(rows) for entry in chart.legend)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    for chart in charts(5):
        root = parsed(chart.svg)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.attrib["role"] == "img"
        assert title is not None
        assert description is not None
        assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
        assert title.text == chart.title
        assert description.text == chart.description


@pytest.mark.parametrize("make", [bars, rates, moves, values, spans])
def test_page_and_small_screen_have_their_own_drawing(make: type) -> None:
    chart = make(5)
    wide, narrow = (view_box(parsed(svg)).right for svg in both(chart))
    assert (wide, narrow) == (720, 320)


def test_foreign_texts_are_escaped_everywhere() -> None:
    keys = [Key("planning", HOSTILE, href='"><b>')]
    made = [
        stacked_bars(
            name="a", title=HOSTILE, keys=keys, rows=[StackRow(HOSTILE, {"planning": 2})], row_heading=HOSTILE
        ),
        response_rate(name="b", title=HOSTILE, rates=[Rate(HOSTILE, 1, 2)], row_heading=HOSTILE),
        movement(
            name="c", title=HOSTILE, before_title=HOSTILE, after_title=HOSTILE, keys=keys,
            flows=[Flow("planning", "planning", 2)],
        ),
        series(
            name="d", title=HOSTILE, points=[SeriesPoint(DAY, Decimal(1))], unit=HOSTILE,
            target=Target(HOSTILE, Decimal(2)),
        ),
        timeline(
            name="e", title=HOSTILE, spans=[Span(HOSTILE, "planning", HOSTILE, DAY)], keys=keys, row_heading=HOSTILE
        ),
    ]  # fmt: skip
    for chart in made:
        for template in ("charts/_figure", "pdf/_chart"):
            page = render_to_string(f"documents/{template}.html", {"chart": chart})
            assert "<script" not in page
            assert "<b>" not in page
            assert "style=" not in page
        for svg in (*both(chart), chart.paper):
            parsed(svg)


def test_a_name_that_would_leave_its_attribute_is_escaped() -> None:
    chart = response_rate(name='x"><script>', title="t", rates=[Rate("a", 1, 2)], row_heading="h")
    assert "<script>" not in chart.svg


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


def test_right_to_left_mirrors_places_and_no_text() -> None:
    for left, right in zip(charts(5, rtl=False), charts(5, rtl=True), strict=True):
        from_left, from_right = texts(parsed(left.svg)), texts(parsed(right.svg))
        assert [text for text, _box in from_left] == [text for text, _box in from_right]
        for (_text, one), (_same, other) in zip(from_left, from_right, strict=True):
            assert one.left == pytest.approx(720 - other.right, abs=0.05)
        assert "scale(" not in right.svg


def test_the_active_language_decides_on_the_direction() -> None:
    german = response_rate(name="a", title="t", rates=[Rate("A", 1, 2)], row_heading="h").svg
    with translation.override("ar"):
        assert response_rate(name="a", title="t", rates=[Rate("A", 1, 2)], row_heading="h").svg != german


def test_coordinates_use_a_dot_in_every_language() -> None:
    """A German decimal comma would be an invalid length."""
    rows = [StackRow("A", {"completed": 1, "planning": 1, "dropped": 1}), StackRow("B", {"planning": 7})]
    svg = stacked_bars(name="a", title="t", keys=KEYS, rows=rows, row_heading="h").svg
    assert not re.search(r'="-?\d+,\d', svg)


def test_unknown_codes_are_drawn_as_other_and_none_as_not_asked() -> None:
    keys = [Key("neu erfunden", "neu"), Key("", "noch nicht abgefragt")]
    chart = stacked_bars(
        name="a", title="t", keys=keys, rows=[StackRow("A", {"neu erfunden": 1, "": 1})], row_heading="h"
    )
    assert "url(#a-w-other)" in chart.svg
    assert "url(#a-w-not_asked)" in chart.svg


def test_figure_has_caption_legend_and_table() -> None:
    page = " ".join(render_to_string("documents/charts/_figure.html", {"chart": bars(5)}).split())
    assert "<figcaption" in page
    assert 'aria-label="Legende"' in page
    assert '<caption class="kern-sr-only">Stand</caption>' in page
    assert 'scope="col"' in page
    assert 'scope="row"' in page
    assert "kern-table__cell--numeric" in page
    assert '<details class="chart__data">' in page
    opened = render_to_string("documents/charts/_figure.html", {"chart": bars(5), "is_open": True})
    assert '<details class="chart__data" open>' in opened


def test_small_bar_is_an_ornament() -> None:
    bar = small_bar("karte", [("completed", 3), ("planning", 1)], length=0.5)
    assert 'aria-hidden="true"' in bar
    assert [text for text, _box in texts(parsed(bar))] == ["3", "1"]


def test_the_same_input_gives_the_same_drawing() -> None:
    assert [chart.svg for chart in charts(5)] == [chart.svg for chart in charts(5)]
