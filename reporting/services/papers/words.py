"""Everything a person writes into a Vorlage."""

import datetime as dt
from dataclasses import dataclass

from reporting.models import CommitteeReport, ConsultationRole

#: The fields of the paper itself, in the order in which they are written.
FIELDS = (
    "number",
    "dated_on",
    "subject",
    "draft_decision",
    "financial_impact",
    "reasoning",
    "annexes",
    "link",
)


@dataclass(frozen=True)
class Stop:
    """One station of the Beratungsfolge; `kept` is the row that it was before, whose result stays with it."""

    committee: str
    meeting_on: dt.date | None = None
    role: ConsultationRole = ConsultationRole.NOTICE
    kept: int | None = None


@dataclass(frozen=True)
class Words:
    subject: str
    number: str = ""
    dated_on: dt.date | None = None
    draft_decision: str = ""
    financial_impact: str = ""
    reasoning: str = ""
    annexes: str = ""
    link: str = ""
    stops: tuple[Stop, ...] = ()


def words_of(paper: CommitteeReport) -> Words:
    """As they are stored."""
    stations = paper.consultations.select_related("committee").order_by("number")
    stops = tuple(
        Stop(each.committee.name, each.meeting_on, ConsultationRole(each.role), each.pk) for each in stations
    )
    return Words(**{name: getattr(paper, name) for name in FIELDS}, stops=stops)
