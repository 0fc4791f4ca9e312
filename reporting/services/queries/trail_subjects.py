"""What an entry of the audit trail is about, in words: measure, organisation and person, or how many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import Measure
from partners.models import Contact, Organisation
from reporting.models import AccessGrant, Addendum, CommitteeReport, Participation, QueryRequest
from safety.models import AuditEntry

REQUEST, GRANT, PAPER, ADDENDUM = "request:", "grant:", "paper:", "addendum:"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Subjects:
    """The rows that the entries name; what was removed since has no name any more."""

    names: dict[str, str]
    contacts: dict[int, Contact]
    organisations: dict[int, Organisation]

    @classmethod
    def of(cls, entries: Iterable[AuditEntry]) -> Self:
        """Eight statements, however many entries."""
        listed = list(entries)
        subjects = [_named_by(entry) for entry in listed]
        return cls(
            {
                **_requests(subjects),
                **_grants(subjects),
                **_parts(subjects),
                **_papers(subjects),
                **_addenda(subjects),
            },
            Contact.objects.in_bulk(_keys(listed, "contact_before", "contact")),
            Organisation.objects.in_bulk(_keys(listed, "organisation_before", "organisation")),
        )

    def about(self, entry: AuditEntry) -> str:
        name = self.names.get(_named_by(entry)) or _discarded(entry)
        said = [name, self._moved(entry), self._persons(entry), _number(entry)]
        return "; ".join(each for each in said if each)

    def _moved(self, entry: AuditEntry) -> str:
        """A request is named by the organisation that is asked today; who was asked before stands nowhere else."""
        before, after = entry.details.get("organisation_before"), entry.details.get("organisation")
        if before == after or entry.action != "request.reassign":
            return ""
        return _("Organisation: bisher %(before)s, jetzt %(after)s") % {
            "before": self.organisations.get(before or 0) or _("eine frühere Organisation"),
            "after": self.organisations.get(after or 0) or _("eine frühere Organisation"),
        }

    def _persons(self, entry: AuditEntry) -> str:
        """Who was asked before, and who now."""
        before, after = entry.details.get("contact_before"), entry.details.get("contact")
        if before == after or entry.action not in {"request.hand_over", "request.reassign"}:
            return ""
        return _("gefragt: bisher %(before)s, jetzt %(after)s") % {
            "before": self._contact(before),
            "after": self._contact(after),
        }

    def _contact(self, pk: int | None) -> str:
        if pk is None:
            return _("niemand")
        return self.contacts[pk].name if pk in self.contacts else _("eine frühere Ansprechperson")


def _keys(entries: Iterable[AuditEntry], *names: str) -> set[int]:
    return {entry.details[name] for entry in entries for name in names if entry.details.get(name)}


def _named_by(entry: AuditEntry) -> str:
    """An addendum is recorded under its query, and named in the details."""
    if entry.action == "addendum.added":
        return f"{ADDENDUM}{entry.details['addendum']}"
    return entry.subject


def _discarded(entry: AuditEntry) -> str:
    """A paper that was thrown away is known by its title alone."""
    return str(entry.details["title"]) if entry.action == "paper.discarded" else ""


def _number(entry: AuditEntry) -> str:
    if entry.action == "reports.approved":
        number = int(entry.details["reports"])
        return str(ngettext("%d Meldung", "%d Meldungen", number) % number)
    if entry.action in {"request.hand_over", "query.opened"} and "requests" in entry.details:
        number = int(entry.details["requests"])
        return str(ngettext("%d Anfrage", "%d Anfragen", number) % number)
    return ""


def _requests(subjects: Iterable[str]) -> dict[str, str]:
    rows = QueryRequest.objects.filter(uuid__in=_named(subjects, REQUEST)).with_names()
    return {f"{REQUEST}{row.uuid}": f"{row.measure}, {row.organisation}" for row in rows}


def _grants(subjects: Iterable[str]) -> dict[str, str]:
    rows = AccessGrant.objects.filter(uuid__in=_named(subjects, GRANT)).select_related(
        "contact", "organisation"
    )
    return {f"{GRANT}{row.uuid}": _person(row) for row in rows}


def _person(grant: AccessGrant) -> str:
    return f"{grant.contact.name}, {grant.organisation}" if grant.contact else str(grant.organisation)


def _parts(subjects: Iterable[str]) -> dict[str, str]:
    """Organisations that take part stand there by their bare uuid."""
    bare = [subject for subject in subjects if UUID.fullmatch(subject)]
    rows = Participation.objects.filter(uuid__in=bare).with_names()
    return {str(row.uuid): str(row.organisation) for row in rows}


def _papers(subjects: Iterable[str]) -> dict[str, str]:
    rows = CommitteeReport.objects.filter(uuid__in=_named(subjects, PAPER))
    return {f"{PAPER}{row.uuid}": str(row) for row in rows}


def _addenda(subjects: Iterable[str]) -> dict[str, str]:
    rows = list(Addendum.objects.filter(uuid__in=_named(subjects, ADDENDUM)))
    titles = dict(
        Measure.objects.filter(uuid__in={row.measure_uuid for row in rows}).values_list("uuid", "title")
    )
    return {
        f"{ADDENDUM}{row.uuid}": ", ".join(
            filter(None, [titles.get(row.measure_uuid), row.organisation_name])
        )
        for row in rows
    }


def _named(subjects: Iterable[str], prefix: str) -> list[str]:
    return [subject.removeprefix(prefix) for subject in subjects if subject.startswith(prefix)]
