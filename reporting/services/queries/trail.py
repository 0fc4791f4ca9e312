"""What the audit trail says of one query: for the page of the protocol, and for the history that readers see."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Contact, User
from reporting.models import StatusQuery
from safety.models import AuditEntry

from .reported import Part
from .trail_subjects import Subjects

ACTIONS = {
    "query.opened": gettext_lazy("Abfrage geöffnet"),
    "query.prolonged": gettext_lazy("Frist verlängert"),
    "query.closed": gettext_lazy("Abfrage geschlossen"),
    "query.reopened": gettext_lazy("Abfrage wieder geöffnet"),
    "query.published": gettext_lazy("Bericht veröffentlicht"),
    "addendum.added": gettext_lazy("Nachtrag ergänzt"),
    "report_text.saved": gettext_lazy("Text zum Bericht gespeichert"),
    "request.withdraw": gettext_lazy("Anfrage zurückgezogen"),
    "request.reinstate": gettext_lazy("Anfrage wieder gestellt"),
    "request.reassign": gettext_lazy("Anfrage an jemand anderen gegeben"),
    "request.hand_over": gettext_lazy("Anfragen übergeben"),
    "access.revoke": gettext_lazy("Persönlicher Link widerrufen"),
    "workbook.downloaded": gettext_lazy("Tabelle heruntergeladen"),
    "workbook.discarded": gettext_lazy("Hochgeladene Tabelle verworfen"),
    "response.exported": gettext_lazy("Liste aller Anfragen heruntergeladen"),
    "report.approved": gettext_lazy("Meldung freigegeben"),
    "report.returned": gettext_lazy("Meldung zurückgegeben"),
    "report.reworded": gettext_lazy("Veröffentlichte Fassung bearbeitet"),
    "reports.approved": gettext_lazy("Mehrere Meldungen zusammen freigegeben"),
    "answers.approved": gettext_lazy("Antworten der Organisation freigegeben"),
    "answers.returned": gettext_lazy("Antworten der Organisation zurückgegeben"),
    "paper.written": gettext_lazy("Vorlage begonnen"),
    "paper.discarded": gettext_lazy("Entwurf einer Vorlage verworfen"),
    "paper.finalised": gettext_lazy("Vorlage festgelegt"),
    "paper.reopened": gettext_lazy("Vorlage als neue Fassung in Bearbeitung genommen"),
    "paper.outcome": gettext_lazy("Ergebnis der Beratung festgehalten"),
}


@dataclass(frozen=True)
class Line:
    """One entry as people read it; names are looked up when it is shown, never kept."""

    at: dt.datetime
    action: str
    about: str
    who: str
    reason: str


@dataclass(frozen=True)
class People:
    """Who acted, with an account or by the personal link of a mail."""

    users: dict[int, User]
    contacts: dict[int, Contact]

    @classmethod
    def of(cls, entries: list[AuditEntry]) -> Self:
        linked = {contact for entry in entries if (contact := _by_link(entry))}
        users = {entry.user_id for entry in entries if entry.user_id}
        return cls(User.objects.in_bulk(users), Contact.objects.in_bulk(linked))

    def name(self, entry: AuditEntry) -> str:
        if entry.user_id is not None:
            user = self.users.get(entry.user_id)
            return (user.get_full_name() or user.email) if user else _("gelöschtes Konto")
        linked = _by_link(entry)
        if linked is None:
            return _("ohne Konto, zum Beispiel auf der Kommandozeile")
        contact = self.contacts.get(linked)
        name = contact.name if contact else _("frühere Ansprechperson")
        return _("%s, mit persönlichem Link") % name


def entries_of(query: StatusQuery) -> QuerySet[AuditEntry]:
    """About the query, its requests, personal links and the organisations that take part; the newest first."""
    subjects = [query.slug, f"query:{query.uuid}"]
    subjects += [f"request:{uuid}" for uuid in query.requests.values_list("uuid", flat=True)]
    subjects += [f"grant:{uuid}" for uuid in query.grants.values_list("uuid", flat=True)]
    subjects += [f"paper:{uuid}" for uuid in query.committee_reports.values_list("uuid", flat=True)]
    subjects += [str(uuid) for uuid in query.participations.values_list("uuid", flat=True)]
    return AuditEntry.objects.filter(subject__in=subjects).order_by("-number")


def lines_of(entries: list[AuditEntry]) -> list[Line]:
    """As many statements for many entries as for few."""
    people, subjects = People.of(entries), Subjects.of(entries)
    return [
        Line(
            at=entry.at,
            action=str(ACTIONS.get(entry.action, entry.action)),
            about=subjects.about(entry),
            who=people.name(entry),
            reason=entry.reason,
        )
        for entry in entries
    ]


def reopenings(query: StatusQuery) -> list[Part]:
    """How often the query was opened again, when and why, in the order of events."""
    subjects = [query.slug, f"query:{query.uuid}"]
    found = AuditEntry.objects.filter(subject__in=subjects, action="query.reopened").order_by("number")
    return [{"on": timezone.localdate(entry.at).isoformat(), "reason": entry.reason} for entry in found]


def _by_link(entry: AuditEntry) -> int | None:
    """Who passes on her own requests acts as the person who was asked before."""
    if entry.user_id is not None:
        return None
    name = "contact_before" if entry.action == "request.hand_over" else "by_contact"
    contact: int | None = entry.details.get(name)
    return contact
