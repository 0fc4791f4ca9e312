"""`{% error_links as links %}`: every mistake of a form of the admin, with the place where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.template.context import Context
from django.utils.text import capfirst

register = template.Library()


@dataclass(frozen=True)
class ErrorLink:
    """A link to the id of one field or of a group of rows."""

    target: str
    label: str
    message: str


@register.simple_tag(takes_context=True)
def error_links(context: Context) -> list[ErrorLink]:
    """In the order of the page as far as fields go; rows follow. Mistakes of the whole form stand above them."""
    if not context.get("errors"):
        return []
    links = list(_of_fields(context["adminform"].form))
    for inline in context.get("inline_admin_formsets") or []:
        links += _of_rows(inline.formset)
    return links


def _of_fields(form: forms.BaseForm, row: str = "") -> Iterator[ErrorLink]:
    for bound in form:
        for message in bound.errors:
            label = f"{row}, {bound.label}" if row else str(bound.label)
            yield ErrorLink(bound.id_for_label or bound.auto_id, label, str(message))


def _of_rows(formset: Any) -> Iterator[ErrorLink]:
    options = formset.model._meta
    for message in formset.non_form_errors():
        yield ErrorLink(f"{formset.prefix}-group", capfirst(options.verbose_name_plural), str(message))
    for number, form in enumerate(formset.forms, start=1):
        row = f"{capfirst(options.verbose_name)} {number}"
        for message in form.non_field_errors():
            yield ErrorLink(form.prefix, row, str(message))
        yield from _of_fields(form, row)
