"""Files that take too long for a web request: made by a job, kept in pieces, replaced when the content changes."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce, Length

from reporting.models import Job, JobState

from .models import OpenDataChunk, OpenDataFile
from .open_data.rows import one_state

CHUNK = 1024 * 1024
#: While people edit, a file is not made anew at every change.
PAUSE = dt.timedelta(minutes=15)
#: What failed for good, after all its attempts, will hardly work a moment later.
PAUSE_AFTER_FAILURE = dt.timedelta(hours=3)
#: Stands behind the name of a file that was replaced, whose readers may still be at it.
REPLACED = "~"
#: So long it stays: longer than it takes from finding a file to beginning to send it.
GRACE = dt.timedelta(minutes=5)


class BrokenFileError(Exception):
    """Fewer bytes than were announced: the sending is broken off, so that no reader takes it for the whole."""


def kept(name: str, *, rows: int) -> OpenDataFile | None:
    """Only when all of it is there, and not fewer `rows` are public than when it was made.

    So a withdrawal is seen at once, unless at least as many rows were added since: then the file stays until the next
    one is made. Row and pieces are seen in one statement, so in one state.
    """
    files = OpenDataFile.objects.filter(name=name)
    file = files.annotate(there=Coalesce(Sum(Length("chunks__content")), 0)).first()
    if file is None or file.there != file.size:
        return None
    counted = file.content_version.rpartition(" ")[2]
    return file if counted.isdecimal() and int(counted) <= rows else None


def stamp(version: str, rows: int) -> str:
    """What a file keeps as its version: with how many rows were public, since fewer mean that one was withdrawn."""
    return f"{version} {rows}"


def look_after(name: str, *, rows: int, now: dt.datetime) -> OpenDataFile | None:
    """The file as `kept` finds it, after what must not stay has gone."""
    file = kept(name, rows=rows)
    if file is None:
        drop([name])
    elif file.created_at <= now - GRACE:
        drop([name + REPLACED])
    return file


def drop(names: Iterable[str]) -> None:
    """With what they replaced; whoever is reading one of them reads on to its end."""
    both = [each for name in names for each in (name, name + REPLACED)]
    OpenDataFile.objects.filter(name__in=both).delete()


def pieces(file: OpenDataFile) -> Iterator[bytes]:
    """One piece at a time, from one state: the file may be replaced while somebody slow still fetches the old one."""
    number = sent = 0
    with one_state():
        while chunk := OpenDataChunk.objects.filter(file=file, number=number).first():
            yield bytes(chunk.content)
            sent += len(chunk.content)
            number += 1
    if sent != file.size:
        raise BrokenFileError(file.name)


@transaction.atomic
def put(name: str, source: BinaryIO, *, version: str, rows: int, now: dt.datetime) -> OpenDataFile:
    """The old file is there until the new one is whole, and under another name for a while longer."""
    digest, size = hashlib.sha256(), 0
    while content := source.read(CHUNK):
        digest.update(content)
        size += len(content)
    OpenDataFile.objects.filter(name=name + REPLACED).delete()
    OpenDataFile.objects.filter(name=name).update(name=name + REPLACED)
    file = OpenDataFile.objects.create(
        name=name,
        content_version=stamp(version, rows),
        size=size,
        sha256=digest.hexdigest(),
        created_at=now,
    )
    source.seek(0)
    number = 0
    while content := source.read(CHUNK):
        OpenDataChunk.objects.create(file=file, number=number, content=content)
        number += 1
    return file


def may_queue(subject: str, *, now: dt.datetime) -> bool:
    """At most one job per file waits or runs; one that failed for good is tried again hours later."""
    jobs = Job.objects.filter(subject=subject).annotate(ended_at=Coalesce("finished_at", "queued_at"))
    failed = jobs.filter(state=JobState.FAILED, ended_at__gt=now - PAUSE_AFTER_FAILURE)
    return not (jobs.pending() | failed).exists()
