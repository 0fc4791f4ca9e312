"""The Sachstand as the public reads it, where the KI edits it; the organisation's own words stay beside it."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.errors import ReportError, WrongStateError
from reporting.models import ProgressReport, ReportState

from .locking import claim_report
from .recording import record_decision


class WordingLockedError(ReportError):
    """The query is closed: what stands in its report is what was published."""


@transaction.atomic
def edit_wording(
    *, report: ProgressReport, expected_version: int, public_text: str, user: User, now: dt.datetime
) -> ProgressReport:
    """Change the published wording of an approved report; the history keeps each version.

    Empty, or the same as the organisation's own text, brings that text back.
    """
    edited = claim_report(report, expected_version=expected_version)
    if edited.state != ReportState.APPROVED:
        raise WrongStateError(edited.get_state_display())
    if edited.is_of_closed_query and edited.request is not None:
        raise WordingLockedError(edited.request.query.lock_reason)
    edited.public_text = edited_wording(edited, public_text)
    edited._change_reason = str(_("Veröffentlichte Fassung bearbeitet"))  # type: ignore[attr-defined]
    edited.save()
    record_decision("report.reworded", edited, user=user, now=now)
    return edited


def edited_wording(report: ProgressReport, text: str) -> str:
    """`text` where it differs from what the organisation wrote, apart from the line ends of browsers."""
    return "" if _plain(text) == _plain(report.text) else _plain(text)


def proposed_wording(report: ProgressReport, last: ProgressReport | None) -> str:
    """What the public is to read of a report that waits for its approval.

    Where the organisation says the same as in its `last` approved report, what was taken out there stays out.
    """
    if last is not None and last.public_text and _plain(last.text) == _plain(report.text):
        return report.public_text or last.public_text
    return report.shown_text


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
