"""Long answers: what is too long is refused with a word, never cut off on pasting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

LONGEST_TEXT = 5000


class LongTextField(forms.CharField):
    """Without the attribute `maxlength`, by which browsers silently drop the rest of a pasted text."""

    def __init__(self, **kwargs: Any) -> None:
        too_long = gettext_lazy(
            "Der Text hat %(show_value)d Zeichen. Möglich sind 5.000. Bitte kürzen Sie ihn."
        )
        super().__init__(
            required=False, max_length=LONGEST_TEXT, error_messages={"max_length": too_long}, **kwargs
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
