"""Tables with a heading row that stands on every page again, and rows that stay on one page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from documents.texts import clean

from .styles import TABLE_HEADING, TABLE_TEXT, TEXT_WIDTH, set_style
from .texts import add_text, set_direction

#: A row with more text may break: pushed to the next page as a whole, it would leave half a page empty.
LONGEST_UNBROKEN = 1500
#: Of a heading, where most letters are narrower, and left and right of a text in Word.
LETTER, CELL_MARGINS = Pt(7), Cm(0.4)
_SHADE = "E7E9EC"


@dataclass(frozen=True)
class WordColumn:
    """A heading, and the column's share of the width beside the shares of the others."""

    title: str
    share: int = 1
    is_number: bool = False


def fill(table: Table, columns: Sequence[WordColumn], rows: Iterable[Sequence[str]], *, title: str) -> None:
    """Built row by row; the library's own cells take a time that grows with the square of the rows."""
    table.autofit = False
    table.style = "Table Grid"
    _describe(table, title)
    widths = _widths(columns)
    for width, column in zip(widths, table.columns, strict=True):
        column.width = Emu(width)
    _add_row(table, [column.title for column in columns], columns, widths, is_head=True)
    for row in rows:
        _add_row(table, row, columns, widths)


def _widths(columns: Sequence[WordColumn]) -> list[int]:
    """By their shares, but where the table has room for it none narrower than the longest word of its heading."""
    least = [_room(max(map(len, column.title.split()), default=0)) for column in columns]
    widths = _by_share(columns, TEXT_WIDTH)
    if sum(least) > TEXT_WIDTH:
        return widths
    kept: dict[int, int] = {}
    while narrow := [place for place, width in enumerate(widths) if width < least[place]]:
        kept |= {place: least[place] for place in narrow}
        free = [column for place, column in enumerate(columns) if place not in kept]
        shared = iter(_by_share(free, TEXT_WIDTH - sum(kept.values())))
        widths = [kept[place] if place in kept else next(shared) for place in range(len(columns))]
    return widths


def _by_share(columns: Sequence[WordColumn], width: int) -> list[int]:
    total = sum(column.share for column in columns)
    return [int(width * column.share / total) for column in columns]


def _room(letters: int) -> int:
    """For so many letters of a heading, which are bold, beside the margins of a cell."""
    return int(letters * LETTER + CELL_MARGINS)


def _describe(table: Table, title: str) -> None:
    """What a screen reader says of the table, and that its first row is the heading."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = _element("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0")
    look.set(qn("w:noHBand"), "1")
    look.set(qn("w:noVBand"), "1")
    properties.append(look)
    properties.append(_element("w:tblCaption", val=clean(title)))


def _add_row(
    table: Table,
    texts: Sequence[str],
    columns: Sequence[WordColumn],
    widths: Sequence[int],
    *,
    is_head: bool = False,
) -> None:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    if is_head or sum(map(len, texts)) <= LONGEST_UNBROKEN:
        properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, column, width in zip(texts, columns, widths, strict=True):
        row.append(_cell(table, text, column, width, is_head=is_head))
    table._tbl.append(row)


def _cell(table: Table, text: str, column: WordColumn, width: int, *, is_head: bool) -> BaseOxmlElement:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(_element("w:tcW", w=str(Emu(width).twips), type="dxa"))
    if is_head:
        properties.append(_element("w:shd", val="clear", color="auto", fill=_SHADE))
    cell.append(properties)
    element = OxmlElement("w:p")
    cell.append(element)
    paragraph = Paragraph(element, table)
    set_style(paragraph, TABLE_HEADING if is_head else TABLE_TEXT)
    if column.is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_text(paragraph, text)
    set_direction(paragraph)
    return cell


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
