"""LibreOffice opens what the portal writes: the Vorlage as Word document, and the annex.

pytest -m proof tests/proofs/test_office.py -s --basetemp=/tmp/office-proof

The pages stand as pictures in the base folder, for a person to look at. Where LibreOffice is missing, this fails.
"""

import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from reporting.documents.annex import annex_xlsx
from reporting.documents.paper_docx import paper_docx
from reporting.papers import PaperContent
from reporting.results import results_from
from tests.documents.hostile import PIECES
from tests.reporting.frozen_parts import make_entry
from tests.reporting.office import make_assessment, make_content, make_report

pytestmark = pytest.mark.proof

LONG = "Zuständigkeitsübertragungsverordnung und Öffentlichkeitsarbeitskoordinierungsstelle"
ARABIC = "تعزيز المشاركة في المدينة"
MEASURES = 90
MARKDOWN = "Ein **wichtiger** Satz.\n\n- Punkt\n  - Unterpunkt\n\n1. Erstens\n2. Zweitens"


def make_large() -> PaperContent:
    """A table over several pages, long words, Arabic, and every hostile text in a row of its own."""
    titles = [LONG, ARABIC, *PIECES, *(f"Maßnahme {number}" for number in range(MEASURES))][:MEASURES]
    entries = [
        make_entry(number, "in_progress", title=title, delayed="staff" if number % 9 == 0 else None)
        for number, title in enumerate(titles, start=1)
    ]
    found = results_from(make_report(*entries), texts=(), against=None)
    fields = [replace(field, assessment=make_assessment(MARKDOWN)) for field in found.fields]
    content = make_content(f"{LONG}\n\n{ARABIC}", is_draft=True, is_demo=True)
    results = replace(content.results, fields=[*fields, *content.results.fields], delays=found.delays)
    return replace(content, subject="Bericht zum Umsetzungsstand", results=results)


def converted(file: Path) -> Path:
    """As PDF; LibreOffice writes down nothing when it cannot read a file, and ends well all the same."""
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    order = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(order, check=True, timeout=300, capture_output=True)
    return file.with_suffix(".pdf")


def pages_of(pdf: Path) -> list[str]:
    """Their texts; each page is kept as a picture and holds something."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for number, page in enumerate(document, start=1):
        picture = page.render(scale=1.5).to_pil()
        picture.save(pdf.with_name(f"{pdf.stem}-{number:02}.png"))
        assert picture.convert("L").getextrema()[0] < 100, f"page {number} is blank"
        texts.append(page.get_textpage().get_text_range())
    return texts


def test_libreoffice_opens_the_word_document(tmp_path: Path) -> None:
    file = tmp_path / "vorlage.docx"
    file.write_bytes(paper_docx(make_large()))
    pages = pages_of(converted(file))
    whole = "\n".join(pages)
    for part in ("Beratungsfolge", "Beschlussentwurf", "Finanzielle Auswirkungen", "Begründung", "Anlagen"):
        assert part in whole
    assert all(f"Seite {number} von {len(pages)}" in text for number, text in enumerate(pages, start=1))
    assert all("Entwurf · Beispieldaten" in text for text in pages)
    # The table of the measures runs over several pages, and each of them begins with its heading.
    inner = [text for text in pages if "Maßnahme 30" in text or "Maßnahme 50" in text]
    assert inner
    assert all("Umsetzungsstand" in text and "Stand vom" in text for text in inner)


def test_libreoffice_opens_the_annex(tmp_path: Path) -> None:
    file = tmp_path / "tabellen.xlsx"
    file.write_bytes(annex_xlsx(make_large().results, sha256="0" * 64))
    whole = "\n".join(pages_of(converted(file)))
    for title in ("Überblick", "Teilziele", "Veränderungen", "Erläuterungen"):
        assert title in whole
    # Shown as text; nothing was computed from it.
    assert "=1+1" in whole
    assert "Err:" not in whole
