"""Answers to choose from stand in the workbook as they were planned, whatever they look like to Excel."""

import io

import openpyxl
import pytest

from reporting.models import QuestionKind, QuestionScope
from reporting.services.workbooks import write_workbook

from .rounds import NOW
from .workbooks import make_asked, make_question

pytestmark = pytest.mark.django_db

HOSTILE = ["<r>x</r>", "=1+1", "@SUM(A1)", "https://stadt.example", "007"]


@pytest.mark.parametrize("scope", QuestionScope)
def test_every_answer_to_choose_from_stays_the_text_it_is(scope: QuestionScope) -> None:
    asked = make_asked()
    make_question(asked.query, kind=QuestionKind.CHOICE, scope=scope, options=HOSTILE)
    file = io.BytesIO(write_workbook(asked.participation, now=NOW))
    lists = openpyxl.load_workbook(file)["Listen"]
    columns = [[cell.value for cell in column if cell.value] for column in lists.columns]
    assert HOSTILE in columns
    assert all(cell.data_type in "sn" for row in lists.iter_rows() for cell in row)
