"""The concept in the admin: editions, chapters, Handlungsfelder with their Leitziele."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from safety.admin import (
    AggregateInline,
    NumberedForm,
    NumberedFormSet,
    ReadOnlyAdmin,
    ReasonForm,
    Timeline,
    VersionedAdmin,
)

from .models import Chapter, Concept, FieldOfAction, Goal

SAVE: Any = (_("Speichern"), {"fields": ["change_reason"]})
TEXT_HELP = _(
    "Amtlicher Wortlaut. Absätze trennt eine leere Zeile. Eine Liste beginnt in jeder Zeile mit „- “, eine "
    "Zwischenüberschrift mit „## “."
)


class ConceptForm(ReasonForm):
    official_fields: ClassVar[frozenset[str]] = frozenset({"title", "adopted_wording"})


@admin.register(Concept)
class ConceptAdmin(VersionedAdmin):
    form = ConceptForm
    fieldsets = [
        (_("Konzept"), {"fields": ["title", "key", "municipality", ("year", "state")]}),
        (_("Beschluss"), {"fields": ["adopted_on", "adopted_wording", "source_note"]}),
        SAVE,
    ]
    list_display = ["title", "year", "state"]
    search_fields = ["title"]


class ChapterForm(ReasonForm):
    official_fields: ClassVar[frozenset[str]] = frozenset({"title", "number", "body"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self.fields["body"].help_text = _(
                "%(help)s Gehört das Kapitel zu einem Handlungsfeld, bleibt dieses Feld leer: Der Text steht dort."
            ) % {"help": TEXT_HELP}


@admin.register(Chapter)
class ChapterAdmin(VersionedAdmin):
    form = ChapterForm
    fieldsets = [
        (_("Kapitel"), {"fields": ["concept", ("number", "order"), "title", "slug", "parent"]}),
        (_("Text"), {"fields": ["field_of_action", "body"]}),
        SAVE,
    ]
    list_display = ["__str__", "field_of_action", "concept"]
    list_select_related = ["field_of_action", "concept"]
    list_filter = ["concept"]
    search_fields = ["title", "body"]
    autocomplete_fields = ["parent", "field_of_action"]
    prepopulated_fields = {"slug": ["title"]}


class GoalInline(AggregateInline):
    model = Goal
    form = NumberedForm
    formset = NumberedFormSet
    official_fields = ("title", "note")
    after_fieldset = _("Leitziele")
    prepopulated_fields = {"slug": ["title"]}
    fields = [("number", "state"), "title", "slug", "note"]


class FieldOfActionForm(ReasonForm):
    official_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "text_before_goals",
            "goals_intro",
            "goals_note",
            "text_after_goals",
            "measures_intro",
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.official_fields.intersection(self.fields) - {"title"}:
            self.fields[name].help_text = TEXT_HELP


@admin.register(FieldOfAction)
class FieldOfActionAdmin(VersionedAdmin):
    form = FieldOfActionForm
    inlines = [GoalInline]
    deleted_along = (Goal,)
    fieldsets = [
        (_("Handlungsfeld"), {"fields": ["concept", "number", "title", "short_title", "slug"]}),
        (_("Text vor den Leitzielen"), {"fields": ["text_before_goals"]}),
        (_("Leitziele"), {"fields": ["goals_intro", "goals_note"]}),
        (_("Text nach den Leitzielen"), {"fields": ["text_after_goals", "measures_intro"]}),
        SAVE,
    ]
    list_display = ["number", "title", "concept"]
    list_display_links = ["title"]
    list_select_related = ["concept"]
    list_filter = ["concept"]
    search_fields = ["title", "short_title"]
    prepopulated_fields = {"slug": ["short_title"]}

    def timelines(self, obj: FieldOfAction) -> list[Timeline]:
        goals = Timeline.of(Goal, hidden=["field_of_action"], field_of_action_id=obj.pk)
        return [*super().timelines(obj), goals]


@admin.register(Goal)
class GoalAdmin(ReadOnlyAdmin):
    """Only for looking goals up; they are edited on their Handlungsfeld."""

    list_select_related = ["field_of_action"]
    search_fields = ["title", "field_of_action__title"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False
