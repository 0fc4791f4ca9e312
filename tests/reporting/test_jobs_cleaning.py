"""Once a day `run_jobs` deletes what has expired, and nothing else."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from reporting.models import Job, JobKind, JobState
from reporting.services import cleaning, jobs
from safety.formkeys import MAX_AGE_SECONDS
from safety.models import FormKey

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def make_key(age: dt.timedelta) -> FormKey:
    return FormKey.objects.create(purpose="x", used_at=timezone.now() - age, result_url="/")


def cached() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM safety_cache")
        return int(cursor.fetchone()[0])


def test_old_form_keys_go_in_batches_and_younger_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "BATCH", 2)
    for days in range(5):
        make_key(dt.timedelta(seconds=MAX_AGE_SECONDS, days=days) + SECOND)
    young = make_key(dt.timedelta(seconds=MAX_AGE_SECONDS) - 60 * SECOND)
    call_command("run_jobs")
    assert list(FormKey.objects.all()) == [young]


def test_expired_sessions_go() -> None:
    now = timezone.now()
    Session.objects.create(session_key="alt", session_data="", expire_date=now - SECOND)
    Session.objects.create(session_key="neu", session_data="", expire_date=now + 60 * SECOND)
    call_command("run_jobs")
    assert Session.objects.get().session_key == "neu"


def test_expired_rows_of_the_cache_go() -> None:
    cache.clear()
    cache.set("alt", 1, timeout=30)
    cache.set("neu", 1, timeout=3600)
    cleaning.delete_expired({}, timezone.now() + 60 * SECOND, lambda done, total: None)
    assert cached() == 1
    assert cache.get("neu") == 1


def test_it_is_done_once_a_day() -> None:
    evening = dt.datetime(2026, 10, 5, 21, 59, tzinfo=dt.UTC)
    for minutes, expected in ((0, 1), (0, 1), (2, 2)):
        jobs.queue_daily(now=evening + dt.timedelta(minutes=minutes))
        assert Job.objects.filter(kind=JobKind.CLEANING).count() == expected


def test_its_own_traces_go_after_a_while_and_failures_stay() -> None:
    now = timezone.now()
    long_ago = now - cleaning.KEEP_JOBS - SECOND
    for kind, state in (
        (JobKind.CLEANING, JobState.DONE),
        (JobKind.CLEANING, JobState.FAILED),
        (JobKind.REPORT_FILES, JobState.DONE),
    ):
        Job.objects.create(kind=kind, state=state, queued_at=long_ago, finished_at=long_ago)
    cleaning.delete_expired({}, now, lambda done, total: None)
    assert {(job.kind, job.state) for job in Job.objects.all()} == {
        ("cleaning", "failed"),
        ("report_files", "done"),
    }
