"""Public papers with their files, as the report and the list of reports show them."""

from dataclasses import dataclass

from django.db.models import Q

from reporting.models import CommitteeReport, Consultation, PaperFile, StatusQuery

from .meanwhile import show_as_kept


@dataclass(frozen=True)
class ShownPaper:
    """`files` are those of the edition that counts; none while they are being made.

    While the next edition is written, everything is as the last one said it, and `is_revised` tells so.
    """

    paper: CommitteeReport
    stations: list[Consultation]
    files: list[PaperFile]
    is_revised: bool = False


def public_papers(query: StatusQuery | None = None) -> list[ShownPaper]:
    """Of one report or of all, the newest first: three statements, however many; the files' contents stay unread."""
    found = CommitteeReport.objects.public().with_stations()
    papers = list(found.filter(query=query) if query else found)
    editions = Q(pk__in=[])
    for paper in papers:
        editions |= Q(paper_uuid=paper.uuid, edition=paper.edition)
    files = list(PaperFile.objects.filter(editions).sizes()) if papers else []
    return [_shown(paper, [file for file in files if file.paper_uuid == paper.uuid]) for paper in papers]


def _shown(paper: CommitteeReport, files: list[PaperFile]) -> ShownPaper:
    if paper.is_final:
        return ShownPaper(paper, list(paper.consultations.all()), files)
    return ShownPaper(paper, show_as_kept(paper), files, is_revised=True)
