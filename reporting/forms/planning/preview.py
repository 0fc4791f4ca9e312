"""The form of a query as an organisation will see it, to be looked at only."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from django import forms

from measures.models import Measure
from reporting.forms.own_questions import field_name, question_field
from reporting.forms.report import ReportForm
from reporting.models import StatusQuery
from reporting.services.reports import Answers


class OrganisationForm(forms.Form):
    """What is asked once per organisation."""

    def __init__(self, query: StatusQuery) -> None:
        super().__init__(prefix="organisation")
        for question in query.questions.per_organisation():
            self.fields[field_name(question)] = question_field(question)
        self.helper = FormHelper()
        self.helper.form_tag = False


@dataclass(frozen=True)
class Preview:
    """With one of the query's measures as example; without a measure there is nothing to fill in for one."""

    measure: Measure | None
    per_measure: ReportForm | None
    per_organisation: OrganisationForm


def preview_of(query: StatusQuery) -> Preview:
    """Stands in no form element and has no button: nothing of it can be sent."""
    measure = query.measures.select_related("field_of_action").first()
    return Preview(measure, _report_form(query, measure) if measure else None, OrganisationForm(query))


def _report_form(query: StatusQuery, measure: Measure) -> ReportForm:
    questions = query.questions.per_measure()
    return ReportForm(
        measure=measure, answers=Answers(), version=0, last=None, questions=questions, prefix="beispiel"
    )
