"""The answers to what a query asks once per organisation: saved, submitted, returned, approved along the arrows."""

import pytest

from reporting.errors import (
    FrozenQueryError,
    IncompleteReportError,
    RemarkMissingError,
    SelfApprovalError,
    WrongStateError,
)
from reporting.models import Participation, Question, QuestionScope, ReportState
from reporting.services.participations import (
    approve_answers,
    prepare,
    return_answers,
    save_answers,
    submit_answers,
)
from reporting.services.queries import close_query
from reporting.services.reports.answers import QuestionEntry
from safety.models import StaleVersionError
from tests.builders import make_contact, make_editor

from .rounds import LATER, NOW
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def make_part(**fields: object) -> tuple[Asked, Question]:
    asked = make_asked()
    return asked, make_question(asked.query, scope=QuestionScope.ORGANISATION, **fields)


def save(asked: Asked, question: Question, text: str = "Zwölf") -> Participation:
    return save_answers(
        participation=asked.participation,
        entries={question.pk: QuestionEntry(text)},
        expected_version=asked.participation.version,
    )


def submit(part: Participation, asked: Asked, **fields: object) -> Participation:
    return submit_answers(
        participation=part, expected_version=part.version, user=asked.owner, now=NOW, **fields
    )


def test_saved_and_emptied() -> None:
    asked, question = make_part()
    part = save(asked, question)
    assert part.question_answers.get().text == "Zwölf"
    save_answers(participation=part, entries={}, expected_version=part.version)
    assert not part.question_answers.exists()


def test_nobody_overwrites_a_newer_version() -> None:
    asked, question = make_part()
    save(asked, question)
    with pytest.raises(StaleVersionError):
        save(asked, question, "Dreizehn")
    assert asked.participation.question_answers.get().text == "Zwölf"


def test_required_questions_are_needed_to_submit() -> None:
    asked, _question = make_part(is_required=True)
    with pytest.raises(IncompleteReportError):
        submit(asked.participation, asked)


def test_submitted_answers_change_no_more_until_returned() -> None:
    asked, question = make_part()
    part = submit(save(asked, question), asked)
    assert (part.state, part.submitted_by) == (ReportState.SUBMITTED, asked.owner)
    with pytest.raises(WrongStateError):
        save_answers(participation=part, entries={}, expected_version=part.version)
    part.refresh_from_db()
    returned = return_answers(
        participation=part, expected_version=part.version, remark="Bitte genauer", user=make_editor(), now=NOW
    )
    assert save_answers(participation=returned, entries={}, expected_version=returned.version).is_editable


def test_returning_needs_a_remark() -> None:
    asked, question = make_part()
    part = submit(save(asked, question), asked)
    with pytest.raises(RemarkMissingError):
        return_answers(
            participation=part, expected_version=part.version, remark=" ", user=make_editor(), now=NOW
        )


def test_who_submitted_does_not_approve_without_a_reason() -> None:
    asked, question = make_part()
    editor = make_editor()
    contact = make_contact(asked.organisation, user=editor)
    part = submit(save(asked, question), asked, contact=contact)
    values = {"participation": part, "expected_version": part.version, "user": editor, "now": NOW}
    with pytest.raises(SelfApprovalError):
        approve_answers(**values)
    approved = approve_answers(**values, self_approval_reason="Niemand sonst ist da.")
    assert approved.self_approval_reason == "Niemand sonst ist da."


def test_drafts_are_not_approved() -> None:
    asked, _question = make_part()
    part = asked.participation
    with pytest.raises(WrongStateError):
        approve_answers(participation=part, expected_version=part.version, user=make_editor(), now=NOW)


def test_nothing_changes_after_the_closing() -> None:
    asked, question = make_part()
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    asked.participation.refresh_from_db()
    with pytest.raises(FrozenQueryError):
        save(asked, question)


def test_a_query_opened_before_there_were_such_rows_gets_one() -> None:
    asked, _question = make_part()
    asked.participation.delete()
    first = prepare(query=asked.query, organisation=asked.organisation)
    assert prepare(query=asked.query, organisation=asked.organisation) == first
