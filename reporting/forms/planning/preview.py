"""The form of a query as an organisation will see it, to be looked at only."""

from copy import deepcopy
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _

from reporting.forms.report import ReportForm
from reporting.models import Question, QuestionKind, StatusQuery

#: Fields of the fixed core that need no measure to be shown.
CORE = (
    "status",
    "course",
    "delay_reason",
    "countermeasure",
    "new_date",
    "text",
    "experiences",
    "next_steps",
    "resources",
)


class PreviewForm(forms.Form):
    """Stands in no form element and has no button: nothing of it can be sent."""

    def __init__(self, fields: dict[str, forms.Field]) -> None:
        super().__init__()
        self.fields.update(fields)
        self.helper = FormHelper()
        self.helper.form_tag = False


def preview_forms(query: StatusQuery) -> tuple[PreviewForm, PreviewForm]:
    """What is asked about each measure, and what is asked once per organisation."""
    core = {name: deepcopy(ReportForm.base_fields[name]) for name in CORE}
    own = {f"question_{row.pk}": (row.scope, _field(row)) for row in query.questions.all()}
    per_measure = {name: field for name, (scope, field) in own.items() if scope == "measure"}
    per_organisation = {name: field for name, (scope, field) in own.items() if scope != "measure"}
    return PreviewForm({**core, **per_measure}), PreviewForm(per_organisation)


def _field(question: Question) -> forms.Field:
    shown: dict[str, Any] = {
        "label": question.text,
        "help_text": question.help_text,
        "required": question.is_required,
    }
    if question.kind == QuestionKind.YES_NO:
        choices = [("yes", _("ja")), ("no", _("nein"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shown)
    if question.kind == QuestionKind.CHOICE:
        choices = [(option, option) for option in question.options]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shown)
    if question.kind == QuestionKind.NUMBER:
        shown["label"] = f"{question.text} ({question.unit})" if question.unit else question.text
        return forms.DecimalField(localize=True, **shown)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **shown)
