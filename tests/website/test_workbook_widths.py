"""Columns of a workbook of the open data are as wide as what stands in them."""

import io

import openpyxl
import pytest
from django.test import Client
from openpyxl.utils import get_column_letter

from tests.builders import make_measure

pytestmark = pytest.mark.django_db


def test_numbers_are_narrow_identifiers_whole_and_sentences_wide(client: Client) -> None:
    make_measure()
    content = b"".join(client.get("/daten/massnahmen.xlsx").streaming_content)  # type: ignore[attr-defined]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    widths = {
        cell.value: sheet.column_dimensions[get_column_letter(place)].width
        for place, cell in enumerate(sheet[1], start=1)
    }
    assert widths["id"] > 36
    assert widths["nummer"] < 14
    assert widths["titel"] > 30
