"""Files that are refused before anything in them is read, each with the reason."""

import io
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from reporting.services.workbooks import WorkbookError, checking
from reporting.services.workbooks.limits import LARGEST_FILE, MOST_ROWS
from reporting.services.workbooks.reading import read_workbook
from tests.builders import make_organisation

from .workbooks import Asked, make_asked, open_book

pytestmark = pytest.mark.django_db
ENCRYPTED = checking.OLE + b"\0" * 512 + checking.ENCRYPTED
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def refusal(content: bytes, asked: Asked | None = None) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(content, (asked or make_asked()).participation)
    return str(caught.value)


def packed(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "", **members}.items():
            archive.writestr(name, content)
    return file.getvalue()


def saved(change: Callable[[openpyxl.Workbook], None], asked: Asked) -> bytes:
    book, file = open_book(asked.download()), io.BytesIO()
    change(book)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ist leer"),
        (b"Nummer;Antwort\r\n", "keine Excel-Datei"),
        (b"%PDF-1.7", "keine Excel-Datei"),
        (ENCRYPTED, "mit Kennwort geschützt"),
        (checking.OLE + b"\0" * 512, "im alten Excel-Format"),
        (b"PK\x03\x04 kein Archiv", "lässt sich nicht lesen"),
        (b"PK\x03\x04" + b"\0" * LARGEST_FILE, "zu groß"),
        (packed({"xl/vbaProject.bin": b"\0"}), "Makros"),
        (packed({"xl/externalLinks/externalLink1.xml": ""}), "Verknüpfungen"),
        (packed({"xl/embeddings/oleObject1.bin": b""}), "Verknüpfungen"),
        (packed({f"xl/media/{number}.png": b"" for number in range(200)}), "viel mehr"),
        (packed({"xl/worksheets/sheet1.xml": b" " * 20_000_000}), "viel mehr"),
        (packed({}), "lässt sich nicht lesen"),
    ],
)
def test_it_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_a_file_that_is_no_workbook_at_all() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brief.txt", "Guten Tag")
    assert "keine Excel-Datei" in refusal(file.getvalue())


def test_a_million_rows_are_refused_without_reading_them(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    sheet = "<sheetData>" + "".join(row.format(number) for number in range(1, 1_000_001)) + "</sheetData>"
    content = packed({"xl/worksheets/sheet1.xml": sheet})
    monkeypatch.setattr(checking, "LARGEST_FILE", 2 * len(content))
    monkeypatch.setattr(openpyxl, "load_workbook", None)
    asked = make_asked()
    begun = time.process_time()
    assert "viel mehr" in refusal(content, asked)
    assert time.process_time() - begun < 0.5


def test_too_many_rows_in_a_small_file_end_the_reading() -> None:
    asked = make_asked()

    def add(book: openpyxl.Workbook) -> None:
        for number in range(2, MOST_ROWS + 20):
            book["Maßnahmen"].cell(number, 2).value = "x"

    assert "viel mehr Zeilen" in refusal(saved(add, asked), asked)


def test_an_entity_is_not_resolved() -> None:
    asked = make_asked()
    before = zipfile.ZipFile(io.BytesIO(asked.download()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in before.namelist():
            text = before.read(name)
            if name == "xl/sharedStrings.xml":
                text = text.replace(b"<sst", b'<!DOCTYPE a [<!ENTITY b "c">]><sst', 1)
            archive.writestr(name, text)
    assert "lässt sich nicht lesen" in refusal(file.getvalue(), asked)


def test_a_file_of_another_organisation() -> None:
    asked, other = make_asked(), make_asked()
    other.participation.query = asked.query
    other.participation.organisation = make_organisation()
    assert "zu einer anderen Organisation" in refusal(other.download(), asked)


def test_a_file_of_another_query() -> None:
    asked, other = make_asked(), make_asked()
    reason = refusal(other.download(), asked)
    assert "zu einer anderen Abfrage" in reason
    assert asked.query.title in reason


def test_a_file_of_an_earlier_layout() -> None:
    asked = make_asked()

    def age(book: openpyxl.Workbook) -> None:
        book["Kennung"]["B1"].value = "0"

    assert "alten Aufbau" in refusal(saved(age, asked), asked)


@pytest.mark.parametrize("place", ["B2", "B3", "B4", "B5", "A6", "B6", "D6", "E6"])
def test_an_identity_that_was_changed(place: str) -> None:
    asked = make_asked()

    def forge(book: openpyxl.Workbook) -> None:
        value = str(book["Kennung"][place].value)
        book["Kennung"][place].value = value[:-1] + ("0" if value[-1] != "0" else "1")

    assert "Kennung wurde verändert" in refusal(saved(forge, asked), asked)


def test_a_workbook_without_identity() -> None:
    asked = make_asked()
    assert "keine Tabelle aus diesem Portal" in refusal(
        saved(lambda book: book.remove(book["Kennung"]), asked), asked
    )


def test_a_table_from_before_the_shared_seal() -> None:
    """Its seal is the same, with all of its 64 digits."""
    asked = make_asked()

    def lengthen(book: openpyxl.Workbook) -> None:
        book["Kennung"]["B5"].value = f"{book['Kennung']['B5'].value}{'0' * 24}"

    assert read_workbook(saved(lengthen, asked), asked.participation).identity.marks


def test_the_key_before_the_last_rotation_still_counts(settings: object) -> None:
    asked = make_asked()
    content = asked.download()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "ein neuer Schlüssel"  # type: ignore[attr-defined]
    assert read_workbook(content, asked.participation).identity.marks
