"""Workbooks that take too long for a web request: made by a job, kept in pieces, replaced when the content changes."""

import datetime as dt
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from documents.progress import Progress
from reporting.models import JobKind
from reporting.services.jobs import queue_job
from website import kept_files
from website.models import OpenDataFile

from .dataset import Dataset
from .datasets import DATASETS
from .formats import XLSX
from .rows import Row, stream_rows
from .version import content_state
from .workbook import write_workbook_file

#: So many rows a web request writes into a workbook itself.
MOST_ROWS_AT_ONCE = 2_000


def file_name(dataset: Dataset) -> str:
    return f"{dataset.name}.{XLSX}"


def subject(dataset: Dataset) -> str:
    """By which a page finds the job."""
    return f"open_data:{file_name(dataset)}"


def is_large(dataset: Dataset) -> bool:
    """Looks no further than it must."""
    return dataset.public().order_by()[MOST_ROWS_AT_ONCE : MOST_ROWS_AT_ONCE + 1].exists()


def kept_file(dataset: Dataset) -> OpenDataFile | None:
    """None where there is none yet, and as soon as fewer rows are public than when it was made."""
    return kept_files.kept(file_name(dataset), rows=_rows(dataset))


def _rows(dataset: Dataset) -> int:
    return dataset.public().order_by().count()


def queue_outdated_files(now: dt.datetime) -> None:
    """Run with every round of the jobs: a request for reading changes nothing, so it cannot queue anything itself."""
    large = [dataset for dataset in DATASETS.values() if is_large(dataset)]
    kept_files.drop(file_name(dataset) for dataset in DATASETS.values() if dataset not in large)
    version = content_state().version if large else ""
    for dataset in large:
        rows = _rows(dataset)
        file = kept_files.look_after(file_name(dataset), rows=rows, now=now)
        is_due = file is None or (
            file.content_version != kept_files.stamp(version, rows)
            and file.created_at <= now - kept_files.PAUSE
        )
        if is_due and kept_files.may_queue(subject(dataset), now=now):
            payload = {"dataset": dataset.name}
            queue_job(kind=JobKind.OPEN_DATA, payload=payload, now=now, subject=subject(dataset))


def build_open_data(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
    """Job OPEN_DATA. Through files on disk row by row, then kept in pieces: nothing of it needs much memory."""
    dataset = DATASETS[payload["dataset"]]
    state = content_state()
    with tempfile.TemporaryDirectory() as folder:
        read, path = Path(folder) / "rows", Path(folder) / file_name(dataset)
        # All read from one state first: while it is held, nothing can be written, and so no progress shown.
        total = _set_aside(read, stream_rows(dataset, dataset.public()))
        progress(0, total)
        write_workbook_file(path, dataset, _taken_up(read), state, told=_counted(progress, total))
        with path.open("rb") as written:
            kept_files.put(file_name(dataset), written, version=state.version, rows=total, now=now)
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
        progress(done, total)

    return told
