"""Filters of the list of measures, each by a named queryset method."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from measures.definitions import NOT_ASKED, NOT_ASKED_LABEL
from measures.models import ImplementationStatus
from measures.models.querysets import MeasureQuerySet


class StatusFilter(admin.SimpleListFilter):
    title = _("Umsetzungsstand")
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(NOT_ASKED, NOT_ASKED_LABEL), *ImplementationStatus.choices]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet[Any] | None:
        value = self.value()
        if value is None:
            return None
        found: MeasureQuerySet = queryset.with_current_status()
        return found.in_status(None if value == NOT_ASKED else value)


class OrganisationFilter(admin.RelatedOnlyFieldListFilter):
    """Without the choice „-“: measures without anybody have WithoutResponsibleFilter."""

    include_empty_choice = False

    def has_output(self) -> bool:
        return bool(self.lookup_choices)


class WithoutResponsibleFilter(admin.SimpleListFilter):
    title = _("Zuständigkeit")
    parameter_name = "zustaendigkeit"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ohne", _("ohne Zuständigkeit"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet[Any] | None:
        return queryset.without_responsible() if self.value() == "ohne" else None


class ReviewDueFilter(admin.SimpleListFilter):
    title = _("Überprüfung")
    parameter_name = "ueberpruefung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("faellig", _("Überprüfung fällig"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet[Any] | None:
        return queryset.review_due(on=timezone.localdate()) if self.value() == "faellig" else None
