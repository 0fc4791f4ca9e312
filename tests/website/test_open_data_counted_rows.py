"""A file says how many rows it has itself, not how many there were a moment before."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from tests.builders import make_field, make_measure
from website.open_data.described.measures import MEASURES
from website.open_data.rows import Row, stream_rows
from website.open_data.selection import Selection, select
from website.open_data.version import content_state
from website.open_data.workbook import write_workbook_file

pytestmark = pytest.mark.django_db

QUERY = "q=Weg"


@pytest.fixture(autouse=True)
def two_measures() -> None:
    field = make_field()
    for number in range(2):
        make_measure(field, title=f"Weg {number}")


def test_in_json_what_comes_before_the_rows_are_read_is_counted(client: Client) -> None:
    pieces = iter(client.get(f"/daten/massnahmen.json?{QUERY}"))
    begun = next(pieces)
    make_measure(title="Weg dazu")
    said = json.loads(begun + b"".join(pieces))
    assert said["auswahl"]["zeilen"] == len(said["daten"]) == 3


def test_in_a_workbook_it_is_too(tmp_path: Path) -> None:
    def rows(selection: Selection) -> Iterator[Row]:
        make_measure(title="Weg dazu")
        yield from stream_rows(MEASURES, selection.rows)

    selection = select(MEASURES, QueryDict(QUERY), on=timezone.localdate())
    path = tmp_path / "massnahmen.xlsx"
    write_workbook_file(path, MEASURES, rows(selection), content_state(), selection.part)
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    said: Any = book["Herkunft"].values
    assert dict(said)["Zeilen"] == book.worksheets[0].max_row - 1 == 3


def test_a_choice_without_rows_says_so(client: Client) -> None:
    said = json.loads(b"".join(client.get("/daten/massnahmen.json?q=nichts-davon")))
    assert (said["auswahl"]["zeilen"], said["daten"]) == (0, [])
