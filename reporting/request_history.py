"""What has happened to a request, in plain words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from partners.models import Contact, Organisation

from .models import INVITED_AGAIN, QueryRequest, RequestState


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
    """The newest first; three statements, however many changes."""
    rows = list(request.history.select_related("history_user").order_by("history_date", "history_id"))
    names = Names.of(rows)
    events = [_event(row, [_("Die Anfrage ist gestellt.")]) for row in rows[:1]]
    for before, after in pairwise(rows):
        if words := _words(before, after, names):
            events.append(_event(after, words))
    return events[::-1]


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
        found.append(_("Die interne Notiz ist geändert."))
    if after.history_change_reason == INVITED_AGAIN:
        found.append(_("Die Einladung ist noch einmal gesendet."))
    return found


def _extension(until: dt.date | None) -> str:
    if until is None:
        return _("Es gilt wieder die Frist der Abfrage.")
    return _("Die Frist ist verlängert bis %s.") % f"{until:%d.%m.%Y}"
