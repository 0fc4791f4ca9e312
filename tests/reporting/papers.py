"""Papers in each of their states, for the tests of this folder."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from partners.models import User
from reporting.models import CommitteeReport, Job, JobState, StatusQuery
from reporting.services.papers import Stop, Words, finalise_paper, write_paper
from tests.reporting.rounds import LATER, make_closed

MEETING = dt.date(2026, 12, 3)
STOP = Stop("Integrationsrat", MEETING)


def words(**fields: Any) -> Words:
    """Everything that a paper needs, so that nothing is left to be noticed."""
    values: dict[str, Any] = {
        "subject": "Bericht zum Umsetzungsstand",
        "number": "1234/26",
        "dated_on": dt.date(2026, 11, 10),
        "draft_decision": "Das Gremium nimmt den Bericht zur Kenntnis.",
        "financial_impact": "Keine.",
        "reasoning": "Erster Absatz.\n\nZweiter Absatz.",
        "annexes": "Stadtplan\n\n Liste der Träger ",
        "stops": (STOP,),
    }
    return Words(**{**values, **fields})


def make_paper(query: StatusQuery | None = None, **fields: Any) -> CommitteeReport:
    return write_paper(query=query or make_closed(), words=words(**fields), user=None, now=LATER)


def finalise(
    paper: CommitteeReport, *, accepted: Collection[str] = (), user: User | None = None
) -> CommitteeReport:
    return finalise_paper(paper=paper, accepted=accepted, version=paper.version, user=user, now=LATER)


def make_final(query: StatusQuery | None = None, **fields: Any) -> CommitteeReport:
    return finalise(make_paper(query, **fields))


def job_is_over() -> None:
    """The making of the files has ended, however."""
    Job.objects.update(state=JobState.DONE)
