"""What the Integrationsbeauftragte enters to plan, open, close and publish a query."""

import datetime as dt
from collections import defaultdict
from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from fields.models import Concept
from measures.models import Measure
from reporting.models import MailKind, QueryKind, StatusQuery
from reporting.services.queries.planning import Plan, Wording

INVITATION = _(
    "wir möchten wissen, wie weit die Maßnahmen des Integrationskonzepts sind. "
    "Bitte sagen Sie uns, was sich bei Ihren Maßnahmen getan hat. Vielen Dank für Ihre Mitarbeit."
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StepForm(forms.Form):
    """A step of the query; the version tells which stand of it the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def expected_version(self) -> int:
        version: int = self.cleaned_data["version"]
        return version


class QueryPlanForm(StepForm):
    """The measures stand in one group per Handlungsfeld, all of them chosen at first."""

    kind = forms.ChoiceField(label=_("Art"), choices=QueryKind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("Jahr"), min_value=2000, max_value=2100)
    as_of = forms.DateField(
        label=_("Stichtag"),
        widget=DayInput(),
        help_text=_("Der Tag, dessen Stand die Organisationen melden."),
    )
    due_on = forms.DateField(
        label=_("Frist"), widget=DayInput(), help_text=_("Letzter Tag für die Antwort; er zählt ganz mit.")
    )
    invitation_text = forms.CharField(
        label=_("Text der Einladung"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        help_text=_(
            "Zwei bis fünf Sätze. Anrede, Frist, Maßnahmen und die Adresse zum Antworten ergänzt das Portal."
        ),
    )

    def __init__(self, *args: Any, query: StatusQuery | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = query
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        measures = list(Measure.objects.published().select_related("field_of_action"))
        self.by_pk = {measure.pk: measure for measure in measures}
        chosen = self._stored() if query else set(self.by_pk)
        for field, group in groupby(measures, key=lambda measure: measure.field_of_action):
            choices = [(measure.pk, f"{measure.code} {measure.title}") for measure in group]
            self.fields[f"measures_{field.number}"] = forms.TypedMultipleChoiceField(
                label=_("Maßnahmen im Handlungsfeld %(field)s") % {"field": field},
                choices=choices,
                coerce=int,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[pk for pk, _label in choices if pk in chosen],
            )

    @classmethod
    def initial_for(cls, query: StatusQuery | None, *, on: dt.date) -> dict[str, Any]:
        if query is None:
            return {"kind": QueryKind.YEARLY, "year": on.year, "invitation_text": INVITATION, "version": 0}
        names = ["kind", "year", "as_of", "due_on", "version"]
        text = query.mail_texts.filter(kind=MailKind.INVITATION).first()
        return {
            **{name: getattr(query, name) for name in names},
            "invitation_text": text.body if text else "",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("as_of") and data.get("due_on") and data["due_on"] < data["as_of"]:
            self.add_error("due_on", _("Die Frist liegt vor dem Stichtag."))
        if not self.chosen_measures():
            self.add_error(None, _("Bitte wählen Sie mindestens eine Maßnahme aus."))
        year = data.get("year")
        if year and data.get("kind") == QueryKind.YEARLY and self._has_yearly(year):
            self.add_error("year", _("Für dieses Jahr gibt es schon eine jährliche Abfrage."))
        return data

    def chosen_measures(self) -> list[Measure]:
        names = [name for name in self.fields if name.startswith("measures_")]
        return [self.by_pk[pk] for name in names for pk in self.cleaned_data.get(name, [])]

    def stored_values(self) -> dict[str, Any]:
        """What is stored now in rows of their own, for the page that shows both plans."""
        groups: dict[str, Any] = defaultdict(list)
        for pk in self._stored().intersection(self.by_pk):
            groups[f"measures_{self.by_pk[pk].field_of_action.number}"].append(pk)
        text = self.query.mail_texts.filter(kind=MailKind.INVITATION).first() if self.query else None
        return {
            **{name: sorted(pks) for name, pks in groups.items()},
            "invitation_text": text.body if text else "",
        }

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(
            kind=QueryKind(data["kind"]),
            year=data["year"],
            as_of=data["as_of"],
            due_on=data["due_on"],
            measures=self.chosen_measures(),
            texts={MailKind.INVITATION: Wording(body=data["invitation_text"])},
        )

    def _stored(self) -> set[int]:
        return set(self.query.measures.values_list("pk", flat=True)) if self.query else set()

    def _has_yearly(self, year: int) -> bool:
        current = Concept.objects.in_force()
        yearly = StatusQuery.objects.filter(concept__in=current, kind=QueryKind.YEARLY, year=year)
        return yearly.exclude(pk=self.query.pk).exists() if self.query else yearly.exists()


class OpenForm(StepForm):
    """With `confirm` the person leaves out the measures in `gaps`, which the page has named."""

    gaps = forms.CharField(widget=forms.HiddenInput, required=False)
    confirm = forms.BooleanField(required=False)

    def waived(self) -> list[int]:
        if not self.cleaned_data["confirm"]:
            return []
        return [int(part) for part in self.cleaned_data["gaps"].split(",") if part.isdecimal()]
