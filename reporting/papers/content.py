"""The words of a Vorlage, computed from its row and from what was frozen; nothing living stands behind them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from reporting.models import CommitteeReport
from reporting.results import Results, results_of


@dataclass(frozen=True)
class Station:
    """One place of the Beratungsfolge; `role` is the German word for what the committee is to do."""

    committee: str
    meeting_on: dt.date | None
    role: str


@dataclass(frozen=True)
class PaperContent:
    """What page, PDF and Word document show of a Vorlage.

    The long texts are plain: a blank line begins a new paragraph. A draft has the edition that it would get. Dates are
    days; documents take the time of their making from `dated_on`, else from the day of the closing.
    """

    uuid: UUID
    edition: int
    is_draft: bool
    number: str
    dated_on: dt.date | None
    subject: str
    municipality: str
    office: str
    stations: list[Station]
    draft_decision: str
    financial_impact: str
    reasoning: str
    annexes: list[str]
    results: Results


def paper_content(paper: CommitteeReport) -> PaperContent:
    """Of a paper whose query is closed: from its own row and what was frozen at the last closing."""
    return compose_paper(paper, results_of(paper.query))


def compose_paper(paper: CommitteeReport, results: Results) -> PaperContent:
    """Put the paper beside the results; German, whatever the person at the desk reads. One statement."""
    rows = list(paper.consultations.select_related("committee").order_by("number"))
    with translation.override(settings.LANGUAGE_CODE):
        stations = [Station(str(each), each.meeting_on, str(each.get_role_display())) for each in rows]
        annexes = [_("Tabellen zum Bericht (Excel-Datei)"), *_lines(paper.annexes)]
    return PaperContent(
        uuid=paper.uuid,
        edition=paper.edition if paper.is_final else paper.edition + 1,
        is_draft=not paper.is_final,
        number=paper.number,
        dated_on=paper.dated_on,
        subject=paper.subject,
        municipality=results.concept["municipality"],
        office=settings.PORTAL_OFFICE,
        stations=stations,
        draft_decision=paper.draft_decision,
        financial_impact=paper.financial_impact,
        reasoning=paper.reasoning,
        annexes=annexes,
        results=results,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
