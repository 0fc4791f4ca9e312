"""Which measures a query covers, and which organisations it asks."""

from itertools import groupby
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from partners.models import Organisation
from reporting.services.queries.planning import Plan

from .part import PartForm

#: Buttons that tick or clear a whole Handlungsfeld; their value is the name of its group.
TICK_ALL, CLEAR_ALL = "tick_all", "clear_all"


class ScopeForm(PartForm):
    """The measures stand in one group per Handlungsfeld."""

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        measures = list(Measure.objects.published().select_related("field_of_action"))
        self.by_pk = {measure.pk: measure for measure in measures}
        self.groups = {
            f"measures_{field.number}": [measure.pk for measure in group]
            for field, group in groupby(measures, key=lambda measure: measure.field_of_action)
        }
        super().__init__(data, **kwargs)
        for name, keys in self.groups.items():
            self.fields[name] = _measures([self.by_pk[key] for key in keys])
        self.organisations = {each.pk: each for each in Organisation.objects.nameable()}
        self.fields["organisations"] = forms.TypedMultipleChoiceField(
            label=_("Nur diese Organisationen"),
            choices=[(each.pk, each.name) for each in self.organisations.values()],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Ohne Auswahl werden alle zuständigen Organisationen gefragt."),
        )

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        chosen = {measure.pk for measure in plan.measures}
        shown: dict[str, Any] = {
            name: [key for key in keys if key in chosen] for name, keys in self.groups.items()
        }
        return {**shown, "organisations": sorted(each.pk for each in plan.organisations)}

    def redrawn(self, data: QueryDict) -> Self | None:
        if TICK_ALL not in data and CLEAR_ALL not in data:
            return None
        shown: dict[str, Any] = {name: data.getlist(name) for name in (*self.groups, "organisations")}
        ticked, cleared = str(data.get(TICK_ALL, "")), str(data.get(CLEAR_ALL, ""))
        if ticked in self.groups:
            shown[ticked] = self.groups[ticked]
        if cleared in self.groups:
            shown[cleared] = []
        return type(self)(
            plan=self.known, query=self.query, initial={**shown, "version": data.get("version")}
        )

    def group_fields(self) -> list[tuple[forms.BoundField, int]]:
        """Each Handlungsfeld with the number of its measures that are ticked."""
        return [(self[name], len(self[name].value() or [])) for name in self.groups]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in self.groups):
            self.add_error(None, _("Bitte wählen Sie mindestens eine Maßnahme aus."))
        return data

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "measures": [self.by_pk[key] for name in self.groups for key in data[name]],
            "organisations": [self.organisations[key] for key in data["organisations"]],
        }


def _measures(measures: list[Measure]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Maßnahmen im Handlungsfeld %(field)s") % {"field": measures[0].field_of_action},
        choices=[(measure.pk, f"{measure.code} {measure.title}") for measure in measures],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
