"""Public papers with their files, as the report and the list of reports show them."""

from dataclasses import dataclass

from django.db.models import Q

from reporting.models import CommitteeReport, Consultation, PaperFile, StatusQuery


@dataclass(frozen=True)
class ShownPaper:
    """`files` are those of the edition that counts; none while they are being made."""

    paper: CommitteeReport
    stations: list[Consultation]
    files: list[PaperFile]


def public_papers(query: StatusQuery | None = None) -> list[ShownPaper]:
    """Of one report or of all, the newest first: three statements, however many; the files' contents stay unread."""
    found = CommitteeReport.objects.public().with_stations()
    papers = list(found.filter(query=query) if query else found)
    editions = Q(pk__in=[])
    for paper in papers:
        editions |= Q(paper_uuid=paper.uuid, edition=paper.edition)
    files = list(PaperFile.objects.filter(editions).sizes()) if papers else []
    return [
        ShownPaper(
            paper, list(paper.consultations.all()), [file for file in files if file.paper_uuid == paper.uuid]
        )
        for paper in papers
    ]
