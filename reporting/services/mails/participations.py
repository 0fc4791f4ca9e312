"""Who is told what about the questions that a query asks once per organisation."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.access import REVIEW_REPORTS
from reporting.models import MailKind, Participation
from reporting.services.recipients import Person, accounts_with

from .answering import each_once, first_of, of_contact, of_user
from .blocks import Task, contact_block, deadline_block, grants_of, personal_link
from .german import in_german
from .rendering import Block, Link
from .telling import News, address, tell
from .wordings import StandardWording, standard_wording, wordings_of


@in_german
def tell_answers_submitted(participation: Participation, *, now: dt.datetime) -> None:
    """To everyone who may approve, except whoever has just submitted them."""
    page = address(reverse("reporting:review_participation", args=[participation.uuid]))
    links = (Link(_("Hier können Sie die Antworten prüfen, freigeben oder zurückgeben:"), page),)
    said = _("%(organisation)s hat die Fragen beantwortet, die wir einmal je Organisation stellen.")
    if participation.on_behalf:
        said = _(
            "Für %(organisation)s wurden in Vertretung die Fragen beantwortet, die wir einmal je Organisation stellen."
        )
    wording = StandardWording(
        _("Neue Antworten: %s") % participation.organisation,
        _("Guten Tag {name},") + "\n\n" + said % {"organisation": participation.organisation.name},
    )
    block = Block(participation.query.title, links=links)
    reviewers = accounts_with(REVIEW_REPORTS)
    people = [Person.of_user(user) for user in reviewers if user.pk != participation.submitted_by_id]
    tell(people, _news(participation, "submitted", MailKind.OFFICE, wording), lambda person: [block], now=now)


@in_german
def tell_answers_returned(participation: Participation, *, now: dt.datetime) -> None:
    """With the remark, and the link to go on; a personal one where somebody has no account."""
    query, organisation = participation.query, participation.organisation
    grants = grants_of(query)
    until = deadline_block(query, [Task(organisation, None, None)], on=timezone.localdate(now))
    page = Link(
        _("Hier können Sie Ihre Antworten ändern und noch einmal absenden:"),
        address(reverse("reporting:answer_all", args=[query.slug, organisation.slug])),
    )

    def blocks(person: Person) -> list[Block]:
        grant = grants.get((organisation.pk, person.contact.pk if person.contact else 0))
        link = page if person.has_account or grant is None else personal_link(grant)
        saved = _("Ihre Antworten sind gespeichert.")
        return [
            Block(_("Unsere Bemerkung"), quote=participation.return_remark),
            Block(_("Fragen an Ihre Organisation"), saved, links=(link,)),
            until,
            contact_block(query),
        ]

    wording = wordings_of(query)[MailKind.RETURNED]
    news = _news(participation, "returned", MailKind.RETURNED, wording)
    tell(_people(participation), news, blocks, now=now)


@in_german
def tell_answers_approved(participation: Participation, *, now: dt.datetime) -> None:
    """To those who answered; whoever approves their own answers knows already."""
    approver = participation.approved_by.email.lower() if participation.approved_by else ""
    block = Block(
        _("Fragen an Ihre Organisation"),
        _("Antworten auf Fragen, die wir veröffentlichen, stehen später im Bericht zu dieser Abfrage."),
    )
    wording = wordings_of(participation.query)[MailKind.APPROVED]
    if wording == standard_wording(MailKind.APPROVED):
        # The usual words speak of the page of a measure.
        wording = StandardWording(
            _("Vielen Dank: Ihre Antworten sind freigegeben"),
            _(
                "Guten Tag {name},\n\nIhre Antworten ({organisation}) sind geprüft und freigegeben. Vielen Dank!"
            ),
        )
    people = [person for person in _people(participation) if person.email != approver]
    news = _news(participation, "approved", MailKind.APPROVED, wording)
    tell(people, news, lambda person: [block, contact_block(participation.query)], now=now)


def _people(participation: Participation) -> list[Person]:
    found = [*of_user(participation.submitted_by), *of_contact(participation.submitted_contact)]
    if not found or participation.on_behalf:
        found += first_of(participation.organisation)
    return each_once(found)


def _news(participation: Participation, event: str, kind: MailKind, wording: StandardWording) -> News:
    return News(
        occasion=f"answers:{participation.uuid}:{participation.version}:{event}",
        kind=kind,
        query=participation.query,
        organisations=[participation.organisation.name],
        wording=wording,
    )
