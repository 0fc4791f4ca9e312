"""Jobs are done once by one worker, tried again after a failure, and shown as failed in the end."""

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.progress import Progress
from reporting.models import FileKind, Job, JobKind, JobState, ReportFile
from reporting.services import jobs
from reporting.services.jobs import running
from tests.reporting.rounds import LATER, NOW, make_published

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def replace_handler(monkeypatch: pytest.MonkeyPatch, handler: jobs.Handler) -> Job:
    monkeypatch.setitem(jobs.HANDLERS, JobKind.REPORT_FILES, handler)
    return jobs.queue_job(kind=JobKind.REPORT_FILES, payload={"query": "x"}, now=NOW)


def test_publishing_makes_every_file_once() -> None:
    query = make_published()
    assert jobs.run_due(now=LATER) == {JobState.DONE: 1}
    assert jobs.run_due(now=LATER) == {}
    files = ReportFile.objects.filter(query_uuid=query.uuid)
    assert set(files.values_list("kind", flat=True)) == set(FileKind.values)
    assert all(len(file.sha256) == 64 for file in files)


def test_a_job_done_twice_leaves_the_same_files() -> None:
    make_published()
    jobs.run_due(now=LATER)
    first = list(ReportFile.objects.values_list("pk", "sha256"))
    Job.objects.update(state=JobState.QUEUED)
    jobs.run_due(now=LATER)
    assert list(ReportFile.objects.values_list("pk", "sha256")) == first


def test_a_second_worker_finds_the_job_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def handle(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        calls.append(payload)
        assert jobs.run_due(now=now) == {}

    replace_handler(monkeypatch, handle)
    assert jobs.run_due(now=NOW) == {JobState.DONE: 1}
    assert calls == [{"query": "x"}]


def test_the_job_of_a_dead_worker_is_taken_up_after_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    job = replace_handler(monkeypatch, lambda payload, now, progress: None)
    assert running._claim(job.pk, now=NOW)
    assert jobs.run_due(now=NOW + dt.timedelta(minutes=14)) == {}
    assert jobs.run_due(now=NOW + dt.timedelta(minutes=16)) == {JobState.DONE: 1}


def test_a_failure_is_tried_again_and_shown_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        raise RuntimeError("kein Platz")

    job = replace_handler(monkeypatch, break_down)
    outcomes = [jobs.run_due(now=NOW) for _ in range(jobs.MAX_ATTEMPTS)]
    assert outcomes == [{JobState.QUEUED: 1}] * 4 + [{JobState.FAILED: 1}]
    job.refresh_from_db()
    assert job.last_error == "RuntimeError: kein Platz"
    assert job.finished_at is not None
    assert Job.objects.count() == 1


def test_a_job_shows_how_far_it_is_and_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        progress(1, 2)
        row = Job.objects.get()
        assert (row.state, row.done, row.total) == (JobState.RUNNING, 1, 2)
        assert row.leased_until is not None
        assert row.leased_until > NOW + jobs.LEASE

    replace_handler(monkeypatch, half)
    assert jobs.run_due(now=NOW) == {JobState.DONE: 1}


def test_a_worker_stops_where_another_has_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        Job.objects.update(leased_until=now + 2 * jobs.LEASE)
        progress(1, 2)

    job = replace_handler(monkeypatch, slow)
    assert jobs.run_due(now=NOW) == {JobState.RUNNING: 1}
    job.refresh_from_db()
    assert (job.state, job.done, job.last_error) == (JobState.RUNNING, 0, "")


def test_a_job_that_ends_its_worker_each_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process tells nobody, so only the attempts show it."""
    job = replace_handler(monkeypatch, lambda payload, now, progress: None)
    now = NOW
    for _ in range(jobs.MAX_ATTEMPTS):
        assert running._claim(job.pk, now=now)
        now += jobs.LEASE + SECOND
    assert jobs.run_due(now=now) == {JobState.FAILED: 1}
    assert jobs.run_due(now=now + dt.timedelta(days=1)) == {}
    job.refresh_from_db()
    assert job.last_error == "Der Lauf wurde mehrmals abgebrochen."
    assert job.finished_at is not None
    assert job.leased_until is None


def test_a_result_that_comes_after_the_lease_is_lost_counts_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        Job.objects.update(leased_until=now + 2 * jobs.LEASE)

    replace_handler(monkeypatch, slow)
    assert jobs.run_due(now=NOW) == {JobState.RUNNING: 1}


def test_a_job_is_finished_when_its_work_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        passed = time.monotonic() + 60
        monkeypatch.setattr(time, "monotonic", lambda: passed)

    job = replace_handler(monkeypatch, wait)
    jobs.run_due(now=NOW)
    job.refresh_from_db()
    assert job.finished_at is not None
    assert job.finished_at >= NOW + dt.timedelta(minutes=1)


def test_progress_is_written_down_once_a_second_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
        monkeypatch.setattr(time, "monotonic", lambda: 1000.0)
        progress(1, 100)
        with CaptureQueriesContext(connection) as statements:
            for page in range(2, 100):
                progress(page, 100)
        assert len(statements) == 0
        progress(100, 100)
        assert Job.objects.get().done == 100
        monkeypatch.setattr(time, "monotonic", lambda: 1001.0)
        progress(101, 102)
        assert Job.objects.get().done == 101

    replace_handler(monkeypatch, go_on)
    assert jobs.run_due(now=NOW) == {JobState.DONE: 1}


def test_who_only_queues_jobs_does_not_load_what_does_them() -> None:
    code = (
        "import django, sys; django.setup(); import reporting.services.jobs, reporting.services.queries;"
        "import reporting.services.papers; print([each for each in ('docx', 'reporting.background') if each in"
        " sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
