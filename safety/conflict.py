"""The 409 page: somebody saved first, and both texts stand side by side (DESIGN.md 4.1).

In a view whose form carries the hidden `version` of what was shown::

    try:
        save_report(report, form.cleaned_data, expected_version=version)
    except StaleVersionError as stale:
        return conflict_response(request, form=form, current=stale.current, purpose="reporting.save_report")

The page offers every field that differs for editing, carries everything else that was posted along unseen, and posts to
the same address with the version that is current now. Nothing of either text is lost.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.choices import flatten_choices, normalize_choices
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .formkeys import FIELD_NAME

VERSION_FIELD = "version"


@dataclass(frozen=True)
class FieldConflict:
    """One field whose posted value is not the one that is stored now."""

    bound: BoundField
    mine: str
    current: str


def conflict_response(
    request: HttpRequest,
    *,
    form: forms.BaseForm,
    current: models.Model,
    purpose: str,
    current_values: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer 409 with both texts; `current_values` gives stored values that are no attribute of `current`."""
    conflicts = find_conflicts(form, current, current_values or {})
    shown = {form.add_prefix(VERSION_FIELD), VERSION_FIELD, FIELD_NAME, "csrfmiddlewaretoken"}
    shown |= {name for conflict in conflicts for name in posted_names(request, conflict.bound.html_name)}
    kept = [(name, value) for name, values in request.POST.lists() if name not in shown for value in values]
    version = getattr(current, VERSION_FIELD)
    context = {
        "conflicts": conflicts,
        "kept": kept,
        "purpose": purpose,
        "version_names": sorted({form.add_prefix(VERSION_FIELD), VERSION_FIELD}),
        "version": version,
        "address": request.get_full_path(),
        "current": current,
    }
    return render(request, "safety/conflict.html", context, status=409)


def find_conflicts(
    form: forms.BaseForm, current: models.Model, current_values: Mapping[str, object]
) -> list[FieldConflict]:
    """The visible fields in which the posted text and the stored one differ, as people read them."""
    found = []
    for bound in form.visible_fields():
        stored = current_values.get(bound.name, getattr(current, bound.name, None))
        mine = readable(bound.field, _posted_value(form, bound))
        theirs = readable(bound.field, stored)
        if mine != theirs:
            found.append(FieldConflict(bound, mine, theirs))
    return found


def readable(field: forms.Field, value: object) -> str:
    """Write a value as a person reads it: the label of a choice, a German date or number, „ja“ or „nein“."""
    if isinstance(value, models.Manager):
        value = list(value.all())
    if isinstance(value, models.QuerySet | list | tuple | set):
        return ", ".join(readable(field, part) for part in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, dt.date):
        return date_format(
            value, "SHORT_DATETIME_FORMAT" if isinstance(value, dt.datetime) else "SHORT_DATE_FORMAT"
        )
    if isinstance(value, Decimal):
        # The database gives 12.50 for the 12,5 that was entered: the same number.
        return number_format(value.normalize(), use_l10n=True)
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ChoiceField) and not isinstance(value, models.Model):
        return _labels(field).get(str(value), str(value))
    return str(value).replace("\r\n", "\n").strip()


def posted_names(request: HttpRequest, html_name: str) -> list[str]:
    """Names under which a field was posted; a widget of several parts has name_0, name_1 …"""
    return [
        name
        for name in request.POST
        if name == html_name or (name.startswith(f"{html_name}_") and name[len(html_name) + 1 :].isdigit())
    ]


def _posted_value(form: forms.BaseForm, bound: BoundField) -> object:
    cleaned: dict[str, object] = getattr(form, "cleaned_data", {})
    return cleaned.get(bound.name, bound.value())


def _labels(field: forms.ChoiceField) -> dict[str, str]:
    pairs: Iterable[tuple[object, object]] = flatten_choices(normalize_choices(field.choices))
    return {str(value): str(label) for value, label in pairs}
