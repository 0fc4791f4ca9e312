"""Taking over what the preview showed: drafts are saved as if they had been typed into the pages."""

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass, replace

from django.db import transaction

from partners.models import User
from reporting.models import ProgressReport, WorkbookUpload
from reporting.services.gate import pass_gate
from reporting.services.participations import save_answers
from reporting.services.reports import Answers, confirm_unchanged, save_draft, start_report
from reporting.services.reports.answers import fingerprint
from safety.models import StaleVersionError

from .comparing import Entry, Kind, Preview, compare_workbook
from .contents import Content, Line, gather, question_entries, unflat
from .reading import read_workbook
from .refusals import OtherQueryError, StalePreviewError, UploadGoneError


@dataclass(frozen=True)
class Writer:
    """Who takes over: an account, or without one whoever came by the personal link of a mail."""

    user: User | None
    now: dt.datetime


def preview_upload(upload: WorkbookUpload) -> Preview:
    """What taking over would change now."""
    participation = upload.participation
    book = read_workbook(bytes(upload.content), participation)
    return compare_workbook(book, gather(participation), upload.kept or {})


@transaction.atomic
def take_over(
    *,
    upload: WorkbookUpload,
    seen: str,
    mine: Set[str],
    user: User | None,
    now: dt.datetime,
) -> list[Entry]:
    """Save the rows without errors; of the conflicts only those named in `mine`.

    For the others the portal was chosen; that is kept, so that nobody is asked the same again.

    `seen` stands for the preview that the person had before them. Where anything differs from it, StalePreviewError is
    raised and nothing is written; UploadGoneError where the file is there no more.
    """
    pass_gate(upload.participation.query_id)
    # A second click waits; whoever else writes at the same time is found by the versions.
    stored = WorkbookUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if stored is None:
        raise UploadGoneError
    upload.kept = stored.kept
    preview = preview_upload(upload)
    if preview.seen != seen:
        raise StalePreviewError
    writer = Writer(user, now)
    taken = preview.of(Kind.CHANGED) + [row for row in preview.disputed if row.key in mine]
    try:
        for entry in sorted(taken, key=_turn):
            _save(entry, preview, writer)
    except StaleVersionError as error:
        raise StalePreviewError from error
    if taken:
        upload.taken_over_at = now
    upload.kept = {row.key: row.standing for row in preview.disputed if row.key not in mine}
    upload.save(update_fields=["taken_over_at", "kept"])
    return taken


def _turn(entry: Entry) -> tuple[bool, int]:
    """The order in which everybody locks: reports by their measure, the participation last."""
    return (entry.line is None, entry.line.request.measure_id if entry.line else 0)


def _save(entry: Entry, preview: Preview, writer: Writer) -> None:
    if entry.line is None:
        _save_own(preview.content, entry, writer)
        return
    report = _report_of(entry.line, writer)
    answers = unflat(entry.values, entry.line)
    if entry.is_confirmation:
        report = confirm_unchanged(report=report, expected_version=report.version, user=writer.user)
        answers = replace(
            Answers.of(report), internal_note=answers.internal_note, questions=answers.questions
        )
        if fingerprint(answers) == fingerprint(Answers.of(report)):
            return
    save_draft(
        report=report,
        answers=answers,
        expected_version=report.version,
        user=writer.user,
        takes_confirmation_back=not entry.values["is_unchanged"],
    )


def _report_of(line: Line, writer: Writer) -> ProgressReport:
    """The draft that answers the request; begun or adopted where nobody has done so."""
    if line.report is not None and line.report.request_id == line.request.pk:
        return line.report
    request = line.request
    report = start_report(
        measure=request.measure, organisation=request.organisation, user=writer.user, now=writer.now
    )
    if report.request_id != request.pk:
        raise OtherQueryError
    if report.version != (line.report.version + 1 if line.report else 1):
        # Somebody began it since the preview was read.
        raise StaleVersionError(report)
    return report


def _save_own(content: Content, entry: Entry, writer: Writer) -> None:
    save_answers(
        participation=content.participation,
        entries=question_entries(entry.values, content.per_organisation),
        expected_version=content.participation.version,
        user=writer.user,
    )
