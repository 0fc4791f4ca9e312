"""The designed part of a mail, as it may be shown within a page of the portal."""

import nh3
from django.utils.safestring import SafeString, mark_safe

_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "h1", "h2", "h3"}


def within_page(html: str) -> SafeString:
    """Without the mail's own styles, which the strict policy forbids, and below the headings of the page."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    for level in (3, 2, 1):
        clean = clean.replace(f"<h{level}>", f"<h{level + 2}>").replace(f"</h{level}>", f"</h{level + 2}>")
    return mark_safe(clean)  # noqa: S308 -- cleaned above
