"""The answers to what a query asks once per organisation: saved, submitted, returned, approved along the arrows."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from partners.models import User
from reporting.errors import (
    FrozenQueryError,
    IncompleteReportError,
    RemarkMissingError,
    SelfApprovalError,
    WrongStateError,
)
from reporting.models import OutboxMail, Participation, Question, QuestionScope, ReportState, Snapshot
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
from tests.builders import make_contact, make_editor, make_query, make_request

from .rounds import LATER, NOW
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def make_part(**fields: object) -> tuple[Asked, Question]:
    asked = make_asked()
    return asked, make_question(asked.query, scope=QuestionScope.ORGANISATION, **fields)


def save(asked: Asked, question: Question, text: str = "Zwölf", user: User | None = None) -> Participation:
    return save_answers(
        participation=asked.participation,
        entries={question.pk: QuestionEntry(text)},
        expected_version=asked.participation.version,
        user=user or asked.owner,
    )


def submit(part: Participation, asked: Asked, **fields: Any) -> Participation:
    return submit_answers(
        participation=part, expected_version=part.version, user=asked.owner, now=NOW, **fields
    )


def test_saved_and_emptied() -> None:
    asked, question = make_part()
    part = save(asked, question)
    assert part.question_answers.get().text == "Zwölf"
    save_answers(participation=part, entries={}, expected_version=part.version, user=asked.owner)
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
        save_answers(participation=part, entries={}, expected_version=part.version, user=asked.owner)
    part.refresh_from_db()
    returned = return_answers(
        participation=part, expected_version=part.version, remark="Bitte genauer", user=make_editor(), now=NOW
    )
    assert save_answers(
        participation=returned, entries={}, expected_version=returned.version, user=asked.owner
    ).is_editable


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
    values: dict[str, Any] = {
        "participation": part,
        "expected_version": part.version,
        "user": editor,
        "now": NOW,
    }
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


def test_what_the_office_writes_is_marked_as_on_behalf() -> None:
    asked, question = make_part()
    editor, _colleague = make_editor(), make_editor()
    part = save(asked, question, user=editor)
    assert part.on_behalf
    handed_in = submit_answers(participation=part, expected_version=part.version, user=editor, now=NOW)
    assert handed_in.on_behalf
    assert [("in Vertretung" in mail.body) for mail in OutboxMail.objects.filter(kind="office")] == [True]


def test_what_the_organisation_writes_itself_is_not_on_behalf() -> None:
    asked, question = make_part()
    part = save(asked, question, user=make_editor())
    assert not save_answers(
        participation=part, entries={}, expected_version=part.version, user=asked.owner
    ).on_behalf


def test_on_behalf_is_frozen_with_the_answers() -> None:
    asked, question = make_part(is_public=True)
    editor = make_editor()
    part = save(asked, question, user=editor)
    part = submit_answers(participation=part, expected_version=part.version, user=editor, now=NOW)
    approve_answers(participation=part, expected_version=part.version, user=make_editor(), now=NOW)
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    snapshot = Snapshot.objects.get()
    assert [row["on_behalf"] for row in snapshot.public["organisations"]] == [True]
    assert [row["on_behalf"] for row in snapshot.internal["organisations"]] == [True]


def test_running_queries_get_the_participations_that_are_missing() -> None:
    asked, _question = make_part()
    asked.participation.delete()
    planned = make_query(state="planned")
    make_request(planned, asked.requests[0].measure, asked.organisation)
    make_missing = import_module("reporting.migrations.0009_participations_of_running_queries").make_missing
    for _turn in range(2):
        make_missing(apps, None)
    made = Participation.objects.get()
    assert (made.query, made.organisation, made.state) == (asked.query, asked.organisation, "draft")
    assert made.history.get(history_type="+").version == 1
