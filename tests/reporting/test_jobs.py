"""Jobs are done once by one worker, tried again after a failure, and shown as failed in the end."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from reporting.models import FileKind, Job, JobKind, JobState, ReportFile
from reporting.services import jobs
from tests.reporting.rounds import LATER, NOW, make_published

pytestmark = pytest.mark.django_db


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

    def handle(payload: Mapping[str, Any], now: dt.datetime, progress: jobs.Progress) -> None:
        calls.append(payload)
        assert jobs.run_due(now=now) == {}

    replace_handler(monkeypatch, handle)
    assert jobs.run_due(now=NOW) == {JobState.DONE: 1}
    assert calls == [{"query": "x"}]


def test_the_job_of_a_dead_worker_is_taken_up_after_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    job = replace_handler(monkeypatch, lambda payload, now, progress: None)
    assert jobs._claim(job.pk, now=NOW)
    assert jobs.run_due(now=NOW + dt.timedelta(minutes=14)) == {}
    assert jobs.run_due(now=NOW + dt.timedelta(minutes=16)) == {JobState.DONE: 1}


def test_a_failure_is_tried_again_and_shown_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(payload: Mapping[str, Any], now: dt.datetime, progress: jobs.Progress) -> None:
        raise RuntimeError("kein Platz")

    job = replace_handler(monkeypatch, break_down)
    outcomes = [jobs.run_due(now=NOW) for _ in range(jobs.MAX_ATTEMPTS)]
    assert outcomes == [{JobState.QUEUED: 1}] * 4 + [{JobState.FAILED: 1}]
    job.refresh_from_db()
    assert job.last_error == "RuntimeError: kein Platz"
    assert Job.objects.count() == 1


def test_a_job_shows_how_far_it_is_and_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(payload: Mapping[str, Any], now: dt.datetime, progress: jobs.Progress) -> None:
        progress(1, 2)
        row = Job.objects.get()
        assert (row.state, row.done, row.total) == (JobState.RUNNING, 1, 2)
        assert row.leased_until is not None
        assert row.leased_until > NOW + jobs.LEASE

    replace_handler(monkeypatch, half)
    assert jobs.run_due(now=NOW) == {JobState.DONE: 1}


def test_a_worker_stops_where_another_has_taken_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(payload: Mapping[str, Any], now: dt.datetime, progress: jobs.Progress) -> None:
        Job.objects.update(leased_until=now + 2 * jobs.LEASE)
        progress(1, 2)

    job = replace_handler(monkeypatch, slow)
    assert jobs.run_due(now=NOW) == {JobState.RUNNING: 1}
    job.refresh_from_db()
    assert (job.state, job.done, job.last_error) == (JobState.RUNNING, 0, "")
