"""Doing what waits: each job by one worker at a time, tried again after a failure, given up in the end."""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Callable

from django.db.models import F
from django.utils.translation import gettext as _

from documents.progress import Progress
from reporting.models import Job, JobState

from .handlers import HANDLERS, ROUTINES

LEASE = dt.timedelta(minutes=15)
MAX_ATTEMPTS = 5
#: A handler may tell its progress for every row and every page; it is written down this often.
TOLD_EVERY = dt.timedelta(seconds=1)

logger = logging.getLogger(__name__)

#: Tells the present moment.
Clock = Callable[[], dt.datetime]


class LeaseLostError(Exception):
    """Another worker has taken the job over; this one must not go on."""


def run_routines(*, now: dt.datetime) -> None:
    """Before the jobs, which the routines may queue; one that fails must not keep them from being done."""
    for routine in ROUTINES:
        try:
            routine(now)
        except Exception:
            logger.exception("routine %s failed", routine.__name__)


def run_due(*, now: dt.datetime, limit: int = 20) -> Counter[JobState]:
    """Do what is due, and tell how many jobs got into which state."""
    clock = _clock_from(now)
    outcome: Counter[JobState] = Counter()
    for pk in list(Job.objects.due(now=now).values_list("pk", flat=True)[:limit]):
        if _give_up(pk, now=clock()):
            outcome[JobState.FAILED] += 1
        elif job := _claim(pk, now=clock()):
            outcome[_run(job, clock)] += 1
    return outcome


def _clock_from(now: dt.datetime) -> Clock:
    started = time.monotonic()
    return lambda: now + dt.timedelta(seconds=time.monotonic() - started)


def _give_up(pk: int, *, now: dt.datetime) -> bool:
    """A job that ended its worker each time, for example for want of memory, would be tried for ever."""
    abandoned = Job.objects.due(now=now).order_by().filter(pk=pk, state=JobState.RUNNING)
    given_up = abandoned.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED,
        finished_at=now,
        leased_until=None,
        last_error=_("Der Lauf wurde mehrmals abgebrochen."),
    )
    if given_up:
        logger.error("job %s has ended its worker %s times", pk, MAX_ATTEMPTS)
    return bool(given_up)


def _claim(pk: int, *, now: dt.datetime) -> Job | None:
    """Of two workers, the one whose conditional update hits a row has the job; the other gets None."""
    claimed = (
        Job.objects.due(now=now)
        .order_by()
        .filter(pk=pk)
        .update(state=JobState.RUNNING, leased_until=now + LEASE, attempts=F("attempts") + 1)
    )
    return Job.objects.get(pk=pk) if claimed else None


def _run(job: Job, clock: Clock) -> JobState:
    """The state the job got into; where another worker has it, it is still running."""
    try:
        HANDLERS[job.kind](job.payload, clock(), _progress_of(job, clock))
    except LeaseLostError:
        return JobState.RUNNING
    except Exception as error:
        # Whatever went wrong, the other jobs go on, and this one is tried again or shown as failed.
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        said = f"{type(error).__name__}: {error}"
        if job.attempts < MAX_ATTEMPTS:
            return _settle(job, JobState.QUEUED, finished_at=None, last_error=said)
        return _settle(job, JobState.FAILED, finished_at=clock(), last_error=said)
    return _settle(job, JobState.DONE, finished_at=clock(), last_error="")


def _progress_of(job: Job, clock: Clock) -> Progress:
    """Shows how far the job is, and keeps the lease while there is progress."""
    told_at: dt.datetime | None = None

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        moment = clock()
        if told_at and moment < told_at + TOLD_EVERY and done != total:
            return
        mine = Job.objects.filter(pk=job.pk, leased_until=job.leased_until)
        if not mine.update(done=done, total=total, leased_until=moment + LEASE):
            raise LeaseLostError
        told_at, job.leased_until = moment, moment + LEASE

    return tell


def _settle(job: Job, state: JobState, *, finished_at: dt.datetime | None, last_error: str) -> JobState:
    """Give the job back, unless the lease has passed to another worker."""
    settled = Job.objects.filter(pk=job.pk, leased_until=job.leased_until).update(
        state=state, finished_at=finished_at, leased_until=None, last_error=last_error
    )
    return state if settled else JobState.RUNNING
