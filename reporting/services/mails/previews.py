"""How a mail of a query will look, with made-up people and the query's own measures and texts."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import Contact, Organisation
from reporting.models import AccessGrant, MailKind, StatusQuery
from reporting.services.opting_out import opt_out_address
from reporting.services.outbox import Letter

from .blocks import Task, contact_block
from .german import in_german
from .invitations import invitation_blocks
from .letters import Draft, write
from .reminders import head_blocks, office_blocks, reminder_blocks
from .rendering import Block, Link
from .wordings import StandardWording, wordings_of

SAMPLES = 3
REMINDERS = {MailKind.REMINDER, MailKind.ESCALATION}


@in_german
def preview_letter(
    *,
    query: StatusQuery,
    kind: MailKind,
    recipient: str,
    name: str,
    wording: StandardWording | None = None,
) -> Letter:
    """Filled with sample data of the query; its links lead nowhere. `wording` is for texts not stored yet."""
    tasks = _tasks(query)
    draft = Draft(
        occasion="",
        kind=kind,
        email=recipient,
        name=name,
        organisations=[_("Beispiel-Organisation")],
        count=len(tasks),
        blocks=_blocks(query, kind, tasks),
        opt_out=opt_out_address(recipient) if kind in REMINDERS else "",
    )
    return write(draft, query=query, wording=wording or wordings_of(query)[kind])


def _tasks(query: StatusQuery) -> list[Task]:
    organisation = Organisation(pk=0, name=_("Beispiel-Organisation"), uuid=UUID(int=0))
    measures = query.measures.select_related("field_of_action")[:SAMPLES]
    return [Task(organisation, measure, 0) for measure in measures]


def _blocks(query: StatusQuery, kind: MailKind, tasks: list[Task]) -> list[Block]:
    if kind == MailKind.INVITATION:
        return invitation_blocks(query, tasks, _sample_grants(query))
    if kind == MailKind.REMINDER:
        return reminder_blocks(query, tasks, _sample_grants(query), on=query.due_on)
    if kind == MailKind.ESCALATION:
        return head_blocks(query, tasks, on=query.due_on)
    if kind == MailKind.OFFICE:
        return office_blocks(query, tasks)
    return _report_blocks(query, kind, tasks)


def _report_blocks(query: StatusQuery, kind: MailKind, tasks: list[Task]) -> list[Block]:
    lines = tuple(task.line for task in tasks[:1])
    page = Link(
        _("Hier können Sie die Meldung ansehen:"), f"{settings.SITE_URL}{reverse('reporting:my_area')}"
    )
    shown = [Block(_("Maßnahme"), items=lines, links=(page,))]
    if kind == MailKind.RETURNED:
        shown.insert(0, Block(_("Unsere Bemerkung"), quote=_("Hier steht Ihre Bemerkung.")))
    if kind == MailKind.THANKS:
        shown = [Block(_("Ihre Antworten"), items=tuple(task.line for task in tasks))]
    return [*shown, contact_block(query)]


def _sample_grants(query: StatusQuery) -> dict[tuple[int, int], AccessGrant]:
    """A link that looks like one: nothing stands behind it."""
    organisation = Organisation(pk=0, uuid=UUID(int=0))
    nobody = Contact(pk=0, uuid=UUID(int=0), organisation=organisation)
    grant = AccessGrant(
        query=query, organisation=organisation, contact=nobody, uuid=UUID(int=0), nonce=UUID(int=0)
    )
    return {(0, 0): grant}
