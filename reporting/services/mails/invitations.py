"""The invitation: one mail per person, with all measures that this person is asked about (DESIGN.md 4.5)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from measures.models import Measure
from partners.models import Contact, Organisation
from reporting.models import MailKind, StatusQuery
from reporting.services.outbox import Letter
from reporting.services.persons import person_key

from .blocks import (
    Grants,
    Task,
    contact_block,
    deadline_block,
    deadline_values,
    grants_of,
    log_in_block,
    number_of_measures,
    own_deadline,
    task_blocks,
)
from .german import in_german
from .letters import Draft, write
from .rendering import Block
from .wordings import StandardWording, wordings_of


class AskedLike(Protocol):
    """What the check before opening finds out about one measure and organisation."""

    @property
    def measure(self) -> Measure: ...
    @property
    def organisation(self) -> Organisation: ...
    @property
    def contact(self) -> Contact | None: ...


class InviteeLike(Protocol):
    """One person of the check, with everything that this person is asked."""

    @property
    def email(self) -> str: ...
    @property
    def names(self) -> list[str]: ...
    @property
    def asked(self) -> Sequence[AskedLike]: ...


@in_german
def write_invitations(
    query: StatusQuery, invitees: Iterable[InviteeLike], grants: Grants | None = None
) -> list[Letter]:
    """One letter per person, with the links of `grants`, else of the grants that the query has by now."""
    wording = wordings_of(query)[MailKind.INVITATION]
    grants = grants_of(query) if grants is None else grants
    closing = closing_blocks(query)
    return [
        invitation(
            query,
            occasion=f"invitation:{query.uuid}:{person_key(invitee.email)}",
            email=invitee.email,
            name=invitee.names[0] if invitee.names else "",
            tasks=[
                Task(one.organisation, one.measure, one.contact.pk if one.contact else None)
                for one in invitee.asked
            ],
            wording=wording,
            grants=grants,
            closing=closing,
        )
        for invitee in invitees
    ]


def invitation(
    query: StatusQuery,
    *,
    occasion: str,
    email: str,
    name: str,
    tasks: Sequence[Task],
    wording: StandardWording,
    grants: Grants,
    closing: Sequence[Block] = (),
) -> Letter:
    """`closing` are the last blocks where many letters are written, which need them made only once."""
    draft = Draft(
        occasion=occasion,
        kind=MailKind.INVITATION,
        email=email,
        name=name,
        organisations=[task.organisation.name for task in tasks],
        count=number_of_measures(tasks),
        blocks=[*asking_blocks(query, tasks, grants), *(closing or closing_blocks(query))],
        values=deadline_values(query, tasks),
    )
    return write(draft, query=query, wording=wording)


def invitation_blocks(query: StatusQuery, tasks: Sequence[Task], grants: Grants) -> list[Block]:
    return [*asking_blocks(query, tasks, grants), *closing_blocks(query)]


def asking_blocks(query: StatusQuery, tasks: Sequence[Task], grants: Grants) -> list[Block]:
    deadline = deadline_block(query, tasks, on=own_deadline(query, tasks))
    intro = _("Zu diesen Maßnahmen brauchen wir Ihre Antwort:")
    return [deadline, *task_blocks(tasks, grants, intro=intro)]


def closing_blocks(query: StatusQuery) -> list[Block]:
    """The same in every letter."""
    return [log_in_block(), contact_block(query)]
