"""Charts of every kind with as many rows as wanted, and labels that are hard to set."""

import datetime as dt
from decimal import Decimal

from documents.charts import (
    Chart,
    Flow,
    Key,
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

TODAY = dt.date(2026, 11, 23)
KEYS = [
    Key("completed", "abgeschlossen"),
    Key("permanent", "Daueraufgabe"),
    Key("in_progress", "in Umsetzung"),
    Key("planning", "in Planung"),
    Key("not_started", "noch nicht begonnen"),
    Key("postponed", "zurückgestellt"),
    Key("dropped", "entfallen"),
    Key("not_asked", "noch nicht abgefragt"),
]
CODES = [key.code for key in KEYS]
LABELS = [
    "1. Sprache und Bildung",
    "2. Migrationssozialberatungsstellenkoordination",
    "3. مركز التكامل البلدي في مدينة كريفيلد",
    "4. Wohnen & Zusammenleben <b>im Quartier</b>",
    "5. Gesundheit",
]


def label(number: int) -> str:
    if number < len(LABELS):
        return LABELS[number]
    return f"{number + 1}. Handlungsfeld mit einem Namen, der {'sehr ' * (number % 9)}lang ist"


def charts(rows: int, *, rtl: bool = False) -> list[Chart]:
    """One of every kind; the same for the same number."""
    return [
        bars(rows, rtl=rtl),
        rates(rows, rtl=rtl),
        moves(rows, rtl=rtl),
        values(rows, rtl=rtl),
        spans(rows, rtl=rtl),
    ]


def bars(rows: int, *, rtl: bool = False) -> Chart:
    def numbers(row: int) -> dict[str, int]:
        most = 9 if row % 3 else 40
        return {code: (row * 7 + at * 5 + 3) % most * ((row + at) % 4 != 3) for at, code in enumerate(CODES)}

    stacked = [StackRow(label(row), numbers(row), extra=[row]) for row in range(rows)]
    return stacked_bars(
        name=f"bars-{rows}",
        title="Stand",
        keys=KEYS,
        rows=stacked,
        row_heading="Feld",
        extra_headings=["spät"],
        rtl=rtl,
    )


def rates(rows: int, *, rtl: bool = False) -> Chart:
    answered = [Rate(label(row), row * 3 % 11, 10 if row != 2 else 300) for row in range(rows)]
    return response_rate(
        name=f"rates-{rows}", title="Antworten", rates=answered, row_heading="Organisation", rtl=rtl
    )


def moves(rows: int, *, rtl: bool = False) -> Chart:
    flows = [
        Flow(CODES[row % 8], CODES[(row * 3 + row // 8) % 8], 1 + row * row % 7 * (1 if row % 5 else 12))
        for row in range(rows)
    ]
    return movement(
        name=f"moves-{rows}",
        title="Bewegung",
        before_title="Statusabfrage 2025 (Stichtag 30.09.2025)",
        after_title="Statusabfrage 2026 mit einem langen Namen (Stichtag 30.09.2026)",
        keys=KEYS,
        flows=flows,
        rtl=rtl,
    )


def values(rows: int, *, rtl: bool = False) -> Chart:
    points = [
        SeriesPoint(
            dt.date(1997 + row, 9, 30), Decimal(280 + row * 37 % 90 + row * 14) + Decimal("0.5") * (row % 2)
        )
        for row in range(rows)
    ]
    target = (
        Target("mindestens 600", Decimal(600))
        if rows != 5
        else Target("400 bis 500", Decimal(400), Decimal(500))
    )
    return series(
        name=f"values-{rows}", title="Kurse", points=points, unit="Personen", target=target, rtl=rtl
    )


def spans(rows: int, *, rtl: bool = False) -> Chart:
    shown = [
        Span(
            label(row),
            CODES[row % 8],
            KEYS[row % 8].label,
            dt.date(2019 + row % 5, 1 + row % 12, 1) if row % 6 != 4 else None,
            dt.date(2024 + row % 4, 1 + row * 5 % 12, 28) if row % 3 and row % 6 != 4 else None,
            is_ongoing=row % 3 == 0,
            marks=[
                Mark(dt.date(2022 + (row + at) % 6, 3 + at, 15), "Überprüfung", at == 0)
                for at in range(row % 4)
            ],
        )
        for row in range(rows)
    ]
    return timeline(
        name=f"spans-{rows}",
        title="Zeitplan",
        spans=shown,
        keys=KEYS,
        row_heading="Maßnahme",
        today=TODAY,
        rtl=rtl,
    )
