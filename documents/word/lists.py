"""Numbered lists that begin with 1 each."""

from docx.document import Document
from docx.text.paragraph import Paragraph


def new_numbering(document: Document, style: str) -> int:
    """The id of a numbering of its own, with the look of one of Word's list styles."""
    numbering = document.part.numbering_part.element
    found = document.styles[style].element.pPr.numPr.numId.val
    abstract = next(each for each in numbering.num_lst if each.numId == found).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def set_numbering(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
