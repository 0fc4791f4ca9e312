"""What the audit trail says of one query: for the page of the protocol, and for the history that readers see."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import User
from reporting.models import StatusQuery
from safety.models import AuditEntry

from .reported import Part

ACTIONS = {
    "query.opened": gettext_lazy("Abfrage geöffnet"),
    "query.prolonged": gettext_lazy("Frist verlängert"),
    "query.closed": gettext_lazy("Abfrage geschlossen"),
    "query.reopened": gettext_lazy("Abfrage wieder geöffnet"),
    "query.published": gettext_lazy("Bericht veröffentlicht"),
    "addendum.added": gettext_lazy("Nachtrag ergänzt"),
    "request.withdraw": gettext_lazy("Anfrage zurückgenommen"),
    "request.reinstate": gettext_lazy("Anfrage wieder gestellt"),
    "request.reassign": gettext_lazy("Anfrage an jemand anderen gegeben"),
    "request.hand_over": gettext_lazy("Anfragen übergeben"),
    "access.revoke": gettext_lazy("Persönlicher Link widerrufen"),
    "workbook.downloaded": gettext_lazy("Tabelle heruntergeladen"),
}


@dataclass(frozen=True)
class Line:
    """One entry as people read it; the name is looked up when it is shown, never kept."""

    at: dt.datetime
    action: str
    who: str
    reason: str
    details: dict[str, Any]


def entries_of(query: StatusQuery) -> QuerySet[AuditEntry]:
    """About the query, its requests, personal links and the organisations that take part; the newest first."""
    subjects = [query.slug, f"query:{query.uuid}"]
    subjects += [f"request:{uuid}" for uuid in query.requests.values_list("uuid", flat=True)]
    subjects += [f"grant:{uuid}" for uuid in query.grants.values_list("uuid", flat=True)]
    subjects += [str(uuid) for uuid in query.participations.values_list("uuid", flat=True)]
    return AuditEntry.objects.filter(subject__in=subjects).order_by("-number")


def lines_of(entries: list[AuditEntry]) -> list[Line]:
    """Two statements with the entries, however many of them."""
    users = User.objects.in_bulk({entry.user_id for entry in entries if entry.user_id})
    return [
        Line(
            at=entry.at,
            action=str(ACTIONS.get(entry.action, entry.action)),
            who=_who(entry.user_id, users),
            reason=entry.reason,
            details=entry.details,
        )
        for entry in entries
    ]


def reopenings(query: StatusQuery) -> list[Part]:
    """How often the query was opened again, when and why, in the order of events."""
    found = AuditEntry.objects.filter(subject=query.slug, action="query.reopened").order_by("number")
    return [{"on": timezone.localdate(entry.at).isoformat(), "reason": entry.reason} for entry in found]


def _who(user_id: int | None, users: dict[int, User]) -> str:
    if user_id is None:
        return _("ohne Anmeldung, zum Beispiel auf der Kommandozeile")
    user = users.get(user_id)
    return (user.get_full_name() or user.email) if user else _("gelöschtes Konto")
