"""PDF, Word document and table of a Vorlage; of a final one made once per edition and kept with their hash."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from documents.progress import Progress
from reporting.documents.annex import annex_xlsx
from reporting.documents.paper_docx import paper_docx
from reporting.documents.paper_pdf import paper_pdf, paper_pdf_now
from reporting.models import CommitteeReport, PaperFile, PaperFileKind, Snapshot
from reporting.papers import PaperContent, paper_content

#: How many hundredths are done after each file: the pages of the PDF take the most.
DONE_AFTER = {PaperFileKind.XLSX: 5, PaperFileKind.DOCX: 15, PaperFileKind.PDF: 100}
ALL_DONE = 100


def build_paper_files(payload: Mapping[str, Any], now: dt.datetime, progress: Progress) -> None:
    """Job PAPER_FILES for one edition; a file that exists already stays.

    Of an edition that has become a draft again in the meantime nothing is made: its text may be another by now.
    """
    found = CommitteeReport.objects.final().filter(uuid=payload["paper"], edition=payload["edition"])
    paper = found.select_related("query").first()
    if paper is None:
        return
    made = set(_files_of(paper).values_list("kind", flat=True))
    progress(0, ALL_DONE)
    content = paper_content(paper)
    begun = 0
    for kind, done in DONE_AFTER.items():
        if kind not in made:
            _keep(paper, kind, make_file(kind, content, progress=_within(begun, done, progress)), now=now)
        progress(done, ALL_DONE)
        begun = done


def make_file(kind: PaperFileKind, content: PaperContent, *, progress: Progress) -> bytes:
    """The same content gives the same bytes; nothing is stored."""
    if kind == PaperFileKind.PDF:
        return paper_pdf(content, progress=progress)
    return _office_file(kind, content, tell=lambda: progress(0, ALL_DONE))


def draft_file(kind: PaperFileKind, content: PaperContent) -> bytes:
    """The same for somebody who waits."""
    if kind == PaperFileKind.PDF:
        return paper_pdf_now(content)
    return _office_file(kind, content, tell=lambda: None)


def _office_file(kind: PaperFileKind, content: PaperContent, *, tell: Callable[[], None]) -> bytes:
    if kind == PaperFileKind.DOCX:
        return paper_docx(content)
    frozen = Snapshot.objects.latest_of(UUID(content.results.query["uuid"]))
    return annex_xlsx(content.results, sha256=frozen.sha256, tell=tell)


def _within(begun: int, done: int, progress: Progress) -> Progress:
    """The progress of one file as that of the whole, up to just below its end."""

    def tell(pages: int, total: int) -> None:
        share = min(pages / total, 1) if total else 0
        progress(begun + int(share * (done - begun - 1)), ALL_DONE)

    return tell


def _files_of(paper: CommitteeReport) -> QuerySet[PaperFile]:
    return PaperFile.objects.filter(paper_uuid=paper.uuid, edition=paper.edition)


def _keep(paper: CommitteeReport, kind: PaperFileKind, content: bytes, *, now: dt.datetime) -> None:
    file = PaperFile(
        paper_uuid=paper.uuid,
        edition=paper.edition,
        kind=kind,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=now,
    )
    # Two workers at once make the same file; the first one's stays.
    PaperFile.objects.bulk_create([file], ignore_conflicts=True)
