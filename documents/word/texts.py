"""Words in a paragraph: line breaks, fields, and scripts that run from right to left."""

import unicodedata

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents.texts import clean

#: What follows in the fixed order of a paragraph's properties, behind the direction.
AFTER_DIRECTION = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def runs_rightwards(text: str) -> bool:
    """By the first letter that has a direction."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction == "L"
    return True


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> Run:
    """Its line ends become breaks of the line."""
    cleaned = clean(text)
    run = paragraph.add_run(cleaned)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    if not runs_rightwards(cleaned):
        run.font.rtl = True
    return run


def set_direction(paragraph: Paragraph) -> Paragraph:
    """By the first letter of the whole paragraph."""
    if not runs_rightwards(paragraph.text):
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *AFTER_DIRECTION)
    return paragraph


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A value that Word computes, such as the number of a page; `shown` stands there until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
