"""A PDF that everybody can read, made by a child that reaches nothing; see documents/pdf/."""

import datetime as dt
import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.html import escape
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from documents.pdf import (
    LARGE,
    Limits,
    NoPlaceError,
    Pdf,
    PdfError,
    make_pdf,
    make_pdf_now,
    making,
    place,
    places,
)
from documents.texts import clean
from scripts import build_static
from tests.documents.pdfs import Opened

CREATED = dt.datetime(2026, 11, 4, tzinfo=dt.UTC)
PAGE = """<!DOCTYPE html><html lang="de"><head><title>Bericht der Stadt Übersee</title>
<link rel="stylesheet" href="file:///etc/passwd"><link rel="stylesheet" href="{host}/a.css">
<link rel="attachment" href="file:///etc/passwd">
<style>@import url("{host}/b.css"); @import url("file:///etc/passwd");
h1 {{ background: url("{host}/c.png") }}
@font-face {{ font-family: X; src: url("file:///etc/passwd") }}</style></head><body>
<h1>Umsetzungsstand</h1><h2>Überblick</h2>
<img src="file:///etc/passwd" alt="Bild"><img src="{host}/d.png" alt="Bild">
<object data="file:///etc/passwd"></object><embed src="file:///etc/passwd">
<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20" viewBox="0 0 100 20"><title>Fünf von neun</title>
<image href="file:///etc/passwd" width="9" height="9"/><use href="file:///etc/passwd#x"/><rect width="50" height="20"/>
</svg>
<table><thead><tr><th scope="col">Nummer</th></tr></thead><tbody><tr><td>1.1</td></tr></tbody></table>
<p><strong>Türkçe ğışç</strong> Українська їґ <em>kursiv</em> بالعالم <strong>مرحبا</strong></p>
</body></html>"""
#: Signs for which the portal's fonts have a picture.
LETTERS = st.text(
    st.characters(
        min_codepoint=0x21, max_codepoint=0x17F, exclude_characters="\xad", exclude_categories=["Cc", "Zs"]
    ),
    min_size=1,
    max_size=12,
)
PIECES = st.sampled_from(
    [
        "<b>&amp;</b>",
        "</p></body>",
        "]]>",
        "=1+1",
        "{% x %}",
        "{{ y }}",
        "Привіт",
        "_x0041_",
        "\x00",
        "\x0b",
        "\ufffe",
    ]
)


