"""Starting the child process that makes a PDF, and watching over it."""

import datetime as dt
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from documents.progress import Progress
from documents.texts import clean

CHILD = Path(__file__).with_name("child.py")
STYLE = Path(__file__).with_name("print.css")
BUILT = Path(settings.BASE_DIR) / "build" / "pdf"
#: Names the only fonts that a PDF may have.
FONTS = BUILT / "fonts" / "fonts.conf"
#: About so many characters of HTML make a page; only the progress shown rests on it.
CHARACTERS_PER_PAGE = 3_500


class PdfError(Exception):
    """No PDF came out; the message tells why."""


@dataclass(frozen=True)
class Limits:
    """What a child may take; `megabytes` of addresses, so that it never holds more than that in memory."""

    seconds: int
    megabytes: int


@dataclass(frozen=True)
class Pdf:
    content: bytes
    pages: int


#: For a job.
LARGE = Limits(seconds=600, megabytes=1500)


def make_pdf(
    html: str, *, created: dt.datetime, limits: Limits = LARGE, progress: Progress | None = None
) -> bytes:
    """A PDF/UA-1 of a page that brings its own styles; it may name no file and no other address.

    The same HTML gives the same bytes: the time in the document is `created`, never the time of making.
    """
    return make_counted(html, created=created, limits=limits, progress=progress).content


def make_counted(html: str, *, created: dt.datetime, limits: Limits, progress: Progress | None = None) -> Pdf:
    """The same, with the number of its pages."""
    if not FONTS.exists():
        raise PdfError(_("Die Schriften für PDF-Dateien fehlen."))
    html = clean(html)
    order = {
        "html": html,
        "created": created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seconds": limits.seconds,
        "megabytes": limits.megabytes,
    }
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(json.dumps(order).encode())
        source.seek(0)
        pages = _run(source, target, created, limits, _pages_of(html, progress))
        target.seek(0)
        return Pdf(target.read(), pages)


def fingerprint(html: str) -> str:
    """Names a PDF by all that it is made from; another release of the portal may make another one."""
    return hashlib.sha256(b"".join([html.encode(), CHILD.read_bytes(), STYLE.read_bytes()])).hexdigest()


def _run(
    source: IO[bytes], target: IO[bytes], created: dt.datetime, limits: Limits, tell: Callable[[int], None]
) -> int:
    """How many pages the child has written."""
    # No variable of the portal goes along: the child knows neither the database nor the secret key.
    environment = {
        "FONTCONFIG_FILE": str(FONTS),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(int(created.timestamp())),
    }
    child = subprocess.Popen(  # noqa: S603 no word of it comes from outside
        [sys.executable, "-P", str(CHILD)],
        stdin=source,
        stdout=target,
        stderr=subprocess.PIPE,
        env=environment,
    )
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limits.seconds, end)
    timer.start()
    try:
        heard = _listen(child, tell)
        code = child.wait()
    finally:
        timer.cancel()
        child.kill()
        child.wait()
    if late.is_set():
        raise PdfError(_("Die PDF-Datei wurde nach %d Sekunden abgebrochen.") % limits.seconds)
    if code:
        raise PdfError(_("Die PDF-Datei konnte nicht erstellt werden: %s") % (heard.message or code))
    return heard.pages


@dataclass
class _Heard:
    """What the child has said in the end."""

    pages: int = 0
    message: str = ""


def _listen(child: "subprocess.Popen[bytes]", tell: Callable[[int], None]) -> _Heard:
    """Pass on which page is set; what the child says beside the pages is its message."""
    heard = _Heard()
    with child.stderr or tempfile.TemporaryFile() as lines:
        for raw in lines:
            line = raw.decode(errors="replace").strip()
            if line.startswith("page "):
                tell(int(line.removeprefix("page ")))
            elif line.startswith("pages "):
                heard.pages = int(line.removeprefix("pages "))
            elif line:
                heard.message = line
    return heard


def _pages_of(html: str, progress: Progress | None) -> Callable[[int], None]:
    expected = len(html) // CHARACTERS_PER_PAGE + 1

    def tell(pages: int) -> None:
        if progress is not None:
            # The last part is the writing of the file, after all pages are set.
            progress(pages, max(expected, pages) + 1)

    return tell
