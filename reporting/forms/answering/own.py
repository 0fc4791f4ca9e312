"""What a query asks once per organisation."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from reporting.forms.own_questions import field_name, question_entries, question_field, question_values
from reporting.models import Question
from reporting.services.reports.answers import QuestionEntry, entries_digest


class OwnAnswersForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        entries: dict[int, QuestionEntry],
        version: int,
        questions: list[Question],
        prefix: str,
        last: Mapping[str, str] | None = None,
    ) -> None:
        """`last` has what was answered to the same wording in an earlier query."""
        super().__init__(data, initial=own_values(entries, version, questions), prefix=prefix)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.questions = questions
        said = last or {}
        for question in questions:
            self.fields[field_name(question)] = question_field(question, last=said.get(question.text, ""))

    def entries(self) -> dict[int, QuestionEntry]:
        return question_entries(self.cleaned_data, self.questions)

    def is_touched(self) -> bool:
        return not self.is_valid() or self.cleaned_data["seen"] != entries_digest(self.entries())

    def question_rows(self) -> list[forms.BoundField]:
        return [self[field_name(question)] for question in self.questions]


def own_values(entries: dict[int, QuestionEntry], version: int, questions: list[Question]) -> dict[str, Any]:
    return {
        "version": version,
        "seen": entries_digest(entries),
        **question_values(entries, questions),
    }
