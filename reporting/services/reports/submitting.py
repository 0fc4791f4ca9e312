"""Handing in: checked, dated, and the KI is told."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.models import Course
from partners.models import Contact, User
from reporting.errors import IncompleteReportError
from reporting.models import MailState, ProgressReport
from reporting.services.mails import tell_submitted, thank_if_complete
from reporting.services.unwanted import withdraw_unwanted
from reporting.transitions import Action, move

from .completeness import day_of_statement, problems
from .drafting import is_on_behalf
from .locking import claim_report


@transaction.atomic
def submit(
    *,
    report: ProgressReport,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
    contact: Contact | None = None,
    tells: bool = True,
) -> ProgressReport:
    """Hand the stored draft in, dated with the day of its submission, or the query's Stichtag where that is earlier.

    Without `tells` the caller tells the KI, of several at once.
    """
    handed_in = claim_report(report, expected_version=expected_version)
    move(handed_in, Action.SUBMIT, submitted_at=now)
    today = timezone.localdate(now)
    if found := problems(handed_in, today=today):
        raise IncompleteReportError(found)
    if handed_in.course != Course.DELAYED:
        _drop_what_belongs_to_a_delay(handed_in)
    handed_in.as_of = day_of_statement(handed_in, today=today)
    handed_in.submitted_by, handed_in.submitted_contact, handed_in.submitted_at = user, contact, now
    handed_in.on_behalf = is_on_behalf(handed_in.organisation, user)
    handed_in.save()
    if tells:
        tell_submitted(handed_in, now=now)
    if handed_in.request is not None:
        thank_if_complete(query=handed_in.request.query, organisation=handed_in.organisation, now=now)
        withdraw_unwanted(handed_in.request.query.mails.filter(state=MailState.QUEUED))
    return handed_in


def _drop_what_belongs_to_a_delay(report: ProgressReport) -> None:
    """Left over from the last report; the history keeps it."""
    report.countermeasure, report.new_date = "", None
