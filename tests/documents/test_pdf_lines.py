"""What is too long for its line in a PDF: it is not painted over other letters, nor over the edge of the page."""

import datetime as dt
from dataclasses import dataclass

import pypdfium2
import pytest

from documents.pdf import make_pdf

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
HEAD = "Stand der Umsetzung am 23. November 2026"
#: From the left edge of the paper, in points: 210 mm without the margin of 20 mm.
RIGHT_MARGIN = 190 / 25.4 * 72
LENGTHS = range(62, 82)


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    bottom: float
    right: float


def letters(page: pypdfium2.PdfPage) -> list[Letter]:
    text = page.get_textpage()
    whole = text.get_text_range()
    boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    return [
        Letter(letter, left, bottom, right)
        for letter, (left, bottom, right, _top) in zip(whole, boxes, strict=True)
        if letter.strip()
    ]


@pytest.fixture(scope="module")
def pages() -> list[pypdfium2.PdfPage]:
    entries = "".join(f'<li class="level4"><a href="#da">{"n" * length}</a></li>' for length in LENGTHS)
    content = make_pdf(
        f"<html lang=de><head><title>t</title></head><body><p class='number'>{HEAD}</p>"
        f"<p class='city'>Stadt Krefeld</p><h1>{'Amt' * 40}</h1><h2 class='new-page' id='da'>Da</h2>"
        f"<ul class='contents'>{entries}</ul></body></html>",
        created=NOON,
    )
    return list(pypdfium2.PdfDocument(content))


def test_number_of_a_contents_list_stands_beside_its_title(pages: list[pypdfium2.PdfPage]) -> None:
    found = letters(pages[1])
    numbers = [
        each
        for each in found
        if each.text == "2" and each.right > RIGHT_MARGIN - 5 and 80 < each.bottom < 760
    ]
    assert len(numbers) == len(LENGTHS)
    titles = [each.right for each in found if each.text == "n"]
    assert max(titles) < min(number.left for number in numbers)


def test_running_head_is_one_line(pages: list[pypdfium2.PdfPage]) -> None:
    words = pages[1].get_textpage().get_text_range().splitlines()
    assert any(HEAD in line for line in words)


def test_a_long_word_stays_on_the_page(pages: list[pypdfium2.PdfPage]) -> None:
    assert max(each.right for each in letters(pages[0])) <= RIGHT_MARGIN + 1
