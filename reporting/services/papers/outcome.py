"""What becomes of a final Vorlage: where the council shows it, and what the committees said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import CommitteeReport, PaperState
from safety import audit

from .addresses import checked_link
from .refusals import claim


@dataclass(frozen=True)
class Outcome:
    """Of one station: the address of the meeting, and the result in the words of its minutes."""

    link: str
    result: str


@transaction.atomic
def record_outcome(
    *,
    paper: CommitteeReport,
    link: str,
    outcomes: Mapping[int, Outcome],
    version: int,
    user: User | None,
    now: dt.datetime,
) -> CommitteeReport:
    """Write down, per key of a consultation, what came out; everything else of a final paper stays locked."""
    refusal = _("Das Ergebnis der Beratung gibt es erst, wenn die Vorlage festgelegt ist.")
    locked = claim(paper, expected=PaperState.FINAL, version=version, refusal=refusal)
    locked.link = checked_link(link)
    locked.save()
    for station in locked.consultations.filter(pk__in=list(outcomes)).order_by("number"):
        said = outcomes[station.pk]
        if (station.link, station.result) != (said.link, said.result):
            station.link, station.result = checked_link(said.link), said.result
            station.save()
    audit.record(
        action="paper.outcome", subject=f"paper:{locked.uuid}", user_id=user.pk if user else None, now=now
    )
    return locked
