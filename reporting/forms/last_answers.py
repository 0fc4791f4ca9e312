"""What was said last time, beside the field in which it is asked again."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def with_last_answer(hint: str, last: str) -> SafeString | str:
    """The hint of a field, with the last answer below it where there is one."""
    if not last:
        return hint
    said = format_html("<strong>{}</strong> {}", _("Letzte Angabe:"), last)
    return format_html("{}<br>{}", hint, said) if hint else said
