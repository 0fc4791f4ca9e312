"""Files of tables: the same values out as in, whoever reads them, and never a formula."""

import csv
import datetime as dt
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from documents.tables import (
    GERMAN,
    RFC_4180,
    Cell,
    Column,
    Properties,
    Sheet,
    Variant,
    csv_rows,
    escaped,
    unescaped,
    write_large_workbook,
    write_workbook,
)
from documents.tables.sheets import LONGEST_TEXT, cut, sheet_title
from documents.texts import clean
from tests.documents.hostile import hostile_texts

PROPERTIES = Properties("Tabelle", "Amt", dt.date(2026, 11, 2))
#: How the format itself writes a character, and two that share a sign, which XlsxWriter does not keep apart.
SIGN = re.compile("_x([0-9a-fA-F]{4})_")
NESTED_SIGNS = re.compile("_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize(("width", "columns"), [(10, None), (90, "$A:$A")])
def test_a_printed_page_names_its_columns_and_on_wide_sheets_its_rows(
    width: int, columns: str | None
) -> None:
    sheet = Sheet("Werte", [Column(f"Spalte {number}", width=width) for number in range(4)], [["a"] * 4])
    book = load_workbook(io.BytesIO(write_workbook([sheet], PROPERTIES)))
    assert (book["Werte"].print_title_cols, book["Werte"].print_title_rows) == (columns, "$1:$1")


def csv_of(*rows: list[Cell], variant: Variant = GERMAN) -> bytes:
    return b"".join(csv_rows(rows, variant))


def book_of(*rows: list[Cell], columns: int = 3) -> bytes:
    return write_workbook([Sheet("Blatt", [Column(f"S{n}") for n in range(columns)], rows)], PROPERTIES)


def strings_in(book: bytes) -> list[str]:
    """The texts as they stand in the file, without what a reading library makes of them."""
    with ZipFile(io.BytesIO(book)) as parts:
        items = ET.fromstring(parts.read("xl/sharedStrings.xml")).iter(f"{MAIN}si")
        return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items]


def shown_by_excel(text: str) -> str:
    return SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)


def test_german_csv_opens_by_a_double_click() -> None:
    row: list[Cell] = ["Müller", Decimal("1.50"), -2.25, dt.date(2026, 9, 30), True, None]
    assert csv_of(["Name"], row) == "\ufeffName\r\nMüller;1,5;-2,25;2026-09-30;ja;\r\n".encode()


def test_csv_for_programs_follows_rfc_4180() -> None:
    row: list[Cell] = ["Müller, A.", Decimal("1.50"), 1e21, dt.date(2026, 9, 30), False, None]
    expected = '"Müller, A.",1.5,1000000000000000000000,2026-09-30,false,\r\n'
    assert csv_of(row, variant=RFC_4180) == expected.encode()


