"""Having the files of a final Vorlage made, outside the request."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from reporting.models import CommitteeReport, Job, JobKind, PaperFile, PaperFileKind
from reporting.services.jobs import queue_job

from .refusals import PaperError


def job_of(paper: CommitteeReport) -> Job | None:
    """The last attempt to make the files."""
    return Job.objects.latest_for(paper.files_subject)


def are_being_made(paper: CommitteeReport) -> bool:
    """Some files of this edition are missing still, and a job is at it; one that has failed for good is not."""
    job = job_of(paper)
    return job is not None and job.is_pending and not has_all_files(paper)


def has_all_files(paper: CommitteeReport) -> bool:
    made = PaperFile.objects.filter(paper_uuid=paper.uuid, edition=paper.edition)
    return made.count() == len(PaperFileKind)


def queue_files(paper: CommitteeReport, *, now: dt.datetime) -> None:
    queue_job(
        kind=JobKind.PAPER_FILES,
        payload={"paper": str(paper.uuid), "edition": paper.edition},
        subject=paper.files_subject,
        now=now,
    )


@transaction.atomic
def remake_files(*, paper: CommitteeReport, now: dt.datetime) -> None:
    """Try again where the making has failed; a file that exists stays as it is."""
    locked = CommitteeReport.objects.select_for_update(no_key=True).get(pk=paper.pk)
    if not locked.is_final or has_all_files(locked):
        raise PaperError(_("Die Dateien dieser Fassung sind schon fertig."))
    if are_being_made(locked):
        raise PaperError(_("Die Dateien werden schon gemacht."))
    queue_files(locked, now=now)
