"""Having the files of a published report made, outside the request."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from reporting.models import FileKind, Job, JobKind, QueryState, ReportFile, StatusQuery
from reporting.services.jobs import queue_job

from .refusals import QueryError


def files_job_of(query: StatusQuery) -> Job | None:
    """The last attempt to make the files."""
    return Job.objects.latest_for(_subject(query))


def queue_report_files(query: StatusQuery, *, now: dt.datetime) -> None:
    queue_job(
        kind=JobKind.REPORT_FILES,
        payload={"query": str(query.uuid)},
        subject=_subject(query),
        now=now,
    )


@transaction.atomic
def remake_report_files(*, query: StatusQuery, now: dt.datetime) -> None:
    """Try again where the making has failed; a file that exists stays as it is."""
    locked = StatusQuery.objects.select_for_update(no_key=True).get(pk=query.pk)
    if locked.state != QueryState.PUBLISHED:
        raise QueryError(_("Dateien gibt es erst, wenn der Bericht veröffentlicht ist."))
    if ReportFile.objects.filter(query_uuid=locked.uuid).count() == len(FileKind):
        raise QueryError(_("Die Dateien dieses Berichts sind schon fertig."))
    job = files_job_of(locked)
    if job is not None and job.is_pending:
        raise QueryError(_("Die Dateien werden schon gemacht."))
    queue_report_files(locked, now=now)


def _subject(query: StatusQuery) -> str:
    return f"query:{query.uuid}"
