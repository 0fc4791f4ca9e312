"""Public papers with their files, as the report and the list of reports show them."""

from dataclasses import dataclass

from django.db.models import Q

from reporting.models import CommitteeReport, Consultation, Job, PaperFile, PaperFileKind, StatusQuery

from .meanwhile import kept_edition, public_edition, show_as_kept


@dataclass(frozen=True)
class ShownPaper:
    """`files` are those of the edition that counts; as long as some are missing, `is_in_making` tells whether to wait.

    Until the next edition has its files, everything is as the last one said it, and `is_revised` tells so.
    """

    paper: CommitteeReport
    stations: list[Consultation]
    files: list[PaperFile]
    is_revised: bool = False
    is_in_making: bool = False


def public_papers(query: StatusQuery | None = None) -> list[ShownPaper]:
    """Of one report or of all, the newest first: four statements, however many; the files' contents stay unread."""
    found = CommitteeReport.objects.public().with_stations()
    papers = list(found.filter(query=query) if query else found)
    editions = Q(pk__in=[])
    for paper in papers:
        editions |= Q(paper_uuid=paper.uuid, edition__in=_editions_of(paper))
    files = list(PaperFile.objects.filter(editions).sizes()) if papers else []
    subjects = [paper.files_subject for paper in papers]
    jobs = Job.objects.pending().filter(subject__in=subjects)
    making = set(jobs.values_list("subject", flat=True))
    return [
        _shown(
            paper,
            [file for file in files if file.paper_uuid == paper.uuid],
            is_in_making=paper.files_subject in making,
        )
        for paper in papers
    ]


def public_edition_of(paper: CommitteeReport) -> int:
    """Which edition of a paper everybody reads; at most one statement."""
    if paper.shown_meanwhile is None:
        return paper.edition
    files = PaperFile.objects.filter(paper_uuid=paper.uuid, edition__in=_editions_of(paper))
    return public_edition(paper, list(files.values_list("edition", flat=True)))


def _editions_of(paper: CommitteeReport) -> set[int]:
    kept = kept_edition(paper)
    return {paper.edition} if kept is None else {paper.edition, kept}


def _shown(paper: CommitteeReport, files: list[PaperFile], *, is_in_making: bool) -> ShownPaper:
    edition = public_edition(paper, [file.edition for file in files])
    shown = [file for file in files if file.edition == edition]
    if paper.is_final and edition == paper.edition:
        # The job that has just made the last one may run on for a moment, or have died with that.
        is_in_making = is_in_making and len(shown) < len(PaperFileKind)
        return ShownPaper(paper, list(paper.consultations.all()), shown, is_in_making=is_in_making)
    return ShownPaper(paper, show_as_kept(paper), shown, is_revised=True)
