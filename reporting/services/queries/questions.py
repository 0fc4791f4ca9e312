"""What is frozen of a query's own questions: wording, kind, unit and options beside each answer.

An answer for the public goes into the public part, every other one into the internal part.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from documents.numbers import plain_number
from reporting.models import (
    Participation,
    Question,
    QuestionAnswer,
    QuestionKind,
    QuestionScope,
    ReportState,
    StatusQuery,
)

from .reported import Part

#: How a yes or no is kept in `QuestionAnswer.text`.
YES, NO = "yes", "no"


class OwnQuestions:
    """The questions of one query, read once for all its measures and organisations."""

    def __init__(self, query: StatusQuery) -> None:
        self.all: list[Question] = list(query.questions.order_by("number"))

    def wordings(self, *, public: bool) -> list[Part]:
        """For the head: what was asked, also where nobody answered."""
        return [
            {**_wording(question), "scope": question.scope, "help_text": question.help_text}
            for question in self.all
            if question.is_public == public
        ]

    def answers(self, rows: Iterable[QuestionAnswer], scope: QuestionScope, *, public: bool) -> list[Part]:
        """One part per question, answered or not, so that a gap is seen as a gap."""
        given = {row.question_id: row for row in rows}
        return [
            _answer(question, given)
            for question in self.all
            if question.scope == scope and question.is_public == public
        ]

    def participations(self, rows: Iterable[Participation]) -> tuple[list[Part], list[Part]]:
        """What organisations answered for themselves: the approved for everybody, the rest for the KI."""
        if not any(question.scope == QuestionScope.ORGANISATION for question in self.all):
            return [], []
        known = list(rows)
        approved = [row for row in known if row.state == ReportState.APPROVED]
        return [self._public_of(row) for row in approved], [self._internal_of(row) for row in known]

    def _public_of(self, row: Participation) -> Part:
        answers = row.question_answers.all()
        return {
            "organisation": organisation_part(row.organisation.uuid, row.organisation.name),
            "on_behalf": row.on_behalf,
            "answers": self.answers(answers, QuestionScope.ORGANISATION, public=True),
        }

    def _internal_of(self, row: Participation) -> Part:
        part: Part = {
            "organisation": organisation_part(row.organisation.uuid, row.organisation.name),
            "state": {"value": row.state, "label": row.get_state_display()},
            "on_behalf": row.on_behalf,
            "return_remark": row.return_remark,
            "self_approval_reason": row.self_approval_reason,
            "answers": [],
            "unapproved": [],
        }
        if row.state == ReportState.DRAFT:
            return part
        answers = row.question_answers.all()
        part["answers"] = self.answers(answers, QuestionScope.ORGANISATION, public=False)
        if row.state != ReportState.APPROVED:
            part["unapproved"] = self.answers(answers, QuestionScope.ORGANISATION, public=True)
        return part


def organisation_part(uuid: object, name: str) -> Part:
    return {"uuid": str(uuid), "name": name}


def _wording(question: Question) -> Part:
    return {
        "uuid": str(question.uuid),
        "text": question.text,
        "kind": {"value": question.kind, "label": question.get_kind_display()},
        "unit": question.unit,
        "options": list(question.options),
    }


def _answer(question: Question, given: Mapping[int, QuestionAnswer]) -> Part:
    answer = given.get(question.pk)
    value = None
    if answer is not None:
        value = str(answer.number) if question.kind == QuestionKind.NUMBER else answer.text
    return {**_wording(question), "value": value, "label": _label(question, answer) if answer else ""}


def _label(question: Question, answer: QuestionAnswer) -> str:
    """The answer as people read it."""
    if question.kind == QuestionKind.NUMBER:
        return f"{plain_number(answer.number)} {question.unit}".strip() if answer.number is not None else ""
    if question.kind == QuestionKind.YES_NO:
        return {YES: _("ja"), NO: _("nein")}.get(answer.text, answer.text)
    return answer.text
