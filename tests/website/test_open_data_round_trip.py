"""Hostile texts come out of every file as they went in, and no spreadsheet calculates with them."""

import csv
import io
import json

import openpyxl
from hypothesis import example, given
from hypothesis import strategies as st

from documents.tables import GERMAN, RFC_4180, unescaped
from documents.texts import clean
from website.open_data.columns import Column, list_of, text
from website.open_data.dataset import Dataset
from website.open_data.formats import SEPARATOR, csv_pieces, json_pieces
from website.open_data.version import ContentState
from website.open_data.workbook import write_workbook_file

HOSTILE = st.text(max_size=60) | st.sampled_from(
    [
        "=1+1",
        "+49",
        "-1",
        "@SUM(A1)",
        "\t=x",
        "'=x",
        "a;b",
        'a"b',
        "a\r\nb",
        "\x00",
        "﻿=x",
        "＝1",
        "مرحبا",
        "\ud800",
    ]
)
STATE = ContentState("v", None)


def of(values: list[str], words: list[str]) -> Dataset:
    columns: tuple[Column, ...] = (
        text("ein_text", "", lambda row: row[0], ""),
        list_of("worte", "", lambda row: row[1], ""),
    )
    return Dataset("probe", "Probe", "", (), columns, public=None, full=None)  # type: ignore[arg-type]


def read_back(content: str, delimiter: str) -> list[str]:
    rows = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))
    return [unescaped(row["ein_text"]) for row in rows]


@given(st.lists(HOSTILE, min_size=1, max_size=5))
@example(["=cmd|' /C calc'!A0", "-2+3", ""])
def test_texts_survive_both_variants_of_csv(texts: list[str]) -> None:
    dataset = of(texts, [])
    for variant, encoding in ((GERMAN, "utf-8-sig"), (RFC_4180, "utf-8")):
        rows = [dataset.values((each, [])) for each in texts]
        content = b"".join(csv_pieces(dataset, rows, variant)).decode(encoding)
        assert read_back(content, variant.delimiter) == [clean(each) for each in texts]


@given(st.lists(HOSTILE, max_size=5))
def test_texts_and_lists_survive_json(texts: list[str]) -> None:
    dataset = of(texts, texts)
    rows = [dataset.values((each, texts)) for each in texts]
    with_head = b"".join(json_pieces(dataset, rows, STATE))
    records = json.loads(with_head)["daten"]
    assert [record["ein_text"] for record in records] == [clean(each) for each in texts]
    assert all(record["worte"] == [clean(each) for each in texts] for record in records)


@given(st.lists(HOSTILE.filter(lambda each: clean(each).strip()), min_size=1, max_size=4))
@example(["a | b", "c"])
def test_lists_can_be_taken_apart_again(words: list[str]) -> None:
    dataset = of([], words)
    content = b"".join(csv_pieces(dataset, [dataset.values(("x", words))], RFC_4180)).decode()
    [row] = csv.DictReader(io.StringIO(content, newline=""))
    assert len(unescaped(row["worte"]).split(SEPARATOR)) == len(words)


def test_no_cell_of_a_workbook_is_a_formula(tmp_path) -> None:  # type: ignore[no-untyped-def]
    texts = ["=1+1", "+1", "-1", "@x", "\t=1", "http://example.org", "007"]
    dataset = of(texts, [])
    path = tmp_path / "probe.xlsx"
    write_workbook_file(path, dataset, [dataset.values((each, [])) for each in texts], STATE)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [clean(each) for each in texts]
    assert {cell.data_type for cell in cells} == {"s"}
