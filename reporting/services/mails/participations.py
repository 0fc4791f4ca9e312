"""Who is told what about the questions that a query asks once per organisation."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.access import REVIEW_REPORTS
from reporting.models import MailKind, Participation
from reporting.services.outbox import enqueue_all
from reporting.services.persons import person_key
from reporting.services.recipients import Person, accounts_with

from .answering import each_once, first_of, of_contact, of_user
from .blocks import contact_block, grants_of, personal_link
from .german import in_german
from .letters import Draft, write
from .rendering import Block, Link
from .wordings import StandardWording, wordings_of


@in_german
def tell_answers_submitted(participation: Participation, *, now: dt.datetime) -> None:
    """To everyone who may approve, except whoever has just submitted them."""
    page = _address("reporting:review_participation", participation.uuid)
    links = (Link(_("Hier können Sie die Antworten prüfen, freigeben oder zurückgeben:"), page),)
    said = _("%(organisation)s hat die Fragen beantwortet, die wir einmal je Organisation stellen.")
    wording = StandardWording(
        _("Neue Antworten: %s") % participation.organisation,
        _("Guten Tag {name},") + "\n\n" + said % {"organisation": participation.organisation.name},
    )
    block = Block(participation.query.title, links=links)
    reviewers = accounts_with(REVIEW_REPORTS)
    people = [Person.of_user(user) for user in reviewers if user.pk != participation.submitted_by_id]
    _send(participation, "submitted", MailKind.OFFICE, people, lambda person: [block], wording, now=now)


@in_german
def tell_answers_returned(participation: Participation, *, now: dt.datetime) -> None:
    """With the remark, and the link to go on; a personal one where somebody has no account."""
    query, organisation = participation.query, participation.organisation
    grants = grants_of(query)
    page = Link(
        _("Hier können Sie Ihre Antworten ändern und noch einmal absenden:"),
        _address("reporting:answer_all", query.slug, organisation.slug),
    )

    def blocks(person: Person) -> list[Block]:
        grant = grants.get((organisation.pk, person.contact.pk if person.contact else 0))
        link = page if person.has_account or grant is None else personal_link(grant)
        saved = _("Ihre Antworten sind gespeichert.")
        return [
            Block(_("Unsere Bemerkung"), quote=participation.return_remark),
            Block(_("Fragen an Ihre Organisation"), saved, links=(link,)),
            contact_block(query),
        ]

    wording = wordings_of(query)[MailKind.RETURNED]
    _send(participation, "returned", MailKind.RETURNED, _people(participation), blocks, wording, now=now)


def _people(participation: Participation) -> list[Person]:
    found = [*of_user(participation.submitted_by), *of_contact(participation.submitted_contact)]
    return each_once(found or first_of(participation.organisation))


def _send(
    participation: Participation,
    event: str,
    kind: MailKind,
    people: Iterable[Person],
    blocks: Callable[[Person], list[Block]],
    wording: StandardWording,
    *,
    now: dt.datetime,
) -> None:
    occasion = f"answers:{participation.uuid}:{participation.version}:{event}"
    drafts = (
        Draft(
            occasion=f"{occasion}:{person_key(person.email)}",
            kind=kind,
            email=person.email,
            name=person.name,
            organisations=[participation.organisation.name],
            count=1,
            blocks=blocks(person),
        )
        for person in people
    )
    enqueue_all([write(draft, query=participation.query, wording=wording) for draft in drafts], now=now)


def _address(route: str, *arguments: object) -> str:
    return f"{settings.SITE_URL}{reverse(route, args=arguments)}"
