"""The job that makes the files of a report: each kept as soon as it is there, safe to run twice."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from documents.pdf import PdfError
from documents.progress import Progress
from reporting.models import FileKind, ReportFile
from reporting.services import report_files
from reporting.services.report_files import build_report_files
from tests.reporting.rounds import LATER, make_published

pytestmark = pytest.mark.django_db


def kinds() -> set[str]:
    return set(ReportFile.objects.values_list("kind", flat=True))


def fail(*results: Any, **options: Any) -> bytes:
    raise PdfError


def test_every_file_is_kept_with_its_hash() -> None:
    query = make_published()
    build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: None)
    assert kinds() == set(FileKind.values)
    for file in ReportFile.objects.all():
        assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()
        assert file.created_at == LATER


def test_where_the_pdf_fails_the_tables_are_there_and_the_next_run_makes_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = make_published()
    with monkeypatch.context() as broken:
        broken.setattr(report_files, "report_pdf", fail)
        with pytest.raises(PdfError):
            build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: None)
    assert kinds() == {FileKind.CSV, FileKind.XLSX}
    monkeypatch.setattr(report_files, "annex_xlsx", fail)
    build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: None)
    assert kinds() == set(FileKind.values)


def test_progress_goes_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []

    def draw(results: object, *, progress: Progress) -> bytes:
        for page in (1, 2, 4, 5):
            progress(page, 4)
        return b"%PDF"

    query = make_published()
    monkeypatch.setattr(report_files, "report_pdf", draw)
    build_report_files({"query": str(query.uuid)}, LATER, lambda *so_far: told.append(so_far))
    assert {total for _done, total in told} == {100}
    done = [done for done, _total in told]
    assert done == sorted(done)
    assert (done[-2], done[-1]) == (99, 100)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_pages_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(*results: Any, **options: Any) -> bytes:
        seen.append(connection.in_atomic_block)
        return b"%PDF"

    query = make_published()
    for name in ("csv_file", "annex_xlsx", "report_pdf"):
        monkeypatch.setattr(report_files, name, look)
    build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: None)
    assert seen == [False, False, False]


def test_the_tables_tell_that_they_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise another worker would take the job over while a large workbook is written."""
    told: list[int | str] = []
    query = make_published()

    def named(name: str) -> Callable[..., bytes]:
        def make(*_results: object, **_options: object) -> bytes:
            told.append(name)
            return name.encode()

        return make

    monkeypatch.setattr(report_files, "csv_file", named("csv"))
    monkeypatch.setattr(report_files, "report_pdf", named("pdf"))
    build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: told.append(done))
    assert told.index("csv") > 0
    assert told[told.index("csv") : told.index("pdf")].count(report_files.CSV_DONE) > 10
