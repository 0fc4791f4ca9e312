"""Writing: drafts are kept as they stand, and nothing written is overwritten unseen."""

import datetime as dt

from django.db import transaction

from partners.models import Contact, Organisation, User
from reporting.errors import NothingToConfirmError, OwnEntriesError
from reporting.models import ProgressReport
from reporting.transitions import Action, move

from .answers import Answers, last_approved
from .locking import claim_report


@transaction.atomic
def save_draft(
    *,
    report: ProgressReport,
    answers: Answers,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
    contact: Contact | None = None,
) -> ProgressReport:
    """Keep what was written, complete or not; only a Verlauf or reason that cannot be is left out.

    Whoever came by the personal link of a mail is a `contact` without a user.
    """
    draft = claim_report(report, expected_version=expected_version)
    move(draft, Action.SAVE)
    answers.fitting().store(draft)
    draft.is_unchanged = False
    draft.on_behalf = is_on_behalf(draft.organisation, user)
    draft.save()
    return draft


@transaction.atomic
def confirm_unchanged(
    *,
    report: ProgressReport,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
    contact: Contact | None = None,
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
    draft.on_behalf = is_on_behalf(draft.organisation, user)
    draft.save()
    return draft


def has_own_entries(report: ProgressReport, last: ProgressReport) -> bool:
    """Whether the draft says anything that the last approved report does not."""
    mine = Answers.of(report)
    return mine != Answers() and mine != Answers.of(last).fitting().without_note()


def is_on_behalf(organisation: Organisation, user: User | None) -> bool:
    """Whether the KI writes for somebody else; a personal link belongs to the organisation, and so does its `None`."""
    if user is None or organisation.is_office:
        return False
    return not organisation.memberships.filter(user=user).exists()
