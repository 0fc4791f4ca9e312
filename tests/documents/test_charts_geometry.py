"""No text of a chart meets another, and nothing leaves the drawing, whatever the labels and numbers."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts import (
    Chart,
    Flow,
    Mark,
    Rate,
    SeriesPoint,
    Span,
    StackRow,
    Target,
    movement,
    response_rate,
    series,
    stacked_bars,
    timeline,
)

from .drawings import both, faults, parsed, texts
from .samples import CODES, KEYS, TODAY, charts

WORDS = [
    "Migrationssozialberatungsstellenkoordination",
    "Sport",
    "<b>&\"'",
    "مركز التكامل",
    "WWWWWWWWWWWWWWWW",
    "Інтеграція",
    "a/b-c",
]
LABELS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=60),
)
COUNTS = st.one_of(st.integers(0, 5), st.integers(0, 2_000_000))
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
AMOUNTS = st.decimals(-100_000_000, 100_000_000, places=2)
RTL = st.booleans()
FEW = settings(max_examples=15, deadline=None)


def sound(chart: Chart) -> None:
    assert [fault for svg in both(chart) for fault in faults(svg)] == []


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("rows", [0, 1, 5, 30])
def test_every_kind_with_few_and_many_rows(rows: int, rtl: bool) -> None:
    for chart in charts(rows, rtl=rtl):
        sound(chart)


def test_a_fault_would_be_found() -> None:
    svg = charts(5)[0].svg
    first = texts(parsed(svg))[0][0]
    assert faults(
        svg.replace(
            "</svg>", f'<text x="700" y="9" font-size="14" text-anchor="start">{"W" * 9}</text></svg>'
        )
    )
    assert faults(svg.replace(f">{first}<", f">{first * 9}<"))


@FEW
@given(st.lists(st.tuples(LABELS, st.dictionaries(st.sampled_from(CODES), COUNTS)), max_size=8), RTL)
def test_stacked_bars(rows: list[tuple[str, dict[str, int]]], rtl: bool) -> None:
    stacked = [StackRow(*row) for row in rows]
    sound(stacked_bars(name="a", title="t", keys=KEYS, rows=stacked, row_heading="h", rtl=rtl))


@FEW
@given(st.lists(st.tuples(LABELS, COUNTS, COUNTS), max_size=8), RTL)
def test_response_rates(rows: list[tuple[str, int, int]], rtl: bool) -> None:
    rates = [Rate(label, min(one, other), max(one, other)) for label, one, other in rows]
    sound(response_rate(name="a", title="t", rates=rates, row_heading="h", rtl=rtl))


@FEW
@given(
    st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), COUNTS), max_size=24),
    LABELS,
    LABELS,
    RTL,
)
def test_movement(ways: list[tuple[str, str, int]], before: str, after: str, rtl: bool) -> None:
    flows = [Flow(*way) for way in ways]
    sound(
        movement(name="a", title="t", before_title=before, after_title=after, keys=KEYS, flows=flows, rtl=rtl)
    )


@FEW
@given(
    st.lists(st.tuples(DAYS, st.none() | AMOUNTS), max_size=30), st.none() | AMOUNTS, st.none() | AMOUNTS, RTL
)
def test_series(
    points: list[tuple[dt.date, Decimal | None]], one: Decimal | None, other: Decimal | None, rtl: bool
) -> None:
    shown = [SeriesPoint(*point) for point in points]
    sound(series(name="a", title="t", points=shown, target=Target("Ziel", one, other), rtl=rtl))


@FEW
@given(
    st.lists(
        st.tuples(LABELS, st.none() | DAYS, st.none() | DAYS, st.booleans(), st.lists(DAYS, max_size=4)),
        max_size=8,
    ),
    st.none() | st.just(TODAY),
    RTL,
)
def test_timeline(
    rows: list[tuple[str, dt.date | None, dt.date | None, bool, list[dt.date]]],
    today: dt.date | None,
    rtl: bool,
) -> None:
    spans = [
        Span(
            label,
            "planning",
            "in Planung",
            *_ordered(start, end),
            is_ongoing,
            [Mark(day, "M") for day in marks],
        )
        for label, start, end, is_ongoing, marks in rows
    ]
    sound(timeline(name="a", title="t", spans=spans, keys=KEYS, row_heading="h", today=today, rtl=rtl))


def _ordered(start: dt.date | None, end: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return (min(start, end), max(start, end)) if start and end else (start, end)
