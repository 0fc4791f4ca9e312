"""What the KI enters to approve or return a report."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from measures.models import UNDER_WAY, Course, DelayReason, ImplementationStatus, Measure, Responsibility
from partners.models import Organisation
from reporting.models import ProgressReport, QueryRequest
from reporting.services.reports import StatusDecision

from .query import DayInput, StepForm

NO_ANSWER = [("", _("keine Angabe"))]
CHANGE, KEEP = "change", "keep"


class ReviewStepForm(StepForm):
    def __init__(self, *args: Any, report: ProgressReport, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})["version"] = report.version
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def texts(self) -> list[tuple[str, str]]:
        """What was typed, with the label of its field, for a page that can only show it."""
        long = [bound for bound in self if isinstance(bound.field.widget, forms.Textarea)]
        return [(str(bound.label), str(bound.value())) for bound in long if bound.value()]


class ReturnForm(ReviewStepForm):
    remark = forms.CharField(
        label=_("Bemerkung"),
        help_text=_("Was fehlt, oder was ist zu ändern? Die Organisation bekommt diesen Text per E-Mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )


class ApproveForm(ReviewStepForm):
    """The proposal of the report, to be confirmed, changed, or left aside."""

    effect = forms.ChoiceField(
        label=_("Umsetzungsstand der Maßnahme"),
        choices=[
            (CHANGE, _("Umsetzungsstand wie unten bestätigen")),
            (KEEP, _("Umsetzungsstand nicht ändern")),
        ],
        widget=forms.RadioSelect,
        initial=CHANGE,
    )
    status = forms.ChoiceField(label=_("Umsetzungsstand"), choices=ImplementationStatus.choices)
    course = forms.ChoiceField(label=_("Verlauf"), choices=[*NO_ANSWER, *Course.choices], required=False)
    delay_reason = forms.ChoiceField(
        label=_("Hauptgrund der Verzögerung"), choices=[*NO_ANSWER, *DelayReason.choices], required=False
    )
    countermeasure = forms.CharField(
        label=_("Was wird dagegen getan?"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    new_date = forms.DateField(label=_("Neuer Termin"), widget=DayInput(), required=False)
    note = forms.CharField(
        label=_("Erläuterung"),
        help_text=_("Erscheint öffentlich auf der Seite der Maßnahme."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    self_approval_reason = forms.CharField(
        label=_("Grund, warum dieselbe Person freigibt"),
        help_text=_(
            "Sie haben diese Meldung selbst abgesendet. Der Grund wird mit der Freigabe festgehalten."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, report: ProgressReport, is_own: bool, **kwargs: Any) -> None:
        names = ("status", "course", "delay_reason", "countermeasure", "new_date")
        kwargs["initial"] = {name: getattr(report, name) for name in names}
        if _merely_takes_part(report) and report.measure.statuses.filter(as_of__gte=report.as_of).exists():
            kwargs["initial"]["effect"] = KEEP
        super().__init__(*args, report=report, **kwargs)
        self.day = report.as_of
        if not is_own:
            del self.fields["self_approval_reason"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("effect") != CHANGE:
            return data
        if data.get("course") and data.get("status") not in UNDER_WAY:
            self.add_error("course", _("Bei diesem Umsetzungsstand gibt es keinen Verlauf."))
        is_late, has_reason = data.get("course") == Course.DELAYED, bool(data.get("delay_reason"))
        if is_late != has_reason:
            self.add_error(
                "delay_reason", _("Bitte nennen Sie genau dann einen Grund, wenn die Maßnahme verzögert ist.")
            )
        if is_late and data.get("new_date") and data["new_date"] < self.day:
            self.add_error("new_date", _("Der neue Termin liegt vor dem Tag dieser Meldung."))
        return data

    def decision(self) -> StatusDecision | None:
        data = self.cleaned_data
        if data["effect"] == KEEP:
            return None
        names = ("status", "course", "delay_reason", "countermeasure", "new_date", "note")
        return StatusDecision(**{name: data[name] for name in names})


def _merely_takes_part(report: ProgressReport) -> bool:
    """Whoever neither leads the measure nor began it does not overrule what is confirmed for the same day or later."""
    answering = report.measure.responsibilities.asked()
    return not answering.filter(organisation=report.organisation_id).exists()


class ReportingPair(forms.ModelChoiceField):
    def label_from_instance(self, obj: Responsibility) -> str:
        waiting = _(" (Antwort offen)") if obj.is_waited_for else ""  # type: ignore[attr-defined]
        return f"{obj.measure.code} {obj.measure} – {obj.organisation}{waiting}"


class OnBehalfForm(forms.Form):
    """For whom the KI answers: an organisation together with one of its measures."""

    responsibility = ReportingPair(
        label=_("Maßnahme und Organisation"), queryset=Responsibility.objects.none()
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
            .annotate(is_waited_for=Exists(waiting))
            .select_related("measure__field_of_action", "organisation")
            .order_by(
                "-is_waited_for",
                "measure__field_of_action__number",
                "measure__number",
                "organisation__name",
            )
        )
