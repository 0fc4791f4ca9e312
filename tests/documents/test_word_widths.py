"""Columns of Word tables: by their shares, and no heading is broken inside a word."""

import io

import docx
from docx.shared import Emu

from documents.word import WordColumn
from documents.word.styles import TEXT_WIDTH
from documents.word.tables import CELL_MARGINS, LETTER
from tests.documents.test_word import make_document


def widths(*columns: WordColumn) -> list[int]:
    document = make_document()
    document.table("Titel", columns, [["x"] * len(columns)], word="Tabelle")
    (table,) = docx.Document(io.BytesIO(document.content())).tables
    return [Emu(cell.width or 0) for cell in table.rows[0].cells]


def test_a_heading_has_room_for_its_longest_word() -> None:
    found = widths(
        WordColumn("Nummer", 2),
        WordColumn("Maßnahme", 9),
        WordColumn("Hauptgrund", 4),
        WordColumn("Was wird dagegen getan?", 8),
        WordColumn("Neuer Termin", 4),
        WordColumn("Stand vom", 4),
    )
    needed = [letters * LETTER + CELL_MARGINS for letters in (6, 8, 10, 7, 6, 5)]
    # A width is kept in twentieths of a point, of 635 units each.
    assert all(width >= least - 635 for width, least in zip(found, needed, strict=True))
    assert sum(found) <= TEXT_WIDTH + 635 * len(found)
    assert found[1] == max(found)


def test_where_every_heading_has_room_the_shares_decide() -> None:
    found = widths(WordColumn("A", 1), WordColumn("B", 3))
    assert abs(found[1] - 3 * found[0]) < 2000


def test_headings_without_room_leave_the_shares_as_they_are() -> None:
    found = widths(*(WordColumn("Umsetzungsstand") for _number in range(8)))
    assert max(found) - min(found) < 1000
    assert sum(found) <= TEXT_WIDTH + 635 * len(found)
