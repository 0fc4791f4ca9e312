"""What the cut would mean at this moment, for the page on which somebody confirms it."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count

from reporting.models import MailKind, MailState, Participation, QueryRequest, StatusQuery
from reporting.services.unwanted import REMINDERS, STOPPABLE

#: Of what is missing or not approved, the page names so many; the rest stands on pages of its own.
SHOWN = 50


@dataclass(frozen=True)
class Cut:
    """Asked about in a constant number of statements."""

    query: StatusQuery
    on: dt.date

    @cached_property
    def totals(self) -> dict[str, int]:
        return self.query.requests.totals(on=self.on)

    @cached_property
    def missing(self) -> list[dict[str, Any]]:
        """Organisations that still owe answers, with their number."""
        rows = self.query.requests.by_organisation(on=self.on)
        return [row for row in rows if row["missing"]][:SHOWN]

    @property
    def missing_elsewhere(self) -> int:
        named: int = sum(row["missing"] for row in self.missing)
        return self.totals["missing"] - named

    @cached_property
    def unapproved(self) -> list[QueryRequest]:
        return list(self.query.requests.unapproved()[:SHOWN])

    @property
    def unapproved_elsewhere(self) -> int:
        submitted = self.totals["answered"] - self.totals["approved"]
        return submitted - len(self.unapproved)

    @cached_property
    def silent(self) -> list[Participation]:
        """Organisations that owe answers to the questions to the organisation itself."""
        owed = self.query.participations.missing().select_related("organisation")
        return list(owed.order_by("organisation__name", "pk"))

    @cached_property
    def participations(self) -> int:
        """Organisations whose answers for themselves wait for approval."""
        return self.query.participations.to_review().count()

    @property
    def is_before_deadline(self) -> bool:
        return self.on <= self.query.due_on

    @property
    def is_in_grace(self) -> bool:
        return self.query.due_on < self.on <= self.query.last_day

    @cached_property
    def extended(self) -> int:
        """Requests still owed whose own day has not come yet."""
        return self.query.requests.missing().filter(extended_to__gte=self.on).count()

    @cached_property
    def mails(self) -> dict[str, int]:
        """Mails of the query that wait to be sent: those that stop, and those that still go out."""
        waiting = self.query.mails.filter(state=MailState.QUEUED).order_by()
        counts = dict(waiting.values_list("kind").annotate(Count("pk")))
        return {
            "invitations": counts.get(MailKind.INVITATION, 0),
            "reminders": sum(counts.get(kind, 0) for kind in REMINDERS),
            "going_out": sum(count for kind, count in counts.items() if kind not in STOPPABLE),
        }
