"""A data set too large for a request: the job makes its workbook, and the old one is there until the new one is."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from measures.models import Measure
from reporting.models import Job, JobKind, JobState
from reporting.services.jobs import ROUTINES, run_due, run_routines
from tests.builders import make_field, make_measure
from website import kept_files
from website.models import OpenDataChunk, OpenDataFile
from website.open_data import keeping
from website.open_data.datasets import DATASETS
from website.open_data.keeping import build_open_data, queue_outdated_files
from website.open_data.rows import Row, stream_rows
from website.open_data.version import content_state
from website.open_data.workbook import write_workbook_file

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC)
ADDRESS = "/daten/massnahmen.xlsx"
FILE = "massnahmen.xlsx"


@pytest.fixture(autouse=True)
def three_measures_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_ROWS_AT_ONCE", 2)
    field = make_field()
    for number in range(3):
        make_measure(field, title=f"Weg {number}")


def make_file(*, now: dt.datetime = NOW) -> OpenDataFile:
    build_open_data({"dataset": "massnahmen"}, now, lambda done, total: None)
    return OpenDataFile.objects.get(name=FILE)


def titles(content: bytes) -> list[Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]


def queued() -> list[str]:
    jobs = Job.objects.filter(kind=JobKind.OPEN_DATA, state=JobState.QUEUED)
    return list(jobs.values_list("payload__dataset", flat=True))


def test_before_it_is_made_the_reader_is_asked_to_come_back(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(ADDRESS)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "/daten/massnahmen.csv" in answer.text
    assert not [each["sql"] for each in queries if not each["sql"].startswith("SELECT")]


def test_the_page_says_how_far_it_is(client: Client) -> None:
    queue_outdated_files(NOW)
    Job.objects.filter(subject=f"open_data:{FILE}").update(done=1000, total=3000)
    answer = client.get(ADDRESS)
    assert "1000 von 3000 Zeilen" in answer.text
    assert 'max="3000" value="1000"' in answer.text


def test_the_timer_queues_it_once() -> None:
    assert queue_outdated_files in ROUTINES
    run_routines(now=NOW)
    run_routines(now=NOW)
    assert queued() == ["massnahmen"]
    run_due(now=NOW)
    assert OpenDataFile.objects.filter(name=FILE).count() == 1
    run_routines(now=NOW + dt.timedelta(days=1))
    assert queued() == []


def test_the_command_of_the_timer_makes_it(client: Client) -> None:
    call_command("run_jobs", verbosity=0)
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert titles(b"".join(answer)) == ["Weg 0", "Weg 1", "Weg 2"]


def test_it_is_sent_piece_by_piece(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "CHUNK", 1000)
    file = make_file()
    assert file.chunks.count() > 3
    answer = client.get(ADDRESS)
    content = b"".join(answer)
    assert len(content) == file.size == int(answer["Content-Length"])
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert answer["Content-Disposition"] == f'attachment; filename="{FILE}"'
    assert client.get(ADDRESS, headers={"if-none-match": answer["ETag"]}).status_code == 304
    head = client.head(ADDRESS)
    assert (b"".join(head), head["Content-Length"]) == (b"", str(file.size))


def test_the_old_file_is_there_until_the_new_one_is(client: Client) -> None:
    make_file()
    measure = Measure.objects.get(title="Weg 0")
    measure.title = "Neuer Weg"
    measure.save()
    later = NOW + dt.timedelta(hours=1)
    queue_outdated_files(later)
    old = client.get(ADDRESS)
    assert titles(b"".join(old))[0] == "Weg 0"
    assert "02.11.2026, 09:00" in client.get("/daten/").text
    run_due(now=later)
    new = client.get(ADDRESS)
    assert titles(b"".join(new))[0] == "Neuer Weg"
    assert new["ETag"] != old["ETag"]
    assert OpenDataFile.objects.filter(name=FILE).count() == 1


def test_whoever_found_the_old_file_gets_all_of_it() -> None:
    old = make_file()
    Measure.objects.filter(title="Weg 0").update(title="Neuer Weg")
    later = NOW + dt.timedelta(hours=1)
    make_file(now=later)
    queue_outdated_files(later + dt.timedelta(minutes=1))
    assert titles(b"".join(kept_files.pieces(old)))[0] == "Weg 0"
    queue_outdated_files(later + dt.timedelta(minutes=10))
    assert OpenDataFile.objects.count() == 1


def test_a_file_that_is_not_whole_is_not_sent(client: Client) -> None:
    file = make_file()
    OpenDataChunk.objects.filter(file=file).delete()
    assert client.get(ADDRESS).status_code == 503
    with pytest.raises(kept_files.BrokenFileError):
        list(kept_files.pieces(file))


def test_what_was_withdrawn_is_not_sent_any_more(client: Client) -> None:
    make_measure(make_field(), title="Zurückgezogen")
    make_file()
    Measure.objects.filter(title="Zurückgezogen").update(is_published=False)
    assert client.get(ADDRESS).status_code == 503
    queue_outdated_files(NOW + dt.timedelta(minutes=1))
    assert OpenDataFile.objects.count() == 0
    assert queued() == ["massnahmen"]


def test_the_file_of_what_is_no_longer_large_goes() -> None:
    make_file()
    Measure.objects.filter(title="Weg 0").update(is_published=False)
    queue_outdated_files(NOW + dt.timedelta(minutes=1))
    assert OpenDataFile.objects.count() == 0


def test_while_people_edit_it_is_not_made_at_every_change() -> None:
    make_file()
    Measure.objects.get(title="Weg 0").save()
    queue_outdated_files(NOW + dt.timedelta(minutes=14))
    assert queued() == []
    queue_outdated_files(NOW + dt.timedelta(minutes=15))
    assert queued() == ["massnahmen"]


def test_what_failed_for_good_is_not_tried_at_every_minute() -> None:
    queue_outdated_files(NOW)
    ended = NOW + dt.timedelta(minutes=55)
    Job.objects.update(state=JobState.FAILED, finished_at=ended)
    queue_outdated_files(ended + dt.timedelta(minutes=175))
    assert queued() == []
    queue_outdated_files(NOW + dt.timedelta(hours=4))
    assert queued() == ["massnahmen"]


def test_made_twice_it_is_the_same_file() -> None:
    assert make_file().sha256 == make_file(now=NOW + dt.timedelta(days=1)).sha256


def test_the_job_says_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    build_open_data({"dataset": "massnahmen"}, NOW, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3), (3, 3)]


def test_its_words_are_german_whatever_the_language_of_the_reader(tmp_path: Path) -> None:
    spoken: list[str | None] = []

    def rows() -> Iterator[Row]:
        spoken.append(translation.get_language())
        yield from stream_rows(DATASETS["massnahmen"], DATASETS["massnahmen"].public())

    with translation.override("en"):
        write_workbook_file(tmp_path / FILE, DATASETS["massnahmen"], rows(), content_state())
    assert spoken == ["de"]


def test_small_data_sets_are_never_queued() -> None:
    Measure.objects.filter(title="Weg 0").update(is_published=False)
    queue_outdated_files(timezone.now())
    assert queued() == []


def test_looking_after_the_files_is_cheap_where_all_are_small() -> None:
    Measure.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        queue_outdated_files(NOW)
    # One for each of them, and one that looks for files to delete.
    assert len(queries) == len(DATASETS) + 1
