"""What the KI enters to approve or return a report."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import UNDER_WAY, Course, DelayReason, ImplementationStatus
from reporting.models import Participation, ProgressReport
from reporting.services.reports import StatusDecision, last_approved, proposed_wording

from .query import DayInput, StepForm

NO_ANSWER = [("", _("keine Angabe"))]
CHANGE, KEEP = "change", "keep"
#: More than any Sachstand in print; a limit against accidents.
LONGEST_WORDING = 20_000


class ReviewStepForm(StepForm):
    def __init__(self, *args: Any, report: ProgressReport | Participation, **kwargs: Any) -> None:
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


class WordingField(forms.CharField):
    """The Sachstand as the public reads it, beginning with what it reads now."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Sachstand in der veröffentlichten Fassung"),
            help_text=_(
                "Hier können Sie den Text für die Öffentlichkeit bearbeiten. Der Wortlaut der Organisation bleibt "
                "erhalten, und sie sieht beide Fassungen. Leer gilt ihr Wortlaut."
            ),
            widget=forms.Textarea(attrs={"rows": 8}),
            max_length=LONGEST_WORDING,
            required=False,
        )


class SelfApprovalField(forms.CharField):
    """Only for whoever has submitted it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Grund, warum dieselbe Person freigibt"),
            help_text=_(
                "Sie haben diese Meldung selbst abgesendet. Der Grund wird mit der Freigabe festgehalten."
            ),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=5000,
        )


class ApproveAnswersForm(ReviewStepForm):
    """For answers that an organisation gives once; they propose no Umsetzungsstand."""

    self_approval_reason = SelfApprovalField()

    def __init__(self, *args: Any, report: Participation, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        if not is_own:
            del self.fields["self_approval_reason"]


class WordingForm(ReviewStepForm):
    """The published wording of an approved report."""

    public_text = WordingField()

    def __init__(self, *args: Any, report: ProgressReport, **kwargs: Any) -> None:
        kwargs["initial"] = {"public_text": report.shown_text}
        super().__init__(*args, report=report, **kwargs)


class ApproveForm(ReviewStepForm):
    """The proposal of the report, to be confirmed, changed, or left aside."""

    public_text = WordingField()
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
    self_approval_reason = SelfApprovalField()

    def __init__(self, *args: Any, report: ProgressReport, is_own: bool, **kwargs: Any) -> None:
        names = ("status", "course", "delay_reason", "countermeasure", "new_date")
        kwargs["initial"] = {name: getattr(report, name) for name in names}
        kwargs["initial"]["public_text"] = proposed_wording(report, last_approved(report))
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
