"""What a browser would post from a page of the admin when nobody changed anything."""

from typing import Any

from django import forms
from django.test import Client

from safety.admin.values import posted_value


def read_form(client: Client, address: str) -> dict[str, Any]:
    """Values of the form and all its inlines, with the hidden version."""
    response = client.get(address)
    assert response.status_code == 200, address
    context = response.context
    data: dict[str, Any] = {"version": str(context["version"]), "_save": "1"}
    for form in _forms(context):
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if isinstance(bound.field, forms.ModelMultipleChoiceField):
                data[bound.html_name] = [str(key) for key in value or []]
            elif posted := posted_value(bound.field, value):
                data[bound.html_name] = posted
    return data


def _forms(context: Any) -> list[Any]:
    found = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        found += [inline.formset.management_form, *inline.formset.forms]
    return found