@pytest.fixture(scope="module")
def listener() -> Generator[socket.socket]:
    """A port of this machine that notes whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture(scope="module")
def content(listener: socket.socket) -> bytes:
    return make_pdf(_page(listener), created=CREATED)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Opened:
    return Opened(content)


def _page(listener: socket.socket) -> str:
    return PAGE.format(host=f"http://127.0.0.1:{listener.getsockname()[1]}")


def test_says_its_language_and_title(opened: Opened) -> None:
    assert opened.root["/Lang"] == "de"
    assert opened.title == "Bericht der Stadt Übersee"
    metadata = opened.reader.xmp_metadata
    assert metadata is not None
    assert metadata.dc_title == {"x-default": "Bericht der Stadt Übersee"}
    assert opened.root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_is_tagged_for_readers(opened: Opened) -> None:
    assert opened.root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/P"} <= set(opened.kinds)
    # The pictures that were not fetched are there by their words.
    assert opened.alternatives == ["Bild", "Bild", "Fünf von neun"]
    metadata = opened.root["/Metadata"].get_object().get_data().decode()
    assert 'pdfuaid:part="1"' in metadata


def test_headings_are_bookmarks(opened: Opened) -> None:
    assert opened.bookmarks == ["Umsetzungsstand", ["Überblick"]]


def test_fonts_are_the_portals_own_and_embedded(opened: Opened) -> None:
    resources: Any = opened.reader.pages[0]["/Resources"]
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in resources["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert {name.split("-Sans")[0] for name in names} == {"Fira", "IBM-Plex"}
    assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in fonts)


def test_letters_of_every_script_can_be_read_out(opened: Opened) -> None:
    words = opened.text.split()
    assert {"Türkçe", "ğışç", "Українська", "їґ", "kursiv", "بالعالم", "مرحبا"} <= set(words)


def test_no_address_is_opened(opened: Opened, listener: socket.socket) -> None:
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert b"root:" not in opened.content
    assert "root:" not in opened.text
    assert not opened.reader.attachments


def test_same_page_gives_same_bytes(content: bytes, listener: socket.socket) -> None:
    assert make_pdf(_page(listener), created=CREATED) == content


def test_carries_the_time_it_is_given(opened: Opened) -> None:
    metadata = opened.reader.metadata
    assert metadata is not None
    assert metadata.creation_date == metadata.modification_date == CREATED


@trying(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(st.one_of(LETTERS, PIECES), min_size=1, max_size=4).map("".join), min_size=5, max_size=40
    )
)
def test_hostile_texts_come_out_as_they_went_in(texts: list[str]) -> None:
    lines = "".join(f'<p style="hyphens: none">{escape(text)}</p>' for text in texts)
    page = f'<html lang="de"><title>{escape(texts[0])}</title><body>{lines}</body></html>'
    found = "".join(Opened(make_pdf(page, created=CREATED)).text.split())
    assert [text for text in texts if "".join(clean(text).split()) not in found] == []


def test_too_long_a_work_is_ended() -> None:
    with pytest.raises(PdfError, match="nach 0 Sekunden abgebrochen"):
        make_pdf("<p>x", created=CREATED, limits=Limits(seconds=0, megabytes=500))


def test_too_much_memory_is_refused() -> None:
    with pytest.raises(PdfError, match="konnte nicht erstellt werden"):
        make_pdf("<p>x", created=CREATED, limits=Limits(seconds=20, megabytes=60))


def test_progress_tells_the_pages() -> None:
    told: list[tuple[int, int]] = []
    pages = '<h1>1</h1><h2 style="break-before: page">2</h2>'
    make_pdf(pages, created=CREATED, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 3)]


def test_whoever_stops_waiting_ends_the_child() -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        make_pdf("<p>x", created=CREATED, progress=stop)


def test_no_process_of_the_portal_loads_weasyprint() -> None:
    """It takes as much memory as the rest of a worker; here everything is loaded that a worker loads.

    In a fresh process: other tests load it into this one.
    """
    code = f"import django, sys; django.setup(); import {settings.ROOT_URLCONF}; print('weasyprint' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "krefeld_integration.settings", "DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_places_are_few_and_come_back() -> None:
    with place(), pytest.raises(NoPlaceError), place():
        pass
    with place():
        pass


def test_without_the_folder_of_places_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PLACES", tmp_path / "missing")
    with pytest.raises(NoPlaceError), place():
        pass


def test_who_waits_waits_for_a_short_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SECONDS", 0)
    with pytest.raises(PdfError, match="nach 0 Sekunden abgebrochen"):
        make_pdf_now("<p>x", created=CREATED)


def test_all_tries_share_the_time_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []

    def make(html: str, *, created: dt.datetime, limits: Limits) -> Pdf:
        given.append(limits.seconds)
        passed = time.monotonic() + 5
        monkeypatch.setattr(time, "monotonic", lambda: passed)
        return Pdf(b"", 2)

    monkeypatch.setattr(places, "make_counted", make)
    with place() as here:
        for _ in range(4):
            here.make("<p>x", created=CREATED)
    assert given == [12, 7, 2, 0]


def test_without_the_fonts_there_is_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "FONTS", tmp_path / "fonts.conf")
    with pytest.raises(PdfError, match="Schriften"):
        make_pdf("<p>x", created=CREATED)


def test_the_child_counts_the_pages_it_has_written() -> None:
    pages = '<h1>1</h1><h2 style="break-before: page">2</h2>'
    assert making.make_counted(pages, created=CREATED, limits=LARGE).pages == 2


def test_what_pdfs_are_made_from_is_replaced_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pdf"
    (folder / "fonts").mkdir(parents=True)
    seen = []
    monkeypatch.setattr(build_static, "build_hyphens", lambda file: seen.append((folder / "fonts").exists()))
    monkeypatch.setattr(build_static, "build_pdf_fonts", lambda new: new.mkdir(parents=True))
    build_static.build_pdf(folder)
    assert seen == [True]
    assert [each.name for each in (folder / "places").iterdir()] == ["1"]
    assert [each.name for each in tmp_path.iterdir()] == ["pdf"]
