"""The blocks that the portal adds to a letter by itself."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import Measure
from partners.models import Organisation
from reporting.models import AccessGrant, StatusQuery
from reporting.services.links import address_of

from .letters import plain_day, reply_address, weekday
from .rendering import Block, Link

#: Grants by organisation and contact (primary keys).
Grants = Mapping[tuple[int, int], AccessGrant]


@dataclass(frozen=True)
class Task:
    """What an organisation is asked; `until` where its deadline is not the query's.

    Without a measure the questions that are asked once per organisation.
    """

    organisation: Organisation
    measure: Measure | None
    contact_id: int | None
    until: dt.date | None = None

    @property
    def line(self) -> str:
        if self.measure is None:
            return _("Fragen an die Organisation")
        line = f"{self.measure.code} {self.measure.title}"
        if self.until is None:
            return line
        return _("%(measure)s (verlängert bis %(day)s)") % {"measure": line, "day": plain_day(self.until)}


def grants_of(query: StatusQuery) -> dict[tuple[int, int], AccessGrant]:
    """What is not revoked, with all that its link needs; one statement."""
    rows = query.grants.filter(revoked_at__isnull=True, contact__isnull=False)
    found = {}
    for grant in rows.select_related("organisation", "contact"):
        grant.query = query
        if grant.contact_id is not None:
            found[grant.organisation_id, grant.contact_id] = grant
    return found


def own_deadline(query: StatusQuery, tasks: Iterable[Task]) -> dt.date:
    """The one day that holds for all tasks, else the query's, with the other days at their measures."""
    days = {task.until or query.due_on for task in tasks}
    return days.pop() if len(days) == 1 else query.due_on


def deadline_values(query: StatusQuery, tasks: Iterable[Task]) -> dict[str, str]:
    """What the placeholders say to somebody whose deadline is not the query's."""
    day = own_deadline(query, tasks)
    return {"frist": weekday(day), "nachfrist": weekday(max(day, query.last_day))}


def deadline_block(query: StatusQuery, tasks: Iterable[Task], *, on: dt.date) -> Block:
    due_on = own_deadline(query, tasks)
    values = {"day": weekday(due_on), "last": weekday(query.last_day)}
    if on <= due_on:
        text = _("Bitte antworten Sie bis %(day)s. Dieser Tag zählt noch mit.")
    elif on <= query.last_day:
        text = _("Die Frist war am %(day)s. Was bis %(last)s kommt, nehmen wir noch in den Bericht auf.")
    else:
        text = _("Die Frist war am %(day)s. Bis zum Ende der Abfrage können Sie noch antworten.")
    return Block(_("Frist"), text % values)


def number_of_measures(tasks: Iterable[Task]) -> int:
    return len({task.measure.pk for task in tasks if task.measure is not None})


def task_blocks(tasks: Iterable[Task], grants: Grants, *, intro: str) -> list[Block]:
    """One block per organisation: its measures, and the personal link where the person has one."""
    by_organisation: dict[Organisation, list[Task]] = {}
    for task in tasks:
        by_organisation.setdefault(task.organisation, []).append(task)
    return [
        Block(organisation.name, intro, tuple(task.line for task in there), links=_personal(there, grants))
        for organisation, there in by_organisation.items()
    ]


def log_in_block() -> Block:
    address = f"{settings.SITE_URL}{reverse('reporting:my_area')}"
    return Block(
        _("Mit Benutzerkonto"),
        links=(Link(_("Haben Sie ein Benutzerkonto? Dann können Sie sich auch anmelden:"), address),),
    )


def contact_block(query: StatusQuery | None) -> Block:
    text = _(
        "Haben Sie Fragen? Oder ist jemand anderes zuständig? Dann antworten Sie bitte auf diese E-Mail."
    )
    if not reply_address(query):
        text = _("Haben Sie Fragen? Oder ist jemand anderes zuständig? Dann melden Sie sich bitte bei uns.")
    return Block(_("Fragen"), text)


def personal_link(grant: AccessGrant) -> Link:
    return Link(
        _("Hier können Sie ohne Anmeldung antworten. Dieser Link ist nur für Sie:"),
        address_of(grant),
    )


def _personal(tasks: Sequence[Task], grants: Grants) -> tuple[Link, ...]:
    """A person is one contact row in each organisation; the first that has a link is enough."""
    keys = {(task.organisation.pk, task.contact_id) for task in tasks if task.contact_id is not None}
    found = (grants[key] for key in sorted(keys) if key in grants)
    return tuple(personal_link(grant) for grant in found)[:1]
