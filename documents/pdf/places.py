"""PDFs for people who wait: few are made at once, and quickly, so that the public cannot stop the site."""

import datetime as dt
import fcntl
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .making import BUILT, Limits, Pdf, make_counted

PLACES = BUILT / "places"
#: All that is made in one request together; the web server ends a worker that takes much longer.
SECONDS = 12
MEGABYTES = 700


class NoPlaceError(Exception):
    """All places are taken; whoever asks comes back later."""


@dataclass(frozen=True)
class Place:
    """`ends` is the moment, of the clock that only goes forward, by which everything has to be made."""

    ends: float

    def make(self, html: str, *, created: dt.datetime) -> Pdf:
        """See `make_pdf`."""
        left = math.ceil(max(0, self.ends - time.monotonic()))
        return make_counted(html, created=created, limits=Limits(left, MEGABYTES))


@contextmanager
def place() -> Iterator[Place]:
    """Hold one of the places of this machine; the system gives it back even when the holder is killed."""
    # Where the folder is missing, as for a moment of every release, there is no place.
    for path in sorted(PLACES.glob("*")):
        # A lock needs no right to write, so the files may belong to whoever set the portal up.
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield Place(time.monotonic() + SECONDS)
            return
    raise NoPlaceError


def make_pdf_now(html: str, *, created: dt.datetime) -> bytes:
    """`make_pdf` for somebody who waits; raises `NoPlaceError` where others wait already."""
    with place() as here:
        return here.make(html, created=created).content
