"""Run as a process of its own by test_open_data_at_scale: do one step and say in JSON what it took.

python -m tests.proofs.open_data_child csv|json|xlsx
"""

import json
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import django


def download(ending: str) -> dict[str, Any]:
    """The file as a web process sends it; each piece is forgotten at once, as when the reader has taken it."""
    from django.test import Client  # noqa: PLC0415 - needs the settings first

    client = Client()
    # The first answer of a process loads what every later one finds loaded.
    client.get("/daten/handlungsfelder.csv").getvalue()
    before = peak()
    started = time.perf_counter()
    response = client.get(f"/daten/massnahmen.{ending}")
    pieces = iter(cast("Iterable[bytes]", response))
    size = len(next(pieces))
    first = time.perf_counter() - started
    rows = 0
    for piece in pieces:
        size += len(piece)
        rows += piece.count(b"\r\n" if ending == "csv" else b'"id":')
    response.close()
    return {
        "first": first,
        "seconds": time.perf_counter() - started,
        "rows": rows,
        "size": size,
        "before": before,
    }


def workbook() -> dict[str, Any]:
    """The job as `run_jobs` does it."""
    from django.utils import timezone  # noqa: PLC0415 - needs the settings first

    from reporting.models import Job, JobKind  # noqa: PLC0415
    from reporting.services.jobs import load_handlers, queue_job, run_due  # noqa: PLC0415
    from website.models import OpenDataFile  # noqa: PLC0415

    now = timezone.now()
    load_handlers()
    job = queue_job(kind=JobKind.OPEN_DATA, payload={"dataset": "massnahmen"}, now=now)
    before = peak()
    started = time.perf_counter()
    run_due(now=now)
    job = Job.objects.get(pk=job.pk)
    file = OpenDataFile.objects.get(name="massnahmen.xlsx")
    return {
        "seconds": time.perf_counter() - started,
        "state": job.state,
        "error": job.last_error,
        "rows": job.done,
        "size": file.size,
        "pieces": file.chunks.count(),
        "before": before,
    }


def peak() -> float:
    """The most that this process had in memory so far, in MiB; `getrusage` would count the parent's in as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "krefeld_integration.settings")
    django.setup()
    step = sys.argv[1]
    taken = workbook() if step == "xlsx" else download(step)
    print(json.dumps({**taken, "peak": peak()}))  # noqa: T201
