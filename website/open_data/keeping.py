"""Workbooks that take too long for a web request: made by a job, kept in pieces, replaced when the content changes."""

import datetime as dt
import hashlib
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from reporting.models import Job, JobKind, JobState
from reporting.services.jobs import queue_job
from website.models import OpenDataChunk, OpenDataFile

from .dataset import Dataset
from .datasets import DATASETS
from .formats import XLSX
from .rows import Row, one_state, stream_rows
from .version import content_state
from .workbook import write_workbook_file

#: So many rows a web request writes into a workbook itself.
MOST_ROWS_AT_ONCE = 2_000
CHUNK = 1024 * 1024
#: How often the job says how far it is.
TOLD_EVERY = 1_000
#: While people edit, a large file is not made anew at every change.
PAUSE = dt.timedelta(minutes=15)
PENDING = [JobState.QUEUED, JobState.RUNNING]

Progress = Callable[[int, int], None]


def file_name(dataset: Dataset) -> str:
    return f"{dataset.name}.{XLSX}"


def subject(dataset: Dataset) -> str:
    """By which a page finds the job."""
    return f"open_data:{file_name(dataset)}"


def is_large(dataset: Dataset) -> bool:
    """Looks no further than it must."""
    return dataset.public().order_by()[MOST_ROWS_AT_ONCE : MOST_ROWS_AT_ONCE + 1].exists()


def kept_file(dataset: Dataset) -> OpenDataFile | None:
    return OpenDataFile.objects.filter(name=file_name(dataset)).first()


def pieces(file: OpenDataFile) -> Iterator[bytes]:
    """One piece at a time, from one state: the file may be replaced while somebody slow still fetches the old one."""
    number = 0
    with one_state():
        while chunk := OpenDataChunk.objects.filter(file=file, number=number).first():
            yield bytes(chunk.content)
            number += 1


def queue_outdated_files(now: dt.datetime) -> None:
    """Run with every round of the jobs: a request for reading changes nothing, so it cannot queue anything itself."""
    large = [dataset for dataset in DATASETS.values() if is_large(dataset)]
    version = content_state().version if large else ""
    for dataset in large:
        file = kept_file(dataset)
        is_due = file is None or (file.content_version != version and file.created_at <= now - PAUSE)
        if is_due:
            queue_file(dataset, now=now)


def queue_file(dataset: Dataset, *, now: dt.datetime) -> None:
    """At most one job per file waits or runs; one that failed for good is tried again after the pause."""
    jobs = Job.objects.filter(subject=subject(dataset))
    recent = jobs.filter(queued_at__gt=now - PAUSE)
    if not jobs.filter(state__in=PENDING).exists() and not recent.filter(state=JobState.FAILED).exists():
        queue_job(
            kind=JobKind.OPEN_DATA, payload={"dataset": dataset.name}, now=now, subject=subject(dataset)
        )


def build_open_data(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
    """Job OPEN_DATA. Through files on disk row by row, then kept in pieces: nothing of it needs much memory."""
    dataset = DATASETS[payload["dataset"]]
    state = content_state()
    with tempfile.TemporaryDirectory() as folder, translation.override(settings.LANGUAGE_CODE):
        read, path = Path(folder) / "rows", Path(folder) / file_name(dataset)
        # All read from one state first: while it is held, nothing can be written, and so no progress shown.
        total = _set_aside(read, stream_rows(dataset, dataset.public()))
        progress(0, total)
        write_workbook_file(path, dataset, _taken_up(read), state, told=_counted(progress, total))
        _keep(path, dataset, version=state.version, now=now)
    progress(total, total)


def _set_aside(path: Path, rows: Iterator[Row]) -> int:
    total = 0
    with path.open("wb") as file:
        for row in rows:
            pickle.dump(row, file)
            total += 1
    return total


def _taken_up(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        while file.peek(1):
            # Its own file, written a moment ago in a folder that nobody else may read.
            yield pickle.load(file)  # noqa: S301


def _counted(progress: Progress, total: int) -> Callable[[], None]:
    done = 0

    def told() -> None:
        nonlocal done
        done += 1
        if done % TOLD_EVERY == 0:
            progress(done, total)

    return told


@transaction.atomic
def _keep(path: Path, dataset: Dataset, *, version: str, now: dt.datetime) -> None:
    """The old file is there until the new one is whole."""
    digest = hashlib.sha256()
    with path.open("rb") as written:
        while content := written.read(CHUNK):
            digest.update(content)
        OpenDataFile.objects.filter(name=file_name(dataset)).delete()
        file = OpenDataFile.objects.create(
            name=file_name(dataset),
            content_version=version,
            size=path.stat().st_size,
            sha256=digest.hexdigest(),
            created_at=now,
        )
        written.seek(0)
        number = 0
        while content := written.read(CHUNK):
            OpenDataChunk.objects.create(file=file, number=number, content=content)
            number += 1
