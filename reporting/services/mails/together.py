"""Many reports at once are one mail per person, not one per report."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.models import MailKind, ProgressReport, StatusQuery
from reporting.services.recipients import Person

from .german import in_german
from .rendering import Block, Link
from .reports import (
    approved_blocks,
    name_of_measure,
    news_of,
    people_but_approver,
    reviewers_but,
    tell_submitted,
)
from .telling import News, address, tell
from .wordings import StandardWording, standard_wording, wordings_of


@in_german
def tell_submitted_together(reports: Sequence[ProgressReport], *, now: dt.datetime) -> None:
    """What one organisation has sent in one go."""
    if len(reports) < 2:
        for report in reports:
            tell_submitted(report, now=now)
        return
    first = reports[0]
    said = _("%(organisation)s hat %(count)d Meldungen abgesendet.")
    if first.on_behalf:
        said = _("Für %(organisation)s wurden in Vertretung %(count)d Meldungen abgesendet.")
    values = {"organisation": first.organisation.name, "count": len(reports)}
    wording = StandardWording(
        _("%(count)d neue Meldungen: %(organisation)s") % values,
        _("Guten Tag {name},") + "\n\n" + said % values,
    )
    page = Link(
        _("Hier können Sie die Meldungen prüfen, freigeben oder zurückgeben:"),
        address(reverse("reporting:review")),
    )
    block = Block(first.organisation.name, items=tuple(map(name_of_measure, reports)), links=(page,))
    news = news_of(first, "submitted-together", MailKind.OFFICE, wording)
    tell(reviewers_but(first), news, lambda person: [block], now=now)


@in_german
def tell_approved_together(reports: Sequence[ProgressReport], *, now: dt.datetime) -> None:
    """To each person what they answered, for each query apart: its own wording may speak to them."""
    people: dict[str, Person] = {}
    theirs: dict[tuple[str, StatusQuery | None], list[ProgressReport]] = defaultdict(list)
    for report in reports:
        for person in people_but_approver(report):
            people.setdefault(person.email, person)
            theirs[person.email, report.request.query if report.request else None].append(report)
    wordings = {query: wordings_of(query)[MailKind.APPROVED] for _email, query in theirs}
    for (email, query), told in theirs.items():
        _tell_approved(people[email], told, query, wordings[query], now=now)


def _tell_approved(
    person: Person,
    reports: Sequence[ProgressReport],
    query: StatusQuery | None,
    wording: StandardWording,
    *,
    now: dt.datetime,
) -> None:
    if len(reports) > 1 and wording == standard_wording(MailKind.APPROVED):
        wording = StandardWording(
            _("Vielen Dank: Ihre Meldungen sind freigegeben"),
            _(
                "Guten Tag {name},\n\n"
                "Ihre Meldungen ({organisation}) sind geprüft und freigegeben. Vielen Dank! "
                "Sie stehen jetzt auf den Seiten der Maßnahmen."
            ),
        )
    first = reports[0]
    news = News(
        occasion=f"report:{first.uuid}:{first.version}:approved",
        kind=MailKind.APPROVED,
        query=query,
        organisations=[report.organisation.name for report in reports],
        wording=wording,
        count=len({report.measure_id for report in reports}),
    )
    blocks = [block for report in reports for block in approved_blocks(report)]
    tell([person], news, lambda person: blocks, now=now)
