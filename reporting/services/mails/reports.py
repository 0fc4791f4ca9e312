"""Who is told what about a report. One mail per person and occasion; a later round of the same report is a new one."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.access import REVIEW_REPORTS
from reporting.models import MailKind, ProgressReport
from reporting.services.outbox import Letter, enqueue_all
from reporting.services.persons import person_key
from reporting.services.recipients import Person, accounts_with

from .answering import people_who_answer
from .blocks import contact_block, grants_of, personal_link
from .german import in_german
from .letters import Draft, plain_day, write
from .rendering import Block, Link
from .wordings import StandardWording, wordings_of


@in_german
def tell_submitted(report: ProgressReport, *, now: dt.datetime) -> None:
    """To everyone who may approve, except whoever has just submitted it."""
    page = _address(reverse("reporting:review_report", args=[report.uuid]))
    links = (Link(_("Hier können Sie die Meldung prüfen, freigeben oder zurückgeben:"), page),)
    values = {"organisation": report.organisation.name, "day": plain_day(report.as_of)}
    said = _("%(organisation)s hat eine Meldung abgesendet.")
    if report.on_behalf:
        said = _("Für %(organisation)s wurde in Vertretung eine Meldung abgesendet.")
    wording = StandardWording(
        _("Neue Meldung: %s") % report.measure, _("Guten Tag {name},") + "\n\n" + said % values
    )
    block = Block(_measure(report), _("Sachstand vom %(day)s") % values, links=links)
    reviewers = accounts_with(REVIEW_REPORTS)
    people = [Person.of_user(user) for user in reviewers if user.pk != report.submitted_by_id]
    _send(report, "submitted", MailKind.OFFICE, people, lambda person: [block], wording, now=now)


@in_german
def tell_returned(report: ProgressReport, *, now: dt.datetime) -> None:
    """With the remark, and the link to go on; a personal one where somebody has no account."""
    grants = grants_of(report.request.query) if report.request else {}

    def blocks(person: Person) -> list[Block]:
        page = Link(_("Hier können Sie Ihre Angaben ändern und noch einmal absenden:"), _page(report))
        key = (report.organisation_id, person.contact.pk if person.contact else 0)
        link = page if person.has_account or key not in grants else personal_link(grants[key])
        saved = _("Ihre Angaben sind gespeichert.")
        return [
            Block(_("Unsere Bemerkung"), quote=report.return_remark),
            Block(_measure(report), saved, links=(link,)),
            contact_block(report.request.query if report.request else None),
        ]

    wording = wordings_of(report.request.query if report.request else None)[MailKind.RETURNED]
    _send(report, "returned", MailKind.RETURNED, people_who_answer(report), blocks, wording, now=now)


@in_german
def tell_approved(report: ProgressReport, *, now: dt.datetime) -> None:
    """To those who answered; whoever approves their own report knows already."""
    approver = report.approved_by.email.lower() if report.approved_by else ""
    people = [person for person in people_who_answer(report) if person.email != approver]
    page = _address(report.measure.get_absolute_url())
    shown = [Block(_measure(report), links=(Link(_("Hier steht die Meldung:"), page),))]
    if report.public_text and report.public_text != report.text:
        shown.append(
            Block(
                _("Veröffentlichter Wortlaut"),
                _(
                    "Wir haben den Sachstand für die Veröffentlichung bearbeitet. Ihr Wortlaut bleibt bei uns erhalten."
                ),
                quote=report.public_text,
            )
        )
    wording = wordings_of(report.request.query if report.request else None)[MailKind.APPROVED]
    _send(report, "approved", MailKind.APPROVED, people, lambda person: shown, wording, now=now)


def _send(
    report: ProgressReport,
    event: str,
    kind: MailKind,
    people: Iterable[Person],
    blocks: Callable[[Person], list[Block]],
    wording: StandardWording,
    *,
    now: dt.datetime,
) -> None:
    query = report.request.query if report.request else None
    letters: list[Letter] = []
    for person in people:
        draft = Draft(
            # An occasion outlives the address, so it does not name it.
            occasion=f"report:{report.uuid}:{report.version}:{event}:{person_key(person.email)}",
            kind=kind,
            email=person.email,
            name=person.name,
            organisations=[report.organisation.name],
            count=1,
            blocks=blocks(person),
        )
        letters.append(write(draft, query=query, wording=wording))
    enqueue_all(letters, now=now)


def _measure(report: ProgressReport) -> str:
    return f"{report.measure.code} {report.measure.title}"


def _page(report: ProgressReport) -> str:
    return _address(report.get_absolute_url())


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
