"""Long work outside the web request: queued with the change that needs it, done by `run_jobs` (DESIGN.md 9)."""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from reporting.models import Job, JobKind, JobState

from .cleaning import delete_expired
from .paper_files import build_paper_files
from .report_files import build_report_files

LEASE = dt.timedelta(minutes=15)
MAX_ATTEMPTS = 5

logger = logging.getLogger(__name__)

#: Tells how much is done of how much; see `_progress_of`.
Progress = Callable[[int, int], None]
Handler = Callable[[Mapping[str, Any], dt.datetime, Progress], None]

#: What does the work of each kind. A handler may run twice and then leaves the same result. It opens transactions of
#: its own, short ones: what takes minutes must not keep others from writing.
HANDLERS: dict[str, Handler] = {
    JobKind.REPORT_FILES: build_report_files,
    JobKind.PAPER_FILES: build_paper_files,
    JobKind.CLEANING: delete_expired,
}


#: What is looked after in every round, such as files that have become outdated; quick where there is nothing to do.
ROUTINES: list[Callable[[dt.datetime], None]] = []


class LeaseLostError(Exception):
    """Another worker has taken the job over; this one must not go on."""


def register_handler(kind: JobKind, handler: Handler) -> None:
    """For apps above this one, which it may not import."""
    HANDLERS[kind] = handler


def register_routine(routine: Callable[[dt.datetime], None]) -> None:
    """For apps above this one, which it may not import."""
    ROUTINES.append(routine)


def queue_job(*, kind: JobKind, payload: Mapping[str, Any], now: dt.datetime, subject: str = "") -> Job:
    """Queue work within the caller's transaction; a page finds it by its `subject`."""
    return Job.objects.create(kind=kind, payload=dict(payload), subject=subject, queued_at=now)


def queue_daily(*, now: dt.datetime) -> None:
    """Queue what is to be done once on each local day; two timers at once at worst do it twice."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Job.objects.filter(kind=JobKind.CLEANING, queued_at__gte=today).exists():
        queue_job(kind=JobKind.CLEANING, payload={}, now=now)


def run_routines(*, now: dt.datetime) -> None:
    """Before the jobs, which the routines may queue; one that fails must not keep them from being done."""
    for routine in ROUTINES:
        try:
            routine(now)
        except Exception:
            logger.exception("routine %s failed", routine.__name__)


def run_due(*, now: dt.datetime, limit: int = 20) -> Counter[JobState]:
    """Do what is due, and tell how many jobs got into which state."""
    started = time.monotonic()
    outcome: Counter[JobState] = Counter()
    for pk in list(Job.objects.due(now=now).values_list("pk", flat=True)[:limit]):
        moment = now + dt.timedelta(seconds=time.monotonic() - started)
        job = _claim(pk, now=moment)
        if job is not None:
            outcome[_run(job, now=moment)] += 1
    return outcome


def _claim(pk: int, *, now: dt.datetime) -> Job | None:
    """Of two workers, the one whose conditional update hits a row has the job; the other gets None."""
    claimed = (
        Job.objects.due(now=now)
        .order_by()
        .filter(pk=pk)
        .update(state=JobState.RUNNING, leased_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return Job.objects.get(pk=pk) if claimed else None


def _run(job: Job, *, now: dt.datetime) -> JobState:
    try:
        HANDLERS[job.kind](job.payload, now, _progress_of(job, now=now))
    except LeaseLostError:
        return JobState.RUNNING
    except Exception as error:
        # Whatever went wrong, the other jobs go on, and this one is tried again or shown as failed.
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        state = JobState.FAILED if job.attempts >= MAX_ATTEMPTS else JobState.QUEUED
        return _settle(job, state, finished_at=None, last_error=f"{type(error).__name__}: {error}")
    return _settle(job, JobState.DONE, finished_at=now, last_error="")


def _progress_of(job: Job, *, now: dt.datetime) -> Progress:
    """Shows how far the job is, and keeps the lease while there is progress."""
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        moment = now + dt.timedelta(seconds=time.monotonic() - started)
        mine = Job.objects.filter(pk=job.pk, leased_until=job.leased_until)
        if not mine.update(done=done, total=total, leased_until=moment + LEASE):
            raise LeaseLostError
        job.leased_until = moment + LEASE

    return tell


def _settle(job: Job, state: JobState, *, finished_at: dt.datetime | None, last_error: str) -> JobState:
    """Give the job back, unless the lease has passed to another worker."""
    Job.objects.filter(pk=job.pk, leased_until=job.leased_until).update(
        state=state, finished_at=finished_at, leased_until=None, last_error=last_error
    )
    return state
