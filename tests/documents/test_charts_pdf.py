"""The same drawing in a PDF, where no style sheet reaches it: colours, patterns, title, Arabic."""

import datetime as dt
import io

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from weasyprint import HTML

from documents.charts import Key, Rate, StackRow, response_rate, stacked_bars
from documents.pdf import make_pdf

CODES = ["completed", "permanent", "in_progress", "postponed"]


def pdf_of(svg: str) -> bytes:
    page = f'<html lang="de"><title>Stand</title><style>@page {{ size: 720px 200px; margin: 0 }}</style>{svg}'
    return bytes(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def colours_of(pdf: bytes) -> set[tuple[int, ...]]:
    document = pypdfium2.PdfDocument(pdf)
    pixels = document[0].render(scale=5).to_pil().convert("RGB").tobytes()
    document.close()
    return {tuple(pixels[place : place + 3]) for place in range(0, len(pixels), 3)}


@pytest.fixture(scope="module")
def drawing() -> bytes:
    keys = [Key(code, code) for code in CODES]
    rows = [StackRow("مركز", dict.fromkeys(CODES, 2))]
    return pdf_of(stacked_bars(name="a", title="Stand je Feld", keys=keys, rows=rows, row_heading="h").paper)


def test_colours_and_patterns_come_from_the_drawing_itself(drawing: bytes) -> None:
    pixels = colours_of(drawing)
    plain, back = (0x00, 0x57, 0x41), (0xFF, 0xDE, 0x9F)
    assert {plain, back} <= pixels
    assert any(abs(red - 0x92) < 20 and abs(green - 0x54) < 20 and blue < 20 for red, green, blue in pixels)


def test_the_title_is_the_alternative_text(drawing: bytes) -> None:
    reader = PdfReader(io.BytesIO(drawing))
    objects = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    assert "Stand je Feld" in [found.get("/Alt") for found in objects if isinstance(found, DictionaryObject)]


def test_arabic_is_joined_in_the_order_of_the_page() -> None:
    """WeasyPrint sets it letter by letter from the left: so the last letter comes first, in its final form."""
    chart = response_rate(name="a", title="t", rates=[Rate("باب & <b>", 1, 2)], row_heading="h")
    assert "باب" in chart.svg
    assert "\ufe8f\ufe8e\ufe91" in chart.paper
    assert "باب" not in chart.paper.split("</desc>")[1]
    assert "<b>" not in chart.paper


def ink_of(anchor: str) -> int:
    """How dark a page is with one letter in many places between the pixels."""
    letters = "".join(
        f'<text x="{20 + 9.37 * place:.2f}" y="20" text-anchor="{anchor}" font-size="14">i</text>'
        for place in range(60)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 40" font-family="Fira Sans">{letters}</svg>'
    page = (
        f'<html lang="de"><title>i</title><style>@page {{ size: 720px 200px; margin: 0 }}</style>{svg}</html>'
    )
    document = pypdfium2.PdfDocument(make_pdf(page, created=dt.datetime(2026, 11, 4, tzinfo=dt.UTC)))
    pixels = document[0].render(scale=1.5).to_pil().convert("L").tobytes()
    document.close()
    return sum(255 - pixel for pixel in pixels)


@pytest.mark.parametrize("anchor", ["middle", "end"])
def test_no_letter_is_cut_off_wherever_its_text_begins(anchor: str) -> None:
    whole = ink_of("start")
    assert whole > 0
    assert ink_of(anchor) == pytest.approx(whole, rel=0.03)
