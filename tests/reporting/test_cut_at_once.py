"""Who writes at the moment of the cut waits for it, and is then refused: with two real connections."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from reporting.errors import FrozenQueryError
from reporting.models import Participation, QuestionScope
from reporting.services.participations import save_answers
from reporting.services.queries import close_query
from reporting.services.reports import Answers, save_section
from reporting.services.reports.answers import QuestionEntry

from .rounds import LATER
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db(transaction=True)


def close_while(write: Callable[[], object], asked: Asked) -> list[Exception]:
    """Let `write` begin when the cut is made but not committed yet."""
    failed: list[Exception] = []

    def work() -> None:
        try:
            write()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    with transaction.atomic():
        close_query(query=asked.query, version=asked.query.version, now=LATER)
        thread.start()
        time.sleep(0.3)
    thread.join()
    return failed


def test_answers_of_an_organisation_are_not_written_after_the_cut() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    part = asked.participation
    asked.query.refresh_from_db()

    def write() -> None:
        entries = {question.pk: QuestionEntry("Zwölf")}
        save_answers(participation=part, entries=entries, expected_version=part.version, user=None)

    (error,) = close_while(write, asked)
    assert isinstance(error, FrozenQueryError)
    assert not Participation.objects.get(pk=part.pk).question_answers.exists()


def test_a_section_is_refused_with_the_reason_of_the_lock() -> None:
    asked = make_asked()
    asked.query.refresh_from_db()
    request = asked.query.requests.get()

    def write() -> None:
        save_section(
            request=request, answers=Answers(text="Neu"), expected_version=0, user=asked.owner, now=LATER
        )

    (error,) = close_while(write, asked)
    assert isinstance(error, FrozenQueryError)
