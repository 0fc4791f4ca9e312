"""What pages of the review show of differences."""

from django import template
from django.utils.safestring import SafeString

from safety.admin.diff import word_diff

register = template.Library()


@register.simple_tag
def difference(before: str, after: str) -> SafeString:
    """Word by word, with what was left out and what is new marked."""
    return word_diff(before, after)
