"""Who is told what about a report. One mail per person and occasion; a later round of the same report is a new one."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from partners.access import REVIEW_REPORTS
from reporting.models import MailKind, ProgressReport, StatusQuery
from reporting.services.recipients import Person, accounts_with

from .answering import people_who_answer
from .blocks import Task, contact_block, deadline_block, grants_of, personal_link
from .german import in_german
from .letters import plain_day, reply_address
from .rendering import Block, Link
from .telling import News, address, tell
from .wordings import StandardWording, wordings_of


@in_german
def tell_submitted(report: ProgressReport, *, now: dt.datetime) -> None:
    """To everyone who may approve, except whoever has just submitted it."""
    page = address(reverse("reporting:review_report", args=[report.uuid]))
    links = (Link(_("Hier können Sie die Meldung prüfen, freigeben oder zurückgeben:"), page),)
    said = _("%(organisation)s hat eine Meldung abgesendet.")
    if report.on_behalf:
        said = _("Für %(organisation)s wurde in Vertretung eine Meldung abgesendet.")
    wording = StandardWording(
        _("Neue Meldung: %s") % report.measure,
        _("Guten Tag {name},") + "\n\n" + said % {"organisation": report.organisation.name},
    )
    block = Block(
        name_of_measure(report), _("Sachstand vom %(day)s") % {"day": plain_day(report.as_of)}, links=links
    )
    news = news_of(report, "submitted", MailKind.OFFICE, wording)
    tell(reviewers_but(report), news, lambda person: [block], now=now)


@in_german
def tell_returned(report: ProgressReport, *, query: StatusQuery | None, now: dt.datetime) -> None:
    """With the remark, and the link to go on; a personal one where somebody has no account.

    After the end of the `query` the personal links are dead: then whoever has no account answers by mail.
    """
    grants = grants_of(query) if query is not None and not query.is_frozen else {}

    def blocks(person: Person) -> list[Block]:
        grant = grants.get((report.organisation_id, person.contact.pk if person.contact else 0))
        link = Link(
            _("Hier können Sie Ihre Angaben ändern und noch einmal absenden:"),
            address(report.get_absolute_url()),
        )
        saved = Block(name_of_measure(report), _("Ihre Angaben sind gespeichert."), links=(link,))
        if not person.has_account:
            how = _by_mail(query)
            saved = Block(
                name_of_measure(report),
                _("Ihre Angaben sind gespeichert.") if grant else how,
                links=(personal_link(grant),) if grant else (),
            )
        remark = Block(_("Unsere Bemerkung"), quote=report.return_remark)
        return [remark, saved, *_until(report, now), contact_block(query)]

    news = news_of(report, "returned", MailKind.RETURNED, wordings_of(query)[MailKind.RETURNED], query)
    tell(people_who_answer(report), news, blocks, now=now)


@in_german
def tell_approved(report: ProgressReport, *, now: dt.datetime) -> None:
    """To those who answered; whoever approves their own report knows already."""
    shown = approved_blocks(report)
    query = report.request.query if report.request else None
    news = news_of(report, "approved", MailKind.APPROVED, wordings_of(query)[MailKind.APPROVED])
    tell(people_but_approver(report), news, lambda person: shown, now=now)


def reviewers_but(report: ProgressReport) -> list[Person]:
    return [
        Person.of_user(user) for user in accounts_with(REVIEW_REPORTS) if user.pk != report.submitted_by_id
    ]


def people_but_approver(report: ProgressReport) -> list[Person]:
    approver = report.approved_by.email.lower() if report.approved_by else ""
    return [person for person in people_who_answer(report) if person.email != approver]


def approved_blocks(report: ProgressReport) -> list[Block]:
    page = address(report.measure.get_absolute_url())
    shown = [Block(name_of_measure(report), links=(Link(_("Hier steht die Meldung:"), page),))]
    if report.public_text and report.public_text != report.text:
        edited = _(
            "Wir haben den Sachstand für die Veröffentlichung bearbeitet. Ihr Wortlaut bleibt bei uns erhalten."
        )
        shown.append(Block(_("Veröffentlichter Wortlaut"), edited, quote=report.public_text))
    return shown


def news_of(
    report: ProgressReport,
    event: str,
    kind: MailKind,
    wording: StandardWording,
    query: StatusQuery | None = None,
) -> News:
    return News(
        occasion=f"report:{report.uuid}:{report.version}:{event}",
        kind=kind,
        query=query or (report.request.query if report.request else None),
        organisations=[report.organisation.name],
        wording=wording,
    )


def name_of_measure(report: ProgressReport) -> str:
    return f"{report.measure.code} {report.measure.title}"


def _until(report: ProgressReport, now: dt.datetime) -> list[Block]:
    """Whoever writes once more has to know for how long; nothing is said of a report of its own accord."""
    asked = report.request
    if asked is None:
        return []
    task = Task(report.organisation, report.measure, None, asked.extended_to)
    return [deadline_block(asked.query, [task], on=timezone.localdate(now))]


def _by_mail(query: StatusQuery | None) -> str:
    if reply_address(query):
        return _(
            "Ihre Angaben sind gespeichert. Bitte antworten Sie auf diese E-Mail. Wir ändern sie dann für Sie."
        )
    return _("Ihre Angaben sind gespeichert. Bitte melden Sie sich bei uns. Wir ändern sie dann für Sie.")
