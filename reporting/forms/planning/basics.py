"""Kind, year and days of a query."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fields.models import Concept
from reporting.forms.query import DayInput
from reporting.models import QueryKind, StatusQuery
from reporting.services.queries.copying import DAYS
from reporting.services.queries.planning import Plan

from .part import PartForm

#: The first day, the last day that may not lie before it, and what to say.
ORDER = (
    ("covered_from", "covered_to", _("Der Berichtszeitraum endet vor seinem Anfang.")),
    ("as_of", "due_on", _("Die Frist liegt vor dem Stichtag.")),
    ("opens_on", "due_on", _("Die Frist liegt vor dem Beginn.")),
    ("due_on", "grace_until", _("Die Nachfrist liegt vor der Frist.")),
)


class BasicsForm(PartForm):
    kind = forms.ChoiceField(label=_("Art"), choices=QueryKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("Jahr"), min_value=2000, max_value=2100)
    covered_from = forms.DateField(
        label=_("Berichtszeitraum: erster Tag"),
        widget=DayInput(),
        required=False,
    )
    covered_to = forms.DateField(label=_("Berichtszeitraum: letzter Tag"), widget=DayInput(), required=False)
    as_of = forms.DateField(
        label=_("Stichtag"),
        widget=DayInput(),
        help_text=_("Der Tag, dessen Stand die Organisationen melden."),
    )
    opens_on = forms.DateField(
        label=_("Beginn"),
        widget=DayInput(),
        required=False,
        help_text=_(
            "An diesem Tag sollen die Einladungen hinausgehen. Die Abfrage beginnt nicht von allein: "
            "Sie öffnen sie selbst. Die Liste der Abfragen erinnert Sie daran."
        ),
    )
    due_on = forms.DateField(
        label=_("Frist"), widget=DayInput(), help_text=_("Letzter Tag für die Antwort; er zählt ganz mit.")
    )
    grace_until = forms.DateField(
        label=_("Nachfrist"),
        widget=DayInput(),
        required=False,
        help_text=_("Letzter Tag, an dem verspätete Antworten noch in den Bericht kommen."),
    )

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        return {name: getattr(plan, name) for name in ("kind", "year", *DAYS)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for first, last, reason in ORDER:
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, reason)
        year = data.get("year")
        if year and data.get("kind") == QueryKind.YEARLY and self._has_yearly(year):
            self.add_error("year", _("Für dieses Jahr gibt es schon eine jährliche Abfrage."))
        return data

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"kind": QueryKind(data["kind"]), **{name: data[name] for name in ("year", *DAYS)}}

    def _has_yearly(self, year: int) -> bool:
        current = Concept.objects.in_force()
        yearly = StatusQuery.objects.filter(concept__in=current, kind=QueryKind.YEARLY, year=year)
        return yearly.exclude(pk=self.query.pk).exists() if self.query else yearly.exists()


class NewQueryForm(BasicsForm):
    """With the earlier query whose scope, questions, reminders and texts are taken over."""

    source = forms.ModelChoiceField(
        StatusQuery.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput
    )
