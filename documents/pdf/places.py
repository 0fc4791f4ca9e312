"""How many PDFs are made at once for people who wait: the public cannot fill the machine with processes."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from .making import BUILT

PLACES = BUILT / "places"


class NoPlaceError(Exception):
    """All places are taken; whoever asks comes back later."""


@contextmanager
def place() -> Iterator[None]:
    """Hold one of the places of this machine; the system gives it back even when the holder is killed."""
    for path in sorted(PLACES.iterdir()):
        # A lock needs no right to write, so the files may belong to whoever set the portal up.
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise NoPlaceError
