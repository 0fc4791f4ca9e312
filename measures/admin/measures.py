"""The measure in the admin: list, form in the order of the concept's sheet, history."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from measures.models import (
    ImplementationStatus,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureStatus,
    Resource,
    Responsibility,
    ReviewDate,
    StatusSource,
    Step,
)
from safety.admin import Timeline, VersionedAdmin

from .filters import OrganisationFilter, ReviewDueFilter, StatusFilter, WithoutResponsibleFilter
from .inlines import INLINES
from .sheet import FIELDSETS, MeasureForm

PARTS: list[type[models.Model]] = [Step, Indicator, Responsibility, ReviewDate, Resource, MeasureStatus]


@admin.register(Measure)
class MeasureAdmin(VersionedAdmin):
    form = MeasureForm
    fieldsets = FIELDSETS
    inlines = INLINES
    deleted_along = (Indicator,)
    autocomplete_fields = ["goals", "target_groups", "related"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["code", "title", "short_field", "status", "status_as_of", "is_published"]
    list_display_links = ["title"]
    list_select_related = ["field_of_action"]
    list_filter = [
        "field_of_action",
        StatusFilter,
        ("responsibilities__organisation", OrganisationFilter),
        WithoutResponsibleFilter,
        ReviewDueFilter,
        "is_published",
    ]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["title", "content", "objective", "responsibility_wording"]
    search_help_text = _("Sucht in Titel, Inhalt, Zielsetzung und Zuständigkeiten.")
    ordering = ["field_of_action__concept", "field_of_action__number", "number"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Measure]:
        return super().get_queryset(request).with_current_status()  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=_("Nummer"), ordering="field_of_action__number")
    def code(self, measure: Measure) -> str:
        return measure.code

    @admin.display(description=_("Handlungsfeld"), ordering="field_of_action__number")
    def short_field(self, measure: Measure) -> str:
        return measure.field_of_action.short_title

    @admin.display(description=_("Umsetzungsstand"))
    def status(self, measure: Any) -> str:
        if measure.current_status is None:
            return gettext("noch nicht abgefragt")
        return str(ImplementationStatus(measure.current_status).label)

    @admin.display(description=_("Stand vom"))
    def status_as_of(self, measure: Any) -> Any:
        return measure.current_as_of

    def prepare_row(self, request: HttpRequest, row: models.Model) -> None:
        if isinstance(row, MeasureStatus):
            if row._state.adding:
                row.source = StatusSource.EDITORS
            if row.says_something_new():
                row.confirmed_by_id = request.user.pk
                row.confirmed_at = timezone.now()

    def obstacle_to_deletion(self, obj: Measure) -> str:
        values = IndicatorValue.objects.filter(indicator__measure=obj)
        if not (obj.reports.exists() or obj.query_requests.exists() or values.exists()):
            return ""
        return gettext(
            "„%(measure)s“ kann nicht gelöscht werden, weil es dazu Meldungen, Anfragen oder Messwerte gibt. Nehmen "
            "Sie stattdessen den Haken bei „veröffentlicht“ heraus. Dann steht die Maßnahme nicht mehr auf der Website."
        ) % {"measure": obj}

    def timelines(self, obj: Measure) -> list[Timeline]:
        parts = [Timeline.of(model, hidden=["measure"], measure_id=obj.pk) for model in PARTS]
        indicators = Timeline.of(Indicator, measure_id=obj.pk).records.values("id")
        values = Timeline.of(IndicatorValue, indicator_id__in=indicators)
        return [*super().timelines(obj), *parts, values]
