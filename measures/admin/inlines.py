"""The rows of a measure's sheet inside its form."""

from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from measures.models import Indicator, MeasureStatus, Resource, Responsibility, ReviewDate, Step
from safety.admin import AggregateInline, NumberedForm, NumberedFormSet

from . import sheet


class LowText(forms.Textarea):
    def __init__(self) -> None:
        super().__init__(attrs={"rows": 3, "class": "vLargeTextField low"})


class StepInline(AggregateInline):
    model = Step
    form = NumberedForm
    formset = NumberedFormSet
    after_fieldset = sheet.SECTION_CONTENT
    official_fields = ("text",)
    fields = ["number", "text", "done_on"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        widgets = {"text": LowText()}
        help_texts = {
            "text": _("Ein Schritt in einem Satz, im amtlichen Wortlaut des Maßnahmenblatts."),
            "done_on": _("Wird gesetzt, wenn eine freigegebene Meldung den Schritt als erledigt nennt."),
        }
        return super().get_formset(request, obj, widgets=widgets, help_texts=help_texts, **kwargs)


class IndicatorInline(AggregateInline):
    model = Indicator
    form = NumberedForm
    formset = NumberedFormSet
    after_fieldset = sheet.SECTION_INDICATORS
    official_fields = ("text",)
    show_change_link = True
    fields = ["number", "text", ("kind", "period"), ("target_min", "target_max", "unit")]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        widgets = {"text": LowText()}
        help_texts = {
            "text": _("Amtlicher Wortlaut des Teilziels. Steht auf der Website und in der Statusabfrage."),
            "kind": _("Wie das Teilziel gemessen wird. Danach richtet sich das Feld in der Meldung."),
            "target_min": _("Nur, wenn der Wortlaut eine Zahl nennt. Bitte keine Zahl schätzen."),
            "unit": _("Zum Beispiel „Schulen“ oder „Veranstaltungen“."),
        }
        return super().get_formset(request, obj, widgets=widgets, help_texts=help_texts, **kwargs)


class ResponsibilityInline(AggregateInline):
    model = Responsibility
    form = NumberedForm
    formset = NumberedFormSet
    after_fieldset = sheet.SECTION_RESPONSIBILITY
    official_fields = ("wording",)
    autocomplete_fields = ["organisation"]
    fields = ["number", ("role", "organisation"), "wording"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        help_texts = {
            "role": _(
                "Gefragt werden Federführung und Initiative. „offen“: noch zu finden, ohne Organisation."
            ),
            "organisation": _(
                "Fehlt sie in der Auswahl, legen Sie sie bitte zuerst unter „Organisationen“ an."
            ),
            "wording": _("Nur, wenn das Maßnahmenblatt diese Stelle anders nennt als die Liste."),
        }
        return super().get_formset(request, obj, help_texts=help_texts, **kwargs)


class ReviewDateInline(AggregateInline):
    model = ReviewDate
    form = NumberedForm
    formset = NumberedFormSet
    after_fieldset = sheet.SECTION_DURATION
    official_fields = ("wording",)
    fields = ["number", ("kind", "planned_on", "precision"), "wording", "held_on"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        help_texts = {
            "wording": _("Amtlicher Wortlaut, zum Beispiel „Überprüfung nach 2 Jahren“."),
            "held_on": _(
                "Erst eintragen, wenn die Überprüfung stattgefunden hat. Dann gilt sie als bestätigt."
            ),
        }
        return super().get_formset(request, obj, help_texts=help_texts, **kwargs)


class ResourceInline(AggregateInline):
    model = Resource
    form = NumberedForm
    formset = NumberedFormSet
    after_fieldset = sheet.SECTION_RESOURCES
    official_fields = ("wording",)
    fields = ["number", ("kind", "wording"), ("programme", "amount", "ends_on")]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        help_texts = {
            "wording": _("Amtlicher Wortlaut, zum Beispiel „Referentenkosten“."),
            "amount": _("Nur, wenn jemand den Betrag genannt hat. Bitte nicht schätzen."),
            "ends_on": _("Letzter Tag der Förderung. Danach ist die Maßnahme ohne diese Mittel."),
        }
        return super().get_formset(request, obj, help_texts=help_texts, **kwargs)


class MeasureStatusInline(AggregateInline):
    model = MeasureStatus
    after_fieldset = sheet.SECTION_RELATED
    readonly_fields = ["source", "confirmed_by", "confirmed_at"]
    fields = [
        ("as_of", "status", "course"),
        ("delay_reason", "new_date"),
        "countermeasure",
        "note",
        ("source", "confirmed_by", "confirmed_at"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("confirmed_by")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        widgets = {"countermeasure": LowText(), "note": LowText()}
        help_texts = {
            "as_of": _("Der Tag, für den der Stand gilt. Auf der Website steht der neueste."),
            "course": _("Nur bei „in Planung“, „in Umsetzung“ und „Daueraufgabe“."),
            "delay_reason": _("Nur, wenn die Maßnahme verzögert ist."),
            "countermeasure": _("Ein bis drei Sätze. Erscheint öffentlich."),
            "note": _("Ein bis drei Sätze. Erscheint öffentlich auf der Seite der Maßnahme."),
        }
        return super().get_formset(request, obj, widgets=widgets, help_texts=help_texts, **kwargs)


#: In the order of the sheet.
INLINES: list[type[InlineModelAdmin]] = [
    StepInline,
    IndicatorInline,
    ResponsibilityInline,
    ReviewDateInline,
    ResourceInline,
    MeasureStatusInline,
]
