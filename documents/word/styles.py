"""The look of the styles; their names are Word's own, so that its navigation and screen readers know them."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from .texts import AFTER_DIRECTION

#: On every office computer; LibreOffice has a font of the same widths for it, and it has Arabic letters.
FONT = "Arial"
INK = RGBColor(0x1F, 0x3A, 0x5F)
SIZES = {
    "Title": 20,
    "Heading 1": 15,
    "Heading 2": 13,
    "Heading 3": 11.5,
    "Heading 4": 11,
    "Heading 5": 10.5,
    "Heading 6": 10.5,
}
TABLE_TEXT, TABLE_HEADING, NOTICE = "Table Text", "Table Heading", "Notice"
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2.2)
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


def set_styles(document: Document) -> None:
    _set_page(document)
    # In the order in which they stand in the document, so that the bytes do not depend on anything else.
    for style in document.styles:
        if isinstance(style, ParagraphStyle) and (style.name in SIZES or style.name == "Normal"):
            _set_font(style)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, INK
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_with_next = True
        _keep_words_whole(style)
    for name in ("Header", "Footer"):
        style = document.styles[name]
        style.font.size = Pt(8.5)
        # One stop at the right margin, instead of those that fit American paper.
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _drop_line_under_title(document)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9.5), True, INK
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
    caption.paragraph_format.keep_with_next = True
    _add_own(document)


def set_style(paragraph: Paragraph, name: str) -> None:
    """By the id of the style, which is its name without spaces: the library's way reads all styles each time."""
    if name != "Normal":
        paragraph._p.style = name.replace(" ", "")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)


def _set_font(style: ParagraphStyle) -> None:
    """By name instead of by the theme, also for scripts that run from right to left."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)


def _keep_words_whole(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:suppressAutoHyphens"), "w:bidi", *AFTER_DIRECTION)


def _drop_line_under_title(document: Document) -> None:
    properties = document.styles["Title"].element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _add_own(document: Document) -> None:
    text = document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after, text.paragraph_format.line_spacing = Pt(2), 1.0
    heading = document.styles.add_style(TABLE_HEADING, WD_STYLE_TYPE.PARAGRAPH)
    heading.base_style = text
    heading.font.bold = True
    heading.paragraph_format.keep_with_next = True
    notice = document.styles.add_style(NOTICE, WD_STYLE_TYPE.PARAGRAPH)
    notice.base_style = document.styles["Normal"]
    notice.font.bold = True
    _frame(notice)


def _frame(style: ParagraphStyle) -> None:
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "8A1F11")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = style.element.get_or_add_pPr()
    # Word wants the parts of a paragraph's properties in a fixed order; the frame stands before the spacing.
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
