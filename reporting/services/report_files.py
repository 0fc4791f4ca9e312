"""The files of a report: made once from the frozen parts, by a job, and kept with their hash."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from documents.progress import Progress
from documents.tables import GERMAN, csv_rows
from reporting.documents.annex import annex_xlsx, measure_table
from reporting.documents.report_pdf import report_pdf
from reporting.models import FileKind, ReportFile, Snapshot, StatusQuery
from reporting.results import Results, results_of

#: In hundredths: the tables take little, the pages of the PDF the rest.
CSV_DONE, XLSX_DONE, ALL_DONE = 2, 5, 100


def build_report_files(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
    """Job REPORT_FILES; a file that exists already stays, for its content follows from what is frozen.

    Each file is kept as soon as it is made, and no transaction is open meanwhile: the making of the PDF takes minutes
    for a large report, and where it fails the tables are there all the same.
    """
    uuid = UUID(payload["query"])
    made = set(ReportFile.objects.filter(query_uuid=uuid).values_list("kind", flat=True))
    if made == set(FileKind.values):
        return
    progress(0, ALL_DONE)
    results = results_of(StatusQuery.objects.get(uuid=uuid))
    progress(1, ALL_DONE)
    sha256 = Snapshot.objects.latest_of(uuid).sha256
    makers: dict[FileKind, tuple[Callable[[], bytes], int]] = {
        FileKind.CSV: (lambda: csv_file(results), CSV_DONE),
        FileKind.XLSX: (
            lambda: annex_xlsx(results, sha256=sha256, tell=lambda: progress(CSV_DONE, ALL_DONE)),
            XLSX_DONE,
        ),
        FileKind.PDF: (lambda: report_pdf(results, progress=_from(XLSX_DONE, progress)), ALL_DONE),
    }
    for kind, (make, done) in makers.items():
        if kind not in made:
            _keep(uuid, kind, make(), now=now)
        progress(done, ALL_DONE)


def csv_file(results: Results) -> bytes:
    """One row per measure and organisation, as German spreadsheets open it by a double click."""
    with translation.override(settings.LANGUAGE_CODE):
        return b"".join(csv_rows(measure_table(results).lines, GERMAN))


def _keep(uuid: UUID, kind: FileKind, content: bytes, *, now: dt.datetime) -> None:
    """Where another worker was faster its file stays: it holds the same."""
    file = ReportFile(
        query_uuid=uuid,
        kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=now,
    )
    ReportFile.objects.bulk_create([file], ignore_conflicts=True)


def _from(start: int, progress: Progress) -> Progress:
    """The progress of one part as that of the whole, from `start` up to just below the end."""

    def tell(done: int, total: int) -> None:
        share = min(done / total, 1) if total else 0
        progress(start + int(share * (ALL_DONE - start - 1)), ALL_DONE)

    return tell
