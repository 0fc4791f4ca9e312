"""While a job makes the files of a report of 1,000 measures, it says how far it is and other pages stay as quick.

pytest -m proof tests/proofs/test_pages_beside_a_report_job.py -s
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from reporting.models import FileKind, Job, JobKind, JobState, ReportFile
from reporting.services.queries import publish_query
from tests.proofs.sink import ROOT, database_url
from tests.proofs.states import NOW, gather_statistics
from tests.proofs.test_pdf_at_scale import closed

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

PAGES = ("/", "/massnahmen/", "/umsetzungsstand/")
ALONE = 20
MAKING = {"kind": JobKind.REPORT_FILES, "state": JobState.RUNNING}
SECONDS, MEGABYTES = 240, 1_500
#: The job has a core of its own; a page may wait for the disk and the database.
SLOWER, AT_LEAST = 1.5, 0.1
#: In hundredths, after the workbook and before the first page; and seconds from one step shown to the next.
TABLE_DONE, LONGEST_SILENCE = 5, 5
FEWEST_STEPS = 10


def seconds_of_pages(client: Client) -> float:
    started = time.perf_counter()
    for page in PAGES:
        assert client.get(page).status_code == 200
    return time.perf_counter() - started


@contextmanager
def running_job() -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DEMO": "1", "DATABASE_URL": database_url()}
    command = [sys.executable, "manage.py", "run_jobs"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def megabytes_of(pid: int) -> float:
    """What a process and its children hold in memory now."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    own = status.partition("VmRSS:")[2].split()[:1]
    return sum([int(size) / 1024 for size in own] + [megabytes_of(int(child)) for child in children])


def test_pages_beside_the_job_of_a_large_report(client: Client) -> None:
    query = closed(1_000)
    publish_query(query=query, version=query.version, now=NOW)
    gather_statistics()
    seconds_of_pages(client)
    alone = statistics.median(seconds_of_pages(client) for _ in range(ALONE))
    beside, memory, shown = [], [0.0], [0]
    seen_after: dict[int, float] = {}
    started = time.monotonic()
    with running_job() as process:
        while process.poll() is None:
            beside.append(seconds_of_pages(client))
            memory.append(megabytes_of(process.pid))
            shown.extend(Job.objects.filter(**MAKING).values_list("done", flat=True))
            seen_after.setdefault(shown[-1], time.monotonic() - started)
    spent, median, steps = time.monotonic() - started, statistics.median(beside), len(set(shown))
    print(  # noqa: T201
        f"\n{connection.vendor}: job {spent:.1f} s, {max(memory):.0f} MB, {steps} steps shown; three pages alone "
        f"{alone:.3f} s, beside it {median:.3f} s (median of {len(beside)}, slowest {max(beside):.3f} s), "
        f"load {os.getloadavg()[0]:.1f}"
    )
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert set(ReportFile.objects.values_list("kind", flat=True)) == set(FileKind.values)
    assert spent <= SECONDS
    assert max(memory) <= MEGABYTES
    assert shown == sorted(shown)
    # Reading the text before and writing the file afterwards tell nothing.
    pages_set = [moment for done, moment in seen_after.items() if done > TABLE_DONE]
    assert steps >= FEWEST_STEPS
    assert max(later - earlier for earlier, later in pairwise(pages_set)) <= LONGEST_SILENCE
    assert median <= max(alone * SLOWER, alone + AT_LEAST)
