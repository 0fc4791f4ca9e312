"""The mails of the reminder plan: to those who owe, to their Leitung, and to the office."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.models import MailKind, StatusQuery
from reporting.services.opting_out import opt_out_address
from reporting.services.outbox import Letter

from .blocks import (
    Grants,
    Task,
    contact_block,
    deadline_block,
    deadline_values,
    log_in_block,
    number_of_measures,
    task_blocks,
)
from .letters import Draft, write
from .rendering import Block, Link
from .wordings import StandardWording


def reminder_blocks(query: StatusQuery, tasks: Sequence[Task], grants: Grants, *, on: dt.date) -> list[Block]:
    intro = _("Diese Antworten fehlen uns noch von Ihnen:")
    return [
        deadline_block(query, tasks, on=on),
        *task_blocks(tasks, grants, intro=intro),
        log_in_block(),
        contact_block(query),
    ]


def head_blocks(query: StatusQuery, tasks: Sequence[Task], *, on: dt.date) -> list[Block]:
    """Without personal links: those are for the persons who are asked."""
    intro = _("Diese Antworten fehlen uns noch:")
    return [deadline_block(query, tasks, on=on), *task_blocks(tasks, {}, intro=intro), contact_block(query)]


def office_blocks(query: StatusQuery, tasks: Sequence[Task]) -> list[Block]:
    page = f"{settings.SITE_URL}{reverse('reporting:missing', args=[query.slug])}"
    everything = Block(_("Alles auf einen Blick"), links=(Link(_("Hier steht, was fehlt:"), page),))
    return [*task_blocks(tasks, {}, intro=_("Es fehlen die Antworten zu:")), everything]


def reminder(
    query: StatusQuery,
    *,
    kind: MailKind,
    occasion: str,
    email: str,
    name: str,
    tasks: Sequence[Task],
    blocks: Sequence[Block],
    wording: StandardWording,
) -> Letter:
    draft = Draft(
        occasion=occasion,
        kind=kind,
        email=email,
        name=name,
        organisations=[task.organisation.name for task in tasks],
        count=number_of_measures(tasks),
        blocks=blocks,
        values=deadline_values(query, tasks),
        opt_out="" if kind == MailKind.OFFICE else opt_out_address(email),
    )
    return write(draft, query=query, wording=wording)
