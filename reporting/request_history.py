"""What has happened to a request, in plain words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from partners.models import Contact, Organisation, User
from safety.models import AuditEntry

from .models import INVITED_AGAIN, AccessGrant, QueryRequest, RequestState


@dataclass(frozen=True)
class Event:
    """One saved change; `by` is empty where no account made it."""

    at: dt.datetime
    by: str
    words: list[str]


@dataclass(frozen=True)
class Names:
    """Whom the rows name by key; who was removed since has no name any more."""

    contacts: Mapping[int, Contact]
    organisations: Mapping[int, Organisation]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Names":
        return cls(
            Contact.objects.in_bulk({row.contact_id for row in rows if row.contact_id}),
            Organisation.objects.in_bulk({row.organisation_id for row in rows}),
        )

    def contact(self, pk: int | None) -> str:
        if pk is None:
            return _("niemand")
        found = self.contacts.get(pk)
        return found.name if found else _("eine frühere Ansprechperson")

    def organisation(self, pk: int) -> str:
        return str(self.organisations[pk]) if pk in self.organisations else _("eine frühere Organisation")


def events_of(request: QueryRequest) -> list[Event]:
    """The newest first; six statements, however many changes."""
    rows = list(request.history.select_related("history_user").order_by("history_date", "history_id"))
    names = Names.of(rows)
    events = [_event(row, [_("Die Anfrage ist gestellt.")]) for row in rows[:1]]
    for before, after in pairwise(rows):
        if words := _words(before, after, names):
            events.append(_event(after, words))
    return sorted([*events[::-1], *_ended_links(request, rows)], key=lambda event: event.at, reverse=True)


def _ended_links(request: QueryRequest, rows: Iterable[Any]) -> Iterable[Event]:
    """Of everybody who was asked here; the audit trail knows when and by whom, the grants know whose link it was."""
    persons = {row.contact_id for row in rows if row.contact_id}
    grants = AccessGrant.objects.filter(query=request.query_id, contact__in=persons).select_related("contact")
    by_subject = {f"grant:{grant.uuid}": grant for grant in grants}
    found = AuditEntry.objects.filter(action="access.revoke", subject__in=by_subject)
    entries = list(found)
    users = User.objects.in_bulk({entry.user_id for entry in entries if entry.user_id})
    for entry in entries:
        contact, user = by_subject[entry.subject].contact, users.get(entry.user_id or 0)
        name = contact.name if contact else _("einer früheren Ansprechperson")
        who = (user.get_full_name() or user.email) if user else ""
        yield Event(entry.at, who, [_("Der persönliche Link von %s gilt nicht mehr.") % name])


def _event(row: Any, words: list[str]) -> Event:
    who = row.history_user
    return Event(row.history_date, (who.get_full_name() or who.email) if who else "", words)


def _words(before: Any, after: Any, names: Names) -> list[str]:
    found = []
    if before.organisation_id != after.organisation_id:
        found.append(_("Es antwortet jetzt: %s.") % names.organisation(after.organisation_id))
    if before.contact_id != after.contact_id:
        found.append(_("Gefragt wird jetzt: %s.") % names.contact(after.contact_id))
    if before.state != after.state:
        found.append(_("Der Stand ist jetzt: %s.") % RequestState(after.state).label)
    if before.extended_to != after.extended_to:
        found.append(_extension(after.extended_to))
    if before.withdrawal_reason != after.withdrawal_reason and after.withdrawal_reason:
        found.append(_("Grund: %s") % after.withdrawal_reason)
    if before.note != after.note:
        found.append(_note(before.note, after.note))
    if after.history_change_reason == INVITED_AGAIN:
        found.append(_("Eine neue Einladung ist vorgemerkt."))
    return found


def _note(before: str, after: str) -> str:
    """What was replaced stays to be read; what was merely added stands in the note itself."""
    if not before:
        return _("Eine interne Notiz ist dazugekommen.")
    if after.startswith(before):
        return _("Die interne Notiz ist ergänzt.")
    changed = _("Die interne Notiz ist geändert.") if after else _("Die interne Notiz ist entfernt.")
    return " ".join([changed, _("Vorher: „%s“") % before])


def _extension(until: dt.date | None) -> str:
    if until is None:
        return _("Es gilt wieder die Frist der Abfrage.")
    return _("Die Frist ist verlängert bis %s.") % f"{until:%d.%m.%Y}"