@pytest.mark.parametrize("variant", [GERMAN, RFC_4180], ids=lambda variant: variant.name)
@given(texts=st.lists(hostile_texts, min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_text_comes_back_from_a_csv(variant: Variant, texts: list[str]) -> None:
    content = csv_of([*texts], variant=variant).decode(variant.encoding)
    (row,) = csv.reader(io.StringIO(content, newline=""), delimiter=variant.delimiter)
    assert [unescaped(cell) for cell in row] == [clean(text) for text in texts]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row)
    assert not any(cell.startswith(("\t", "\r", "\n")) for cell in row)


@given(text=hostile_texts)
@settings(max_examples=100, deadline=None)
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_a_large_csv_begins_with_its_heading_and_keeps_nothing() -> None:
    """Of endless rows the first piece comes at once."""
    numbers: Iterator[list[Cell]] = ([number] for number in itertools.count())
    pieces = csv_rows(itertools.chain([["Nummer"]], numbers), GERMAN)
    assert next(pieces) == "\ufeffNummer\r\n".encode()
    assert next(pieces).startswith(b"0\r\n1\r\n")


@given(
    texts=st.lists(hostile_texts.filter(lambda text: not NESTED_SIGNS.search(text)), min_size=1, max_size=4)
)
@settings(max_examples=25, deadline=None)
def test_every_text_comes_back_from_a_workbook_and_none_is_a_formula(texts: list[str]) -> None:
    content = book_of([*texts], columns=len(texts))
    heads = {f"S{number}" for number in range(len(texts))}
    assert {shown_by_excel(text) for text in strings_in(content)} - heads == {*map(clean, texts)} - {
        ""
    } - heads
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_markup_of_the_format_is_text_like_any_other(tmp_path: Path) -> None:
    sheet = Sheet("Blatt", [Column("<r>A & B</r>")], [["<r>1 < 2</r>"]])
    write_large_workbook(tmp_path / "large.xlsx", [sheet], PROPERTIES)
    for content in (write_workbook([sheet], PROPERTIES), (tmp_path / "large.xlsx").read_bytes()):
        rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        assert [*rows] == [("<r>A & B</r>",), ("<r>1 < 2</r>",)]


def test_values_have_real_types() -> None:
    row: list[Cell] = [
        "=1+1",
        Decimal("1.5"),
        dt.date(2026, 9, 30),
        dt.datetime(2026, 9, 30, 8, 0, tzinfo=dt.UTC),
        True,
        None,
    ]
    sheet = load_workbook(io.BytesIO(book_of(row, columns=6))).worksheets[0]
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.data_type for cell in cells] == ["s", "n", "d", "d", "b", "n"]
    assert [cell.value for cell in cells[:2]] == ["=1+1", 1.5]
    assert cells[2].number_format == "dd.mm.yyyy"


@pytest.mark.parametrize("value", [Decimal("NaN"), float("inf"), 10**18, dt.date(1815, 6, 18)])
def test_what_excel_cannot_count_with_stands_there_as_text(value: Cell) -> None:
    assert load_workbook(io.BytesIO(book_of([value]))).worksheets[0]["A2"].data_type == "s"


def test_the_heading_stays_in_sight_and_can_be_filtered() -> None:
    sheet = load_workbook(io.BytesIO(book_of(["a", "b", "c"], ["d", "e", "f"]))).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.print_title_rows == "$1:$1"


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    longest = cut("😀" * 20_000)
    assert longest.endswith("😀 […]")
    assert len(longest.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert cut("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT


@pytest.mark.parametrize(
    ("wanted", "taken", "title"),
    [
        ("a" * 40, [], "a" * 31),
        ("[Stand]: a/b?", [], "Stand   a b"),
        ("''", [], "-"),
        ("History", [], "History_"),
        ("Blatt", ["BLATT"], "Blatt (2)"),
        ("a" * 31, ["a" * 31], "a" * 27 + " (2)"),
    ],
)
def test_sheets_get_names_that_excel_takes(wanted: str, taken: list[str], title: str) -> None:
    assert sheet_title(wanted, taken) == title


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.tables.workbooks.MOST_ROWS", 3)
    book = load_workbook(io.BytesIO(book_of([1], [2], [3], [4], [5], columns=1)))
    assert book.sheetnames == ["Blatt", "Blatt (2)", "Blatt (3)"]
    assert [sheet.max_row for sheet in book] == [3, 3, 2]


def test_the_same_rows_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["a", 1, dt.date(2026, 1, 1)]]
    later = iter(range(2_000_000_000, 2_000_100_000, 1000))
    monkeypatch.setattr("time.time", lambda: next(later))
    assert book_of(*rows) == book_of(*rows)
    for name in ("first", "second"):
        sheet = Sheet("Blatt", [Column("A"), Column("B"), Column("C")], rows)
        write_large_workbook(tmp_path / name, [sheet], PROPERTIES)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_large_workbook_holds_the_same_values(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["=1", 2, dt.date(2026, 1, 1)], ["b", None, None]]
    write_large_workbook(
        tmp_path / "book.xlsx", [Sheet("Blatt", [Column("A"), Column("B"), Column("C")], rows)], PROPERTIES
    )
    sheet = load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "d"]
    assert [cell.value for cell in sheet[3]] == ["b", None, None]
