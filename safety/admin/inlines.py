"""Rows of an aggregate inside its form."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from .forms import AggregateFormSet, PlainTextField

#: Texts with plain line ends; addresses typed without a scheme are meant to be safe ones.
FIELD_OVERRIDES: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"form_class": PlainTextField, "widget": PlainTextField.widget},
    models.URLField: {"assume_scheme": "https"},
}


class AggregateInline(admin.StackedInline):
    """Stands in the form behind the fieldset named `after_fieldset`, and at the end without one."""

    extra = 0
    formset = AggregateFormSet
    formfield_overrides = FIELD_OVERRIDES
    after_fieldset: ClassVar[Any] = ""
    official_fields: ClassVar[tuple[str, ...]] = ()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.official_fields = self.official_fields  # type: ignore[attr-defined]
        return formset
