"""What a PDF needs of drawings and texts that a page shows as they are."""

import re

from django import template
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from documents.texts import Block, blocks

register = template.Library()

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")


@register.filter
def named(drawing: SafeString, name: str) -> SafeString:
    """With a title, which becomes the alternative text: on paper there is no `aria-hidden`."""
    head, _end, _rest = drawing.rpartition("</svg>")
    return format_html("{}<title>{}</title></svg>", SafeString(head), name)


@register.filter
def plain_blocks(text: str) -> SafeString:
    """Typed text as paragraphs and lists, as a Word document has them."""
    return SafeString("".join(_block(block) for block in blocks(text)))


@register.filter
def below(text: SafeString, level: int) -> SafeString:
    """Clean HTML whose headings, which begin with h2, stand below a heading of `level`."""
    return SafeString(_HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + level - 1, 6)}", text))


def _block(block: Block) -> str:
    if block.is_list:
        entries = format_html_join("", "<li>{}</li>", ((line,) for line in block.lines))
        return format_html("<ul>{}</ul>", entries)
    return linebreaks("\n".join(block.lines), autoescape=True)
