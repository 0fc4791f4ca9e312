"""Labels are measured wider than any letter of the portal's font, and wrapped without loss."""

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts.shaping import for_paper
from documents.charts.text import LINE_HEIGHT, is_right_to_left, letter_width, text_width, wrap

FONTS = (
    Path(__file__).resolve().parents[2]
    / "node_modules"
    / "@kern-ux"
    / "native"
    / "dist"
    / "fonts"
    / "fira-sans"
)
#: What German, Turkish and Ukrainian texts are written with.
LETTERS = [
    chr(code)
    for code in [
        *range(0x20, 0x7F),
        *range(0xA1, 0xAD),
        *range(0xAE, 0x180),
        *range(0x410, 0x450),
        0x2013,
        0x2014,
        0x2026,
    ]
]


@cache
def widths() -> dict[str, float]:
    """Per em, of the wider of the two weights that charts are set in."""
    wide: dict[str, float] = {}
    for weight in ("Regular", "SemiBold"):
        font = TTFont(FONTS / f"FiraSans-{weight}.woff2")
        letters, advances = font.getBestCmap(), font["hmtx"]
        for code, glyph in letters.items():
            width = advances[glyph][0] / font["head"].unitsPerEm
            wide[chr(code)] = max(wide.get(chr(code), 0), width)
    return wide


def test_no_letter_of_the_font_is_wider_than_it_is_measured() -> None:
    assert {
        letter: widths()[letter] for letter in LETTERS if letter_width(letter) < widths().get(letter, 0)
    } == {}


def test_the_measure_is_not_wasteful() -> None:
    text = "Interkulturelle Öffnung der Verwaltung und Beratung 2026"
    real = sum(widths()[letter] for letter in text)
    assert real <= text_width(text, 1) < 1.12 * real


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("abcäöüßWM -/1.،مركز"), max_size=80), st.floats(30, 300))
def test_lines_fit_and_keep_every_letter(text: str, width: float) -> None:
    lines = wrap(text, width=width, size=14)
    assert all(text_width(line, 14) <= width for line in lines)
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)


def test_a_long_word_is_broken_with_a_hyphen_beside_its_number() -> None:
    lines = wrap("2. Migrationssozialberatungsstellenkoordination", width=200, size=14)
    assert lines[0].startswith("2. Migr")
    assert lines[0].endswith("-")
    assert min(len(line.strip("-")) for line in lines) >= 3


def test_arabic_gets_no_hyphen() -> None:
    assert "-" not in "".join(wrap("م" * 60, width=100, size=14))


def test_words_stay_whole_where_they_can() -> None:
    assert wrap("Sport und Bewegung", width=80, size=14) == ["Sport und", "Bewegung"]
    assert wrap("", width=80, size=14) == []
    assert LINE_HEIGHT > 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Sport", False), ("5. مركز", True), ("مركز Haus", True), ("12.5", False), ("", False)],
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sport (2026)", "Sport (2026)"),
        ("باب", "\ufe8f\ufe8e\ufe91"),
        ("سلام", "\ufee1\ufefc\ufeb3"),
        ("لا", "\ufefb"),
        ("دار", "\ufead\ufe8d\ufea9"),
        ("باب Haus am Park", "Haus am Park \ufe8f\ufe8e\ufe91"),
        ("Haus باب e. V.", "Haus \ufe8f\ufe8e\ufe91 e. V."),
        ("5. باب (2026)", "(2026) \ufe8f\ufe8e\ufe91 .5"),
        ("بَاب", "\ufe8f\ufe8e\ufe91\u064e"),
    ],
)
def test_arabic_is_joined_and_turned_for_paper(text: str, expected: str) -> None:
    assert for_paper(text) == expected
