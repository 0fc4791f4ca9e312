"""An organisation with its workbook, for the tests of answering by file."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl

from partners.models import Organisation, User
from reporting.models import Participation, ProgressReport, QueryRequest, Question, StatusQuery
from reporting.services.workbooks.writing import write_workbook
from tests.builders import (
    make_contact,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_report,
    make_request,
    make_responsible,
    make_step,
)

from .rounds import NOW


@dataclass
class Asked:
    """One organisation, asked about one or more measures in an open query."""

    query: StatusQuery
    organisation: Organisation
    participation: Participation
    requests: list[QueryRequest]
    owner: User

    def download(self) -> bytes:
        return write_workbook(self.participation, now=NOW)

    def draft(self, **fields: Any) -> ProgressReport:
        request = self.requests[0]
        return make_report(request.measure, self.organisation, request=request, state="draft", **fields)


def make_asked(measures: int = 1, **fields: Any) -> Asked:
    query = make_query(state="open", opened_at=NOW, **fields)
    organisation = make_organisation()
    make_contact(organisation)
    requests = []
    for _ in range(measures):
        measure = make_measure()
        make_indicator(measure)
        make_step(measure)
        make_responsible(measure, organisation)
        query.measures.add(measure)
        requests.append(make_request(query, measure, organisation))
    participation = Participation.objects.create(query=query, organisation=organisation)
    return Asked(query, organisation, participation, requests, make_partner(organisation))


def make_question(query: StatusQuery, **fields: Any) -> Question:
    values = {"number": query.questions.count() + 1, "text": "Wie viele Ehrenamtliche?", **fields}
    return Question.objects.create(query=query, **values)


def open_book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cell_of(sheet: Any, key: str, header: str) -> Any:
    """The cell in the row that begins with `key`, below `header`."""
    column = next(cell.column for cell in sheet[1] if cell.value == header)
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == key)
    return sheet.cell(row, column)


def filled(content: bytes, *, at: Mapping[tuple[str, str, str], object]) -> bytes:
    """The file with values entered: sheet, name of the row and header → value."""
    book = open_book(content)
    for (sheet, key, header), value in at.items():
        cell_of(book[sheet], key, header).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
