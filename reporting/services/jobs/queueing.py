"""Asking for work; loads nothing of what does it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from reporting.models import Job, JobKind


def queue_job(*, kind: JobKind, payload: Mapping[str, Any], now: dt.datetime, subject: str = "") -> Job:
    """Queue work within the caller's transaction; a page finds it by its `subject`."""
    return Job.objects.create(kind=kind, payload=dict(payload), subject=subject, queued_at=now)


def queue_daily(*, now: dt.datetime) -> None:
    """Queue what is to be done once on each local day; two timers at once at worst do it twice."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not Job.objects.filter(kind=JobKind.CLEANING, queued_at__gte=today).exists():
        queue_job(kind=JobKind.CLEANING, payload={}, now=now)
