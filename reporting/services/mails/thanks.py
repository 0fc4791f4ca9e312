"""Thanks, once per organisation and query: when its last answer has come in."""

import datetime as dt

from django.utils.translation import gettext as _

from partners.models import Organisation
from reporting.models import MailKind, OutboxMail, ProgressReport, ReportState, StatusQuery
from reporting.services.outbox import enqueue_all
from reporting.services.persons import person_key
from reporting.services.recipients import Person

from .answering import each_once, people_who_answer
from .blocks import contact_block
from .german import in_german
from .letters import Draft, write
from .rendering import Block
from .wordings import wordings_of


@in_german
def thank_if_complete(*, query: StatusQuery, organisation: Organisation, now: dt.datetime) -> None:
    """Called after each submission within its transaction; does nothing while something is owed.

    Of two last answers at once, the second waits for the first and then sees it: one of them thanks.
    """
    parts = query.participations.filter(organisation=organisation).order_by("pk")
    list(parts.select_for_update(of=("self",)).values_list("pk"))
    occasion = f"thanks:{query.uuid}:{organisation.uuid}"
    if not _is_complete(query, organisation) or _has_been_thanked(occasion):
        return
    reports = list(
        ProgressReport.objects.filter(request__query=query, organisation=organisation)
        .exclude(state=ReportState.DRAFT)
        .select_related("organisation", "measure__field_of_action", "submitted_by")
        .select_related("submitted_contact__user", "request__contact__user")
    )
    wording = wordings_of(query)[MailKind.THANKS]
    drafts = [
        Draft(
            occasion=f"{occasion}:{person_key(person.email)}",
            kind=MailKind.THANKS,
            email=person.email,
            name=person.name,
            organisations=[organisation.name],
            count=len(reports),
            blocks=[_answered(organisation, reports), contact_block(query)],
        )
        for person in _people(reports)
    ]
    enqueue_all([write(draft, query=query, wording=wording) for draft in drafts], now=now)


def _is_complete(query: StatusQuery, organisation: Organisation) -> bool:
    if query.requests.owed().filter(organisation=organisation).exists():
        return False
    return not query.participations.owed().filter(organisation=organisation).exists()


def _has_been_thanked(occasion: str) -> bool:
    return OutboxMail.objects.filter(occasion__startswith=f"{occasion}:").exists()


def _people(reports: list[ProgressReport]) -> list[Person]:
    return each_once(person for report in reports for person in people_who_answer(report))


def _answered(organisation: Organisation, reports: list[ProgressReport]) -> Block:
    lines = sorted(f"{report.measure.code} {report.measure.title}" for report in reports)
    return Block(organisation.name, _("Zu diesen Maßnahmen haben Sie geantwortet:"), tuple(lines))
