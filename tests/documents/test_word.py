"""Word documents: styles that Word knows, every text readable, the same bytes each time."""

import datetime as dt
import io
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.texts import clean
from documents.word import WordColumn, WordDocument, WordProperties
from tests.documents.hostile import hostile_texts

CREATED = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


def make_document(**properties: str) -> WordDocument:
    values = {"title": "Vorlage 1", "author": "Amt", **properties}
    return WordDocument(WordProperties(created=CREATED, **values))  # type: ignore[arg-type]


def opened(document: WordDocument) -> Document:
    return docx.Document(io.BytesIO(document.content()))


def styled(document: Document) -> list[tuple[str, str]]:
    return [(str(each.style and each.style.name), each.text) for each in document.paragraphs]


@given(texts=st.lists(hostile_texts, min_size=2, max_size=3))
@settings(max_examples=12, deadline=None)
def test_every_text_comes_back(texts: list[str]) -> None:
    document = make_document(title=texts[0])
    document.paragraph(texts[0])
    document.title(texts[1])
    document.table("Titel", [WordColumn("A"), WordColumn("B")], [texts[:2]], word="Tabelle")
    back = opened(document)
    assert back.paragraphs[0].text == clean(texts[0])
    assert back.paragraphs[1].text == " ".join(clean(texts[1]).split())
    assert [cell.text for cell in back.tables[0].rows[1].cells] == [clean(text) for text in texts[:2]]


@given(texts=st.lists(hostile_texts, max_size=12))
@settings(max_examples=10, deadline=None)
def test_markdown_never_breaks_the_document(texts: list[str]) -> None:
    document = make_document()
    for text in texts:
        document.markdown(text, below=2)
        document.plain(text)
    opened(document)


def test_the_same_content_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = []
    for moment in (1_900_000_000, 2_000_000_000):
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        document = make_document()
        document.markdown("1. eins\n2. zwei\n\n- drei", below=2)
        document.table("Titel", [WordColumn("A")], [["a"]], word="Tabelle")
        contents.append(document.content())
    assert contents[0] == contents[1]
    with ZipFile(io.BytesIO(contents[0])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_it_says_what_it_is_and_in_which_language() -> None:
    back = opened(make_document(subject="Abfrage"))
    core = back.core_properties
    assert (core.title, core.author, core.subject, core.language) == ("Vorlage 1", "Amt", "Abfrage", "de-DE")
    assert core.created == core.modified == CREATED
    languages = {each.get(qn("w:val")) for each in back.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-DE"}


def test_headings_are_words_own_styles() -> None:
    document = make_document()
    document.title("Betreff")
    document.heading("Erstes", 1)
    document.heading("Zweites", 2)
    document.bullets(["Punkt"])
    assert styled(opened(document)) == [
        ("Title", "Betreff"),
        ("Heading 1", "Erstes"),
        ("Heading 2", "Zweites"),
        ("List Bullet", "Punkt"),
    ]


def test_a_table_repeats_its_heading_and_keeps_rows_whole() -> None:
    document = make_document()
    rows = [["kurz", "kurz"], ["lang " * 400, "kurz"]]
    document.table("Maßnahmen", [WordColumn("A"), WordColumn("B")], rows, word="Tabelle")
    back = opened(document)
    # The number between is a field that Word counts.
    assert styled(back)[0] == ("Caption", "Tabelle : Maßnahmen")
    (table,) = back.tables
    assert table.style is not None
    assert table.style.name == "Table Grid"
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    whole = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows]
    assert (heads, whole) == ([True, False, False], [True, True, False])
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption is not None
    assert caption.get(qn("w:val")) == "Maßnahmen"


def test_page_numbers_are_fields() -> None:
    document = make_document()
    document.set_margins(left="Stadt", right="Entwurf", page="Seite", of="von")
    section = opened(document).sections[0]
    fields = [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert section.header.paragraphs[0].text == "Stadt\tEntwurf"


def test_arabic_runs_from_right_to_left_and_german_does_not() -> None:
    document = make_document()
    document.paragraph("مرحبا بالعالم 2026")
    document.paragraph("2026: Guten Tag")
    turned = [each._p.find(f".//{qn('w:bidi')}") is not None for each in opened(document).paragraphs]
    assert turned == [True, False]


def test_nothing_turns_the_reading_around() -> None:
    document = make_document()
    document.paragraph("Kosten \u202e00001 Euro")
    assert opened(document).paragraphs[0].text == "Kosten 00001 Euro"


def test_markdown_becomes_lists_emphasis_and_addresses() -> None:
    document = make_document()
    document.markdown(
        "## Kopf\n\nEin **fettes** Wort, [hier](https://example.org).\n\n- a\n  - b\n\n1. c\n\n   weiter\n2. d",
        below=2,
    )
    back = opened(document)
    assert styled(back) == [
        ("Heading 3", "Kopf"),
        ("Normal", "Ein fettes Wort, hier (https://example.org)."),
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("List Number", "c"),
        ("List Continue", "weiter"),
        ("List Number", "d"),
    ]
    assert [run.text for run in back.paragraphs[1].runs if run.bold] == ["fettes"]


def test_headings_of_a_text_leave_no_level_out() -> None:
    document = make_document()
    document.markdown("#### Zu tief\n\n## Kopf\n\n### Darunter", below=2)
    assert styled(opened(document)) == [
        ("Heading 3", "Zu tief"),
        ("Heading 3", "Kopf"),
        ("Heading 4", "Darunter"),
    ]


def test_typed_lines_with_a_dash_become_a_list_and_other_lines_stay_lines() -> None:
    document = make_document()
    document.plain("Es gilt:\n- eins\n- zwei\nDanach\nmehr.\n\nNeu - alt")
    assert styled(opened(document)) == [
        ("Normal", "Es gilt:"),
        ("List Bullet", "eins"),
        ("List Bullet", "zwei"),
        ("Normal", "Danach\nmehr."),
        ("Normal", "Neu - alt"),
    ]


def test_a_line_end_in_markdown_is_a_space_as_on_the_page() -> None:
    document = make_document()
    document.markdown("eine\nZeile", below=2)
    assert styled(opened(document)) == [("Normal", "eine Zeile")]


def test_each_numbered_list_begins_with_one() -> None:
    document = make_document()
    document.numbered(["a", "b"])
    document.numbered(["c"])
    numbers = [each._p.pPr.numPr.numId.val for each in opened(document).paragraphs]  # type: ignore[union-attr]
    assert numbers[0] == numbers[1] != numbers[2]
