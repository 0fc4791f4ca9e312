"""Writing: drafts are kept as they stand, and nothing written is overwritten unseen."""

import datetime as dt

from django.db import transaction

from partners.models import User
from reporting.errors import NothingToConfirmError, OwnEntriesError
from reporting.models import ProgressReport
from reporting.transitions import Action, move

from .answers import Answers, last_approved
from .locking import claim_report


@transaction.atomic
def save_draft(
    *, report: ProgressReport, answers: Answers, expected_version: int, user: User, now: dt.datetime
) -> ProgressReport:
    """Keep what was written, complete or not; only a Verlauf or reason that cannot be is left out."""
    draft = claim_report(report, expected_version=expected_version)
    move(draft, Action.SAVE)
    answers.fitting().store(draft)
    draft.is_unchanged = False
    _note_author(draft, user)
    draft.save()
    return draft


@transaction.atomic
def confirm_unchanged(
    *, report: ProgressReport, expected_version: int, user: User, now: dt.datetime
) -> ProgressReport:
    """Take over the last approved answers as they were; refused where new ones would be lost."""
    draft = claim_report(report, expected_version=expected_version)
    move(draft, Action.SAVE)
    last = last_approved(draft)
    if last is None:
        raise NothingToConfirmError
    if has_own_entries(draft, last):
        raise OwnEntriesError
    Answers.of(last).fitting().without_note().store(draft)
    draft.is_unchanged = True
    _note_author(draft, user)
    draft.save()
    return draft


def has_own_entries(report: ProgressReport, last: ProgressReport) -> bool:
    """Whether the draft says anything that the last approved report does not."""
    mine = Answers.of(report)
    return mine != Answers() and mine != Answers.of(last).fitting().without_note()


def _note_author(draft: ProgressReport, user: User) -> None:
    draft.on_behalf = not draft.organisation.memberships.filter(user=user).exists()
