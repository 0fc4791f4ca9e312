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
#: Of the headings in a text, and of those that Word has a look for.
HIGHEST, DEEPEST_HEADING = 2, 6
LISTS = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number"}
#: A single line end in the source is a space on the page too.
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
LINKS = ("http://", "https://", "mailto:")

_markdown = MarkdownIt("zero").enable(
    ["list", "blockquote", "heading", "emphasis", "newline", "link", "escape", "entity", "backslash_escape"],
    ignoreInvalid=True,
)


def add_markdown(document: Document, text: str, *, below: int) -> None:
    """Its headings, which begin with the second level, stand below a heading of the level `below`."""
    writer = _Writer(document, below)
    for token in _markdown.parse(clean(text)):
        writer.take(token)


class _Writer:
    """One text on its way into a document."""

    def __init__(self, document: Document, below: int) -> None:
        self.document, self.below = document, below
        #: Style and numbering of the lists that are open, the outermost first; bullets have no numbering.
        self.lists: list[tuple[str, int | None]] = []
        self.quotes = 0
        #: Of the heading that is open; 0 outside of one.
        self.level, self.last = 0, below
        self.begins_entry = False

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
            self.level = self._level(token) if token.nesting == 1 else 0

    def _paragraph(self, children: list[Token]) -> None:
        style, number = self._style()
        paragraph = self.document.add_paragraph()
        set_style(paragraph, style)
        if number is not None:
            set_numbering(paragraph, number)
        _add_inline(paragraph, children)
        set_direction(paragraph)

    def _level(self, token: Token) -> int:
        """No level is left out: a reader who jumps from heading to heading would search for it."""
        wanted = self.below + max(int(token.tag[1]), HIGHEST) - HIGHEST + 1
        self.last = min(wanted, self.last + 1, DEEPEST_HEADING)
        return self.last

    def _style(self) -> tuple[str, int | None]:
        """A second paragraph of an entry has no bullet or number of its own."""
        if self.level:
            return f"Heading {self.level}", None
        if not self.lists:
            return ("Quote" if self.quotes else "Normal"), None
        if not self.begins_entry:
            return _at_depth("List Continue", len(self.lists)), None
        self.begins_entry = False
        return self.lists[-1]


def _at_depth(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} {min(depth, DEEPEST)}"


def _add_inline(paragraph: Paragraph, children: list[Token]) -> None:
    depth = {"strong": 0, "em": 0}
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
            text = BREAKS.get(token.type, token.content)
            add_text(paragraph, text, bold=depth["strong"] > 0, italic=depth["em"] > 0)


def _add_address(paragraph: Paragraph, address: str) -> None:
    """On paper a link is its address; where it is the text already, it stands there once."""
    if address.startswith(LINKS) and address not in paragraph.text:
        add_text(paragraph, f" ({address.removeprefix('mailto:')})")
