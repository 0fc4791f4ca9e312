"""„unverändert bestätigen“: the last approved answers once more, unless new ones would be lost."""

from dataclasses import replace

import pytest

from reporting.errors import NothingToConfirmError, OwnEntriesError
from reporting.models import ProgressReport
from reporting.services.reports import Answers, confirm_unchanged, problems, submit
from reporting.services.reports.answers import QuestionEntry
from tests.reporting.reports import COMPLETE, LATER, World
from tests.reporting.workbooks import make_question


def confirm(world: World, report: ProgressReport) -> ProgressReport:
    return confirm_unchanged(report=report, expected_version=report.version, user=world.owner)


def test_takes_over_what_was_approved_and_says_so(world: World) -> None:
    world.approve(world.submit())
    report = confirm(world, world.start(LATER))
    assert (report.is_unchanged, report.text, report.status) == (True, "Es geht voran.", "in_progress")
    handed_in = submit(report=report, expected_version=report.version, user=world.owner, now=LATER)
    assert (handed_in.is_unchanged, handed_in.state) == (True, "submitted")


def test_saving_something_else_takes_the_mark_away(world: World) -> None:
    world.approve(world.submit())
    report = confirm(world, world.start(LATER))
    assert not world.save(report, replace(COMPLETE, text="Anders.")).is_unchanged


def test_saving_the_same_once_more_keeps_the_mark(world: World) -> None:
    world.approve(world.submit())
    report = confirm(world, world.start(LATER))
    assert world.save(report).is_unchanged


def test_goes_together_with_a_required_own_question_and_a_note(world: World) -> None:
    world.approve(world.submit())
    question = make_question(world.ask().query, is_required=True)
    report = confirm(world, world.start(LATER))
    assert problems(report, today=LATER.date()) == {
        f"question_{question.pk}": f"Bitte beantworten Sie die Frage „{question.text}“."
    }
    said = replace(COMPLETE, internal_note="Bitte anrufen.", questions={question.pk: QuestionEntry("Zwölf")})
    report = world.save(report, said)
    handed_in = submit(report=report, expected_version=report.version, user=world.owner, now=LATER)
    assert (handed_in.is_unchanged, handed_in.state) == (True, "submitted")
    assert handed_in.question_answers.get().text == "Zwölf"


def test_keeps_the_note_and_the_answers_to_own_questions(world: World) -> None:
    world.approve(world.submit())
    question = make_question(world.ask().query)
    said = replace(COMPLETE, internal_note="Bitte anrufen.", questions={question.pk: QuestionEntry("Zwölf")})
    report = confirm(world, world.save(world.start(LATER), said))
    assert (report.is_unchanged, report.internal_note) == (True, "Bitte anrufen.")
    assert report.question_answers.get().text == "Zwölf"


def test_nothing_to_confirm_without_an_approved_report(world: World) -> None:
    with pytest.raises(NothingToConfirmError):
        confirm(world, world.start())


def test_does_not_overwrite_new_entries(world: World) -> None:
    world.approve(world.submit())
    report = world.save(world.start(LATER), Answers(text="Ganz anders."))
    with pytest.raises(OwnEntriesError):
        confirm(world, report)
    report.refresh_from_db()
    assert report.text == "Ganz anders."
