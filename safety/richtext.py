"""Markdown to clean HTML: the subset in which chapters and sheets are written (DESIGN.md 9)."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

#: What the subset may produce; everything else is removed on output too (SAFETY.md, security 8).
ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "em", "blockquote", "h2", "h3", "h4", "br", "a"}

_markdown = MarkdownIt("zero").enable(
    ["list", "blockquote", "heading", "emphasis", "newline", "link", "escape", "entity", "backslash_escape"],
    ignoreInvalid=True,
)


def render(text: str) -> SafeString:
    """HTML of a Markdown text, reduced to ALLOWED_TAGS; links only to http(s), mail and own pages."""
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.tag == "h1":
            # The page has its own title; a text begins one level below.
            token.tag = "h2"
    html = nh3.clean(
        _markdown.renderer.render(tokens, _markdown.options, {}),
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308 -- cleaned above
