"""One indicator with what was measured; a part of its measure, whose version it counts up."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from measures.models import Indicator, IndicatorValue, Measure
from safety.admin import AggregateInline, ReasonForm, Timeline, VersionedAdmin


class IndicatorForm(ReasonForm):
    official_fields: ClassVar[frozenset[str]] = frozenset({"text"})


class IndicatorValueInline(AggregateInline):
    model = IndicatorValue
    autocomplete_fields = ["organisation"]
    fields = [("as_of", "attainment", "value"), "note", "organisation"]


@admin.register(Indicator)
class IndicatorAdmin(VersionedAdmin):
    form = IndicatorForm
    inlines = [IndicatorValueInline]
    readonly_fields = ["measure"]
    fieldsets = [
        (_("Teilziel oder Indikator"), {"fields": ["measure", "text", ("kind", "period")]}),
        (_("Zielwert"), {"fields": [("target_min", "target_max", "unit")]}),
        (_("Speichern"), {"fields": ["change_reason"]}),
    ]
    list_display = ["text", "measure", "kind"]
    list_select_related = ["measure"]
    list_filter = ["kind", "measure__field_of_action"]
    search_fields = ["text", "measure__title"]

    def root(self, obj: Any) -> Measure:
        measure: Measure = obj.measure
        return measure

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Indicators are added and removed on the measure's sheet, where their order is seen."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def prepare_row(self, request: HttpRequest, row: models.Model) -> None:
        if isinstance(row, IndicatorValue):
            row.confirmed_by_id = request.user.pk

    def timelines(self, obj: Any) -> list[Timeline]:
        values = Timeline.of(IndicatorValue, hidden=["indicator"], indicator_id=obj.pk)
        return [*super().timelines(obj), values]
