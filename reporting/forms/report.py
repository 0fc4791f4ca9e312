"""The answers of an organisation: a draft may be incomplete, so that nothing but impossible values is refused."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Attainment, Course, DelayReason, ImplementationStatus, Indicator, Measure
from reporting.comparison import (
    answers_by_wording,
    field_text,
    indicator_answers,
    indicator_text,
    question_answers,
)
from reporting.models import ProgressReport, Question
from reporting.services.reports import Answers, IndicatorEntry
from reporting.services.reports.answers import PLAIN_FIELDS, fingerprint

from .last_answers import with_last_answer
from .long_text import LongTextField
from .numbers import GermanNumberField
from .own_questions import field_name, plain, question_entries, question_field, question_values
from .query import DayInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NO_ANSWER = [("", gettext_lazy("keine Angabe"))]


def long_text(label: "StrOrPromise", hint: "StrOrPromise", rows: int) -> forms.CharField:
    return LongTextField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}))


class ReportForm(forms.Form):
    """Fixed fields, and for every indicator of the measure its Zielerreichung, value and note."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Umsetzungsstand"),
        choices=ImplementationStatus.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    course = forms.ChoiceField(
        label=gettext_lazy("Verlauf"),
        help_text=gettext_lazy(
            "Nötig bei „in Planung“, „in Umsetzung“ oder „Daueraufgabe“. Sonst wählen Sie „keine Angabe“."
        ),
        choices=[*NO_ANSWER, *Course.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    delay_reason = forms.ChoiceField(
        label=gettext_lazy("Hauptgrund der Verzögerung"),
        help_text=gettext_lazy("Nötig, wenn die Maßnahme verzögert ist."),
        choices=[*NO_ANSWER, *DelayReason.choices],
        required=False,
    )
    countermeasure = long_text(
        gettext_lazy("Was wird dagegen getan?"), gettext_lazy("Ein bis zwei Sätze."), 3
    )
    new_date = forms.DateField(label=gettext_lazy("Neuer Termin"), widget=DayInput(), required=False)
    text = long_text(
        gettext_lazy("Sachstand"),
        gettext_lazy("Was wurde seit der letzten Meldung erreicht? Drei bis zehn Sätze."),
        8,
    )
    experiences = long_text(
        gettext_lazy("Erfahrungen"),
        gettext_lazy("Was hat gut geklappt, was nicht? Was würden Sie anderen raten?"),
        4,
    )
    next_steps = long_text(
        gettext_lazy("Nächste Schritte"), gettext_lazy("Was ist als Nächstes geplant, und bis wann?"), 4
    )
    resources = long_text(
        gettext_lazy("Ressourcen"),
        gettext_lazy("Welches Personal und welche Mittel gibt es? Was fehlt? Bis wann läuft eine Förderung?"),
        3,
    )
    steps_done = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Erledigte Umsetzungsschritte"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    internal_note = long_text(
        gettext_lazy("Nachricht an das Kommunale Integrationszentrum"),
        gettext_lazy("Wird nicht veröffentlicht."),
        3,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        measure: Measure,
        answers: Answers,
        version: int,
        last: ProgressReport | None,
        questions: Iterable[Question] = (),
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, initial=values_of(answers, version, questions), prefix=prefix)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.questions = list(questions)
        self.indicators: list[Indicator] = list(measure.indicators.all())
        steps = [(step.pk, step.text) for step in measure.steps.all()]
        if steps:
            self.fields["steps_done"].choices = steps  # type: ignore[attr-defined]
        else:
            del self.fields["steps_done"]
        before = indicator_answers(last)
        for indicator in self.indicators:
            self._add_indicator(indicator, indicator_text(before.get(indicator.pk)))
        said = answers_by_wording(question_answers(last))
        for question in self.questions:
            self.fields[field_name(question)] = question_field(question, last=said.get(question.text, ""))
        if last is not None:
            self._show_last(last)

    @classmethod
    def of(
        cls, report: ProgressReport, *, last: ProgressReport | None, data: QueryDict | None = None
    ) -> "ReportForm":
        """The form of a report that has begun."""
        return cls(
            data,
            measure=report.measure,
            answers=Answers.of(report),
            version=report.version,
            last=last,
            questions=questions_of(report),
        )

    def _add_indicator(self, indicator: Indicator, last: str) -> None:
        key = indicator.pk
        self.fields[f"attainment_{key}"] = forms.ChoiceField(
            label=_("Zielerreichung"),
            choices=[*NO_ANSWER, *Attainment.choices],
            required=False,
            help_text=with_last_answer("", last),
        )
        unit = _("Wert (%(unit)s)") % {"unit": indicator.unit} if indicator.unit else _("Wert")
        self.fields[f"value_{key}"] = GermanNumberField(label=unit)
        self.fields[f"note_{key}"] = long_text(_("Erläuterung"), "", 2)

    def _show_last(self, last: ProgressReport) -> None:
        """What was said last time stands beside each field."""
        for name in PLAIN_FIELDS:
            if name != "internal_note":
                field = self.fields[name]
                field.help_text = with_last_answer(str(field.help_text), field_text(last, name))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what the stored draft still lacks; nothing has been posted."""
        self.full_clean()
        self.cleaned_data: dict[str, Any] = {}
        for name, reason in problems.items():
            self.add_error(name if name in self.fields else None, reason)

    def indicator_rows(self) -> list[tuple[Indicator, list[forms.BoundField]]]:
        """Each indicator with its three fields, for the template."""
        parts = ("attainment", "value", "note")
        return [(row, [self[f"{part}_{row.pk}"] for part in parts]) for row in self.indicators]

    def question_rows(self) -> list[forms.BoundField]:
        return [self[field_name(question)] for question in self.questions]

    def answers(self) -> Answers:
        data = self.cleaned_data
        entries = {
            row.pk: IndicatorEntry(
                data[f"attainment_{row.pk}"], data[f"value_{row.pk}"], data[f"note_{row.pk}"]
            )
            for row in self.indicators
        }
        return Answers(
            **{name: data[name] for name in PLAIN_FIELDS},
            indicators=entries,
            steps_done=frozenset(data.get("steps_done", [])),
            questions=question_entries(data, self.questions),
        )

    def is_touched(self) -> bool:
        """Whether the posted answers are others than those that the person was shown."""
        return not self.is_valid() or self.cleaned_data["seen"] != fingerprint(self.answers())


def questions_of(report: ProgressReport) -> list[Question]:
    """What the query asks beside the fixed core; nothing where a report came unasked."""
    return list(report.request.query.questions.per_measure()) if report.request else []


def values_of(answers: Answers, version: int, questions: Iterable[Question]) -> dict[str, Any]:
    """Answers under the names of the form's fields."""
    values: dict[str, Any] = {name: getattr(answers, name) for name in PLAIN_FIELDS}
    values |= {"version": version, "seen": fingerprint(answers), "steps_done": sorted(answers.steps_done)}
    for key, entry in answers.indicators.items():
        values[f"attainment_{key}"] = entry.attainment
        values[f"value_{key}"] = plain(entry.value)
        values[f"note_{key}"] = entry.note
    return values | question_values(answers.questions, questions)
