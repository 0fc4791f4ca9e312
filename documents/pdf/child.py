"""Makes one PDF, in a process of its own: JSON on stdin, the PDF on stdout, pages and errors on stderr.

Started by path and not as a module, so that nothing of the portal is loaded here. It can reach no network and, by
WeasyPrint, no file but the style sheet beside it.
"""

import ctypes.util
import gc
import hashlib
import json
import logging
import marshal
import resource
import sys
from pathlib import Path
from typing import Any

# A report of eighteen measures takes two seconds, and loading what makes it was one of them. Nothing that is loaded
# ever becomes garbage; and for each name of a library that does not exist here, ctypes would ask a compiler.
gc.disable()
ctypes.util.find_library = lambda name: None

import pyphen  # noqa: E402
import weasyprint  # noqa: E402
from weasyprint.urls import URLFetcher  # noqa: E402

#: Made at set-up by scripts/build_static.py.
HYPHENS = Path(__file__).resolve().parents[2] / "build" / "pdf" / "hyphens"
#: So many new objects between two searches for garbage: pages are mostly kept until the end.
OBJECTS = 200_000
REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "urllib.Request",
)
MEBIBYTE = 1024 * 1024


class NoFetcher(URLFetcher):
    """The text of a page is partly somebody else's: whatever address it names is not opened."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        raise ValueError("addresses are not opened")


def main() -> int:
    order = json.load(sys.stdin)
    limit = order["megabytes"] * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # Whoever started this process ends it in time, unless they were killed themselves.
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"] + 1, order["seconds"] + 1))
    sys.addaudithook(_refuse)
    try:
        content = _make(order["html"], order["created"])
    except MemoryError:
        sys.stderr.write(f"more than {order['megabytes']} MB of memory\n")
        return 1
    sys.stdout.buffer.write(content)
    return 0


def _make(html: str, created: str) -> bytes:
    _know_hyphens()
    gc.freeze()
    gc.enable()
    gc.set_threshold(OBJECTS, 20, 20)
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(_PageCounter())
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    style = Path(__file__).with_name("print.css").read_text(encoding="utf-8")
    fetcher = NoFetcher()
    document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="about:blank").render(
        stylesheets=[weasyprint.CSS(string=style, url_fetcher=fetcher, base_url="about:blank")],
        pdf_variant="pdf/ua-1",
    )
    document.metadata.created = document.metadata.modified = created
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    content: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=_leave_letters_whole
    )
    sys.stderr.write(f"pages {len(document.pages)}\n")
    return content


def _leave_letters_whole(_document: Any, pdf: Any) -> None:
    """A text of a drawing that ends at its place, or has its middle there, is set in a transparency group.

    Chromium's reader paints such a group on pixels of its own and cuts off a part of the first letter. Nothing in a
    text is transparent, so that it needs no group.
    """
    for part in pdf.objects:
        drawn = getattr(part, "extra", {})
        if "Group" in drawn and b"BT" in part.stream:
            del drawn["Group"]


def _know_hyphens() -> None:
    """Give the patterns as they were read at set-up; without them, they are read anew, which takes longer."""
    # Of the German ones it would take Switzerland's or Austria's, as the folder happens to be read.
    german = pyphen.LANGUAGES["de"] = pyphen.LANGUAGES["de_DE"]
    if HYPHENS.exists():
        known = pyphen.HyphDict.__new__(pyphen.HyphDict)
        known.maxlen, known.patterns = marshal.loads(HYPHENS.read_bytes())  # noqa: S302 a file of our own
        known.cache = {}
        pyphen.hdcache[german] = known


class _PageCounter(logging.Handler):
    """Tells the number of every page that is set; only what is shown of the progress rests on these words."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == "Step 5 - Creating layout - Page %d" and isinstance(record.args, tuple):
            sys.stderr.write(f"page {record.args[0]}\n")
            sys.stderr.flush()


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(REFUSED):
        raise PermissionError(f"{event} is not allowed while a PDF is made")


if __name__ == "__main__":
    sys.exit(main())
