"""The files of a published report: what is there, how large, and how far the making of the rest is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from reporting.models import FileKind, Job, ReportFile, StatusQuery
from reporting.services.queries import files_job_of

#: In this order, with what the file is good for.
KINDS = {
    FileKind.PDF: _("PDF zum Lesen und Drucken"),
    FileKind.XLSX: _("Excel-Datei mit allen Zahlen"),
    FileKind.CSV: _("CSV-Datei für die eigene Auswertung"),
}


@dataclass(frozen=True)
class Download:
    kind: str
    label: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Downloads:
    """`job` is the one that makes the files, while it has not ended."""

    files: list[Download]
    job: Job | None
    is_complete: bool


def downloads_of(query: StatusQuery) -> Downloads:
    """Two statements, without reading the files."""
    files = _files(query.uuid)
    job = files_job_of(query)
    pending = job if job and job.is_pending else None
    return Downloads(files, pending, is_complete=len(files) == len(FileKind))


def _files(query_uuid: UUID) -> list[Download]:
    rows = ReportFile.objects.filter(query_uuid=query_uuid).annotate(size=Length("content"))
    found = {kind: (size, sha256) for kind, size, sha256 in rows.values_list("kind", "size", "sha256")}
    return [Download(kind, str(label), *found[kind]) for kind, label in KINDS.items() if kind in found]
