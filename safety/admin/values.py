"""Values of form fields: as a person reads them, and as a browser posts them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from safety.conflict import readable

CHECKED = "on"


def readable_value(form_field: forms.Field, value: Any) -> str:
    try:
        return readable(form_field, form_field.to_python(value))
    except ValidationError:
        return str(value)


def posted_value(form_field: forms.Field, value: Any) -> str:
    """The value as a browser would post it."""
    widget: Any = getattr(form_field.widget, "widget", form_field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return CHECKED if value else ""
    shown = widget.format_value(form_field.prepare_value(value))
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return "" if shown is None else str(shown)
