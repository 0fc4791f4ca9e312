"""Markdown, in the subset that the portal's pages know, as paragraphs and lists of Word."""

from collections.abc import Callable

from docx.document import Document
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from documents.texts import clean

from .lists import new_numbering, set_numbering
from .styles import set_style
from .texts import add_text, set_direction

#: Lists have three depths in Word's own styles.
DEEPEST = 3
LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}
LINKS = ("http://", "https://", "mailto:")

_markdown = MarkdownIt("zero").enable(
    ["list", "blockquote", "heading", "emphasis", "newline", "link", "escape", "entity", "backslash_escape"],
    ignoreInvalid=True,
)


def add_markdown(document: Document, text: str) -> None:
    """A heading becomes a bold line: it stands within a part whose headings the document numbers itself."""
    writer = _Writer(document)
    for token in _markdown.parse(clean(text)):
        writer.take(token)


class _Writer:
    """One text on its way into a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        #: Style and numbering of the lists that are open, the outermost first; bullets have no numbering.
        self.lists: list[tuple[str, int | None]] = []
        self.quotes = 0
        self.is_heading = self.begins_entry = False

    def take(self, token: Token) -> None:
        if token.type == "inline":
            self._paragraph(token.children or [])
        elif token.type in LISTS:
            style = _at_depth(LISTS[token.type], len(self.lists) + 1)
            is_numbered = token.type.startswith("ordered")
            self.lists.append((style, new_numbering(self.document, style) if is_numbered else None))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.lists.pop()
        elif token.type == "list_item_open":
            self.begins_entry = True
        elif token.type.startswith("blockquote"):
            self.quotes += token.nesting
        elif token.type.startswith("heading"):
            self.is_heading = token.nesting == 1

    def _paragraph(self, children: list[Token]) -> None:
        style, number = self._style()
        paragraph = self.document.add_paragraph()
        set_style(paragraph, style)
        if number is not None:
            set_numbering(paragraph, number)
        if self.is_heading:
            paragraph.paragraph_format.keep_with_next = True
        _add_inline(paragraph, children, bold=self.is_heading)
        set_direction(paragraph)

    def _style(self) -> tuple[str, int | None]:
        """A second paragraph of an entry has no bullet or number of its own."""
        if not self.lists:
            return ("Quote" if self.quotes else "Normal"), None
        if not self.begins_entry:
            return _at_depth("List Continue", len(self.lists)), None
        self.begins_entry = False
        return self.lists[-1]


def _at_depth(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} {min(depth, DEEPEST)}"


def _add_inline(paragraph: Paragraph, children: list[Token], *, bold: bool) -> None:
    depth = {"strong": int(bold), "em": 0}
    addresses: list[str] = []
    changes: dict[str, Callable[[Token], None]] = {
        "link_open": lambda token: addresses.append(str(token.attrGet("href") or "")),
        "link_close": lambda token: _add_address(paragraph, addresses.pop()),
    }
    for token in children:
        name = token.type.partition("_")[0]
        if name in depth:
            depth[name] += token.nesting
        elif token.type in changes:
            changes[token.type](token)
        else:
            text = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
            add_text(paragraph, text, bold=depth["strong"] > 0, italic=depth["em"] > 0)


def _add_address(paragraph: Paragraph, address: str) -> None:
    """On paper a link is its address; where it is the text already, it stands there once."""
    if address.startswith(LINKS) and address not in paragraph.text:
        add_text(paragraph, f" ({address.removeprefix('mailto:')})")
