"""Every kind of file gets its texts from one function; see documents/texts.py."""

import pytest

from documents.texts import clean


@pytest.mark.parametrize(
    "nothing", ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\u202e", "\ud800", "\ufdd0", "\ufdef", "\ufffe"]
)
def test_what_no_file_can_carry_is_left_out(nothing: str) -> None:
    assert clean(f"a{nothing}b") == "ab"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\n"])
def test_lines_end_in_one_way(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


@pytest.mark.parametrize("text", ["a\tb", "Türkçe", "مرحبا\u200f", "👩\u200d🌾", "\xad", "\ufdf0"])
def test_what_can_be_read_stays(text: str) -> None:
    assert clean(text) == text
