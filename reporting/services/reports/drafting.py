"""Writing: drafts are kept as they stand, and nothing written is overwritten unseen."""

from dataclasses import replace

from django.db import transaction

from partners.models import Organisation, User
from reporting.errors import NothingToConfirmError, OwnEntriesError
from reporting.models import ProgressReport
from reporting.transitions import Action, move

from .answers import Answers, fingerprint, last_approved
from .locking import claim_report


@transaction.atomic
def save_draft(
    *,
    report: ProgressReport,
    answers: Answers,
    expected_version: int,
    user: User | None,
    takes_confirmation_back: bool = False,
) -> ProgressReport:
    """Keep what was written, complete or not; only a Verlauf or reason that cannot be is left out.

    Whoever came by the personal link of a mail has no user. What was confirmed as unchanged stays so while it still
    says what was last approved.
    """
    draft = claim_report(report, expected_version=expected_version)
    move(draft, Action.SAVE)
    answers.fitting().store(draft)
    if draft.is_unchanged:
        draft.is_unchanged = not takes_confirmation_back and _is_as_approved(answers, last_approved(draft))
    draft.on_behalf = is_on_behalf(draft.organisation, user)
    draft.save()
    return draft


@transaction.atomic
def confirm_unchanged(
    *,
    report: ProgressReport,
    expected_version: int,
    user: User | None,
) -> ProgressReport:
    """Take over the last approved answers as they were; refused where new ones would be lost.

    The message to the KI and the answers to the query's own questions stay: no earlier report answers those.
    """
    draft = claim_report(report, expected_version=expected_version)
    move(draft, Action.SAVE)
    last = last_approved(draft)
    if last is None:
        raise NothingToConfirmError
    if has_own_entries(draft, last):
        raise OwnEntriesError
    mine = Answers.of(draft)
    said = Answers.of(last).fitting()
    replace(said, internal_note=mine.internal_note, questions=mine.questions).store(draft)
    draft.is_unchanged = True
    draft.on_behalf = is_on_behalf(draft.organisation, user)
    draft.save()
    return draft


def has_own_entries(report: ProgressReport, last: ProgressReport) -> bool:
    """Whether the draft says anything of the measure that the last approved report does not."""
    mine = Answers.of(report).without_note()
    return fingerprint(mine) != fingerprint(Answers()) and not _is_as_approved(mine, last)


def _is_as_approved(answers: Answers, last: ProgressReport | None) -> bool:
    """Apart from what belongs to one report only: the message to the KI and the query's own questions."""
    if last is None:
        return False
    return fingerprint(answers.without_note()) == fingerprint(Answers.of(last).without_note())


def is_on_behalf(organisation: Organisation, user: User | None) -> bool:
    """Whether the KI writes for somebody else; a personal link belongs to the organisation, and so does its `None`."""
    if user is None or organisation.is_office:
        return False
    return not organisation.memberships.filter(user=user).exists()
