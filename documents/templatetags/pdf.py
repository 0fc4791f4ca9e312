"""What a PDF needs of drawings that a page shows as they are."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def named(drawing: SafeString, name: str) -> SafeString:
    """With a title, which becomes the alternative text: on paper there is no `aria-hidden`."""
    head, _end, _rest = drawing.rpartition("</svg>")
    return format_html("{}<title>{}</title></svg>", SafeString(head), name)
