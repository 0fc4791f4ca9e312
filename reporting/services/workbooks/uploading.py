"""Keeping an uploaded workbook, so that nothing is lost however long the preview is looked at."""

import datetime as dt
import hashlib
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Contact, User
from reporting.models import Participation, WorkbookUpload
from safety import audit

from .limits import MOST_WAITING
from .reading import read_workbook
from .refusals import UploadGoneError, WorkbookError

LONGEST_NAME = 200


@transaction.atomic
def store_upload(
    *,
    participation: Participation,
    name: str,
    content: bytes,
    user: User | None,
    now: dt.datetime,
    contact: Contact | None = None,
) -> WorkbookUpload:
    """Keep a file that can be read; the same file once more is the same upload. Raises WorkbookError."""
    if participation.query.is_frozen:
        raise WorkbookError(_("Die Abfrage ist geschlossen. Es kann nichts mehr hochgeladen werden."))
    read_workbook(content, participation)
    sha256 = hashlib.sha256(content).hexdigest()
    waiting = participation.uploads.waiting()
    if found := waiting.filter(sha256=sha256).first():
        return found
    if waiting.count() >= MOST_WAITING:
        raise WorkbookError(
            _("Es warten schon sehr viele Tabellen. Bitte übernehmen oder verwerfen Sie zuerst eine.")
        )
    return WorkbookUpload.objects.create(
        participation=participation,
        name=_kept_name(name),
        content=content,
        sha256=sha256,
        uploaded_by=user,
        uploaded_contact=contact,
        uploaded_at=now,
    )


@transaction.atomic
def discard_upload(
    *, upload: WorkbookUpload, user: User | None, now: dt.datetime, by_contact: int | None
) -> None:
    """Throw away a file of which nothing was taken over. Raises WorkbookError, or UploadGoneError."""
    stored = WorkbookUpload.objects.select_for_update().filter(pk=upload.pk).first()
    if stored is None:
        raise UploadGoneError
    if stored.taken_over_at is not None:
        raise WorkbookError(_("Aus dieser Tabelle ist schon etwas übernommen. Sie bleibt deshalb stehen."))
    stored.delete()
    audit.record(
        action="workbook.discarded",
        subject=str(upload.participation.uuid),
        user_id=user.pk if user else None,
        now=now,
        by_contact=by_contact,
        sha256=upload.sha256,
    )


def _kept_name(name: str) -> str:
    """Without folders, and with the ending that fits what the file is."""
    stem = PurePath(name.replace("\\", "/")).stem[: LONGEST_NAME - len(".xlsx")]
    return f"{stem or 'tabelle'}.xlsx"
