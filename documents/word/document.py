"""A Word document in the making."""

import io
from collections.abc import Iterable, Sequence

import docx
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.texts import blocks, clean

from .lists import new_numbering, set_numbering
from .markdown import add_markdown
from .packing import repacked
from .properties import WordProperties, set_properties
from .styles import NOTICE, set_style, set_styles
from .tables import WordColumn, fill
from .texts import add_field, add_text, set_direction

#: In characters: what stands left and right above a page has to fit on one line.
LONGEST_LEFT, LONGEST_RIGHT = 60, 50


class WordDocument:
    """Filled from top to bottom; `content()` gives the file. Every text may hold whatever somebody typed."""

    def __init__(self, properties: WordProperties) -> None:
        self._document = docx.Document()
        set_styles(self._document)
        set_properties(self._document, properties)
        self._tables = 0

    def set_margins(self, *, left: str, right: str, page: str, of: str) -> None:
        """The header of every page, and its number below: „Seite 1 von 9“ with the given words."""
        section = self._document.sections[0]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        add_text(header, _short(left, LONGEST_LEFT))
        add_text(header, f"\t{_short(right, LONGEST_RIGHT)}", bold=True)
        add_text(footer, f"{page} ")
        add_field(footer, "PAGE")
        add_text(footer, f" {of} ")
        add_field(footer, "NUMPAGES")

    def title(self, text: str) -> None:
        self._add(_one_line(text), "Title")

    def heading(self, text: str, level: int) -> None:
        self._add(_one_line(text), f"Heading {level}")

    def notice(self, text: str) -> None:
        """In a frame, for what nobody may overlook."""
        self._add(text, NOTICE)

    def paragraph(self, text: str, *, lead: str = "") -> None:
        """`lead` stands before it in bold."""
        paragraph = self._new("Normal")
        if lead:
            add_text(paragraph, f"{lead} ", bold=True)
        add_text(paragraph, text)
        set_direction(paragraph)

    def plain(self, text: str) -> None:
        """Text as somebody typed it: a blank line begins a new paragraph, lines beginning with "- " are a list."""
        for block in blocks(text):
            if block.is_list:
                self.bullets(block.lines)
            else:
                self._add("\n".join(block.lines), "Normal")

    def markdown(self, text: str, *, below: int) -> None:
        """Its headings stand below a heading of the level `below`."""
        add_markdown(self._document, text, below=below)

    def bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._add(text, "List Bullet")

    def numbered(self, texts: Iterable[str]) -> None:
        number = new_numbering(self._document, "List Number")
        for text in texts:
            set_numbering(self._add(text, "List Number"), number)

    def table(
        self, title: str, columns: Sequence[WordColumn], rows: Iterable[Sequence[str]], *, word: str
    ) -> None:
        """With a caption above: `word`, a number that Word counts, and the title."""
        self._tables += 1
        caption = self._new("Caption")
        add_text(caption, f"{word} ")
        add_field(caption, "SEQ Table \\* ARABIC", str(self._tables))
        add_text(caption, f": {_one_line(title)}")
        fill(self._document.add_table(0, len(columns)), columns, rows, title=title)

    def content(self) -> bytes:
        file = io.BytesIO()
        self._document.save(file)
        return repacked(file.getvalue())

    def _add(self, text: str, style: str) -> Paragraph:
        paragraph = self._new(style)
        add_text(paragraph, text)
        return set_direction(paragraph)

    def _new(self, style: str) -> Paragraph:
        """With some room where it follows a table, which has none below itself."""
        follows_table = self._ends_with_table()
        paragraph = self._document.add_paragraph()
        set_style(paragraph, style)
        if follows_table and style == "Normal":
            paragraph.paragraph_format.space_before = Pt(8)
        return paragraph

    def _ends_with_table(self) -> bool:
        """Behind the last part of the text there stands the page's own description."""
        parts = self._document.element.body
        return len(parts) > 1 and parts[-2].tag == qn("w:tbl")


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _short(text: str, longest: int) -> str:
    line = _one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
