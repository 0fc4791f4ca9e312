"""What the organisation does: write and hand in."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from partners.models import Contact, Organisation, User
from reporting.errors import IncompleteReportError
from reporting.models import MailState, Participation, StatusQuery
from reporting.services.mails import tell_answers_submitted, thank_if_complete
from reporting.services.reports.answers import QuestionEntry, entries_of, store_entries
from reporting.services.reports.completeness import unanswered
from reporting.services.reports.drafting import is_on_behalf
from reporting.services.unwanted import withdraw_unwanted

from .claiming import SAVE, SUBMIT, claim


def prepare(*, query: StatusQuery, organisation: Organisation) -> Participation:
    """The organisation's part in a query; made here where the query was opened before there were such rows."""
    return Participation.objects.get_or_create(query=query, organisation=organisation)[0]


@transaction.atomic
def save_answers(
    *,
    participation: Participation,
    entries: Mapping[int, QuestionEntry],
    expected_version: int,
    user: User | None,
) -> Participation:
    """Keep what was written, complete or not; whoever came by a personal link is no `user`."""
    draft = claim(participation, SAVE, expected_version=expected_version)
    asked = draft.query.questions.per_organisation()
    store_entries(entries, asked=asked, aggregate={"participation": draft})
    draft.on_behalf = is_on_behalf(draft.organisation, user)
    draft.save()
    return draft


@transaction.atomic
def submit_answers(
    *,
    participation: Participation,
    expected_version: int,
    user: User | None,
    now: dt.datetime,
    contact: Contact | None = None,
) -> Participation:
    """Hand the stored answers in; required questions must have one."""
    handed_in = claim(participation, SUBMIT, expected_version=expected_version)
    if found := missing_answers(handed_in):
        raise IncompleteReportError(found)
    handed_in.submitted_by, handed_in.submitted_contact, handed_in.submitted_at = user, contact, now
    handed_in.on_behalf = is_on_behalf(handed_in.organisation, user)
    handed_in.save()
    tell_answers_submitted(handed_in, now=now)
    thank_if_complete(query=handed_in.query, organisation=handed_in.organisation, now=now)
    withdraw_unwanted(handed_in.query.mails.filter(state=MailState.QUEUED))
    return handed_in


def missing_answers(participation: Participation) -> dict[str, str]:
    """Name of the form's field → reason."""
    entries = entries_of(participation.question_answers.all())
    return unanswered(entries, participation.query.questions.per_organisation())
