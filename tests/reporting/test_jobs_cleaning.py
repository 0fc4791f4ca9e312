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


def make_job(state: JobState, *, age: dt.timedelta, subject: str = "") -> Job:
    queued = timezone.now() - age
    return Job.objects.create(kind=JobKind.REPORT_FILES, state=state, queued_at=queued, subject=subject)


def test_traces_of_old_work_go_and_what_waits_stays() -> None:
    old, young = cleaning.KEEP_JOBS + SECOND, cleaning.KEEP_JOBS - 60 * SECOND
    for state in (JobState.DONE, JobState.FAILED):
        make_job(state, age=old)
    kept = [make_job(JobState.QUEUED, age=old), make_job(JobState.RUNNING, age=old)]
    kept.append(make_job(JobState.DONE, age=young))
    cleaning.delete_expired({}, timezone.now(), lambda done, total: None)
    assert list(Job.objects.order_by("pk")) == kept


def test_the_last_work_for_what_a_page_shows_stays() -> None:
    old = cleaning.KEEP_JOBS + SECOND
    make_job(JobState.FAILED, age=old, subject="query:1")
    kept = [make_job(JobState.DONE, age=old, subject=subject) for subject in ("query:1", "query:2")]
    cleaning.delete_expired({}, timezone.now(), lambda done, total: None)
    assert list(Job.objects.order_by("pk")) == kept
