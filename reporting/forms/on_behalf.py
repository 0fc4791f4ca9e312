"""For whom the KI answers."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, Responsibility
from partners.models import Organisation
from reporting.models import QueryRequest


class ReportingPair(forms.ModelChoiceField):
    def label_from_instance(self, obj: Responsibility) -> str:
        query = obj.waiting_query  # type: ignore[attr-defined]
        waiting = _(" (Antwort offen: %s)") % query if query else ""
        return f"{obj.measure.code} {obj.measure} – {obj.organisation}{waiting}"


class OnBehalfForm(forms.Form):
    """For whom the KI answers: an organisation together with one of its measures."""

    responsibility = ReportingPair(
        label=_("Maßnahme und Organisation"),
        queryset=Responsibility.objects.none(),
        empty_label=_("Bitte wählen"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsibility"].queryset = self._pairs()  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _pairs(self) -> QuerySet[Responsibility]:
        """Bodies with a name that answer for a measure, those first whose answer a running query waits for."""
        waiting = QueryRequest.objects.owed().filter(
            measure=OuterRef("measure"), organisation=OuterRef("organisation")
        )
        return (
            Responsibility.objects.asked()
            .filter(measure__in=Measure.objects.published(), organisation__in=Organisation.objects.nameable())
            .annotate(
                is_waited_for=Exists(waiting),
                waiting_query=Subquery(waiting.order_by("query__due_on", "pk").values("query__title")[:1]),
            )
            .select_related("measure__field_of_action", "organisation")
            .order_by(
                "-is_waited_for",
                "measure__field_of_action__number",
                "measure__number",
                "organisation__name",
            )
        )
