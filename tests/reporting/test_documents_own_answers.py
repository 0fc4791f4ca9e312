"""A query's own questions in the documents of its report."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from tests.reporting.frozen_parts import make_answer

OWN = [{"text": "Wie viele?", "label": ""}, {"text": "Und wo?", "label": "Im Rathaus.\nIm <Saal>."}]


def of_measure() -> str:
    answer = {**make_answer(), "own_answers": OWN}
    answer["report"] |= {
        "as_of": "2026-09-30",
        "approved_on": "2026-10-08",
        "status": {"label": "Daueraufgabe"},
    }
    results = SimpleNamespace(wordings={"questions": {"status": "Umsetzungsstand"}})
    return render_to_string("reporting/documents/_answer.html", {"answer": answer, "results": results})


def of_organisation() -> str:
    said = {"organisation": {"name": "Verein"}, "answers": OWN}
    results = SimpleNamespace(organisations=[said])
    return render_to_string("reporting/documents/_organisations.html", {"results": results, "a": 2, "b": 3})


@pytest.mark.parametrize("shown", [of_measure, of_organisation])
def test_a_question_without_answer_says_so(shown: Callable[[], str]) -> None:
    assert "<p>Wie viele? keine Angabe</p>" in shown()


@pytest.mark.parametrize("shown", [of_measure, of_organisation])
def test_the_lines_of_an_answer_stay_apart(shown: Callable[[], str]) -> None:
    assert "<p>Und wo? Im Rathaus.<br>Im &lt;Saal&gt;.</p>" in shown()
