"""Every chart: with title and ids of its own, safe on a page with others, mirrored, and drawn the same again."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from documents.charts import (
    Flow,
    Key,
    Rate,
    SeriesPoint,
    Span,
    StackRow,
    Target,
    movement,
    response_rate,
    series,
    small_bar,
    stacked_bars,
    timeline,
)

from .drawings import SVG, both, parsed, texts, view_box
from .german import german
from .samples import KEYS, bars, charts, moves, rates, spans, values

__all__ = ["german"]
HOSTILE = "<script>alert('1')</script> & \"mehr\" {0} {}"
DAY = dt.date(2026, 9, 30)


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
