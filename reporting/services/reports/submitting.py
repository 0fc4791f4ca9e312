"""Handing in: checked, dated, and the KI is told."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.models import Course
from partners.models import User
from reporting.errors import IncompleteReportError
from reporting.models import ProgressReport
from reporting.transitions import Action, move

from .answers import day_of_statement, problems
from .locking import claim_report
from .mails import tell_submitted


@transaction.atomic
def submit(*, report: ProgressReport, expected_version: int, user: User, now: dt.datetime) -> ProgressReport:
    """Hand the stored draft in, dated with the day of its submission, or the query's Stichtag where that is earlier."""
    handed_in = claim_report(report, expected_version=expected_version)
    move(handed_in, Action.SUBMIT)
    today = timezone.localdate(now)
    if found := problems(handed_in, today=today):
        raise IncompleteReportError(found)
    if handed_in.course != Course.DELAYED:
        _drop_what_belongs_to_a_delay(handed_in)
    handed_in.as_of = day_of_statement(handed_in, today=today)
    handed_in.submitted_by, handed_in.submitted_at = user, now
    handed_in.on_behalf = not handed_in.organisation.memberships.filter(user=user).exists()
    handed_in.save()
    tell_submitted(handed_in, now=now)
    return handed_in


def _drop_what_belongs_to_a_delay(report: ProgressReport) -> None:
    """Left over from the last report; the history keeps it."""
    report.countermeasure, report.new_date = "", None
