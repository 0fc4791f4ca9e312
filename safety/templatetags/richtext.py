"""Template access to the Markdown renderer."""

from django import template
from django.utils.safestring import SafeString

from safety import richtext

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return richtext.render(text)
