"""What the portal writes where the Integrationsbeauftragte has written nothing of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.models import MailKind, StatusQuery

from .german import in_german


@dataclass(frozen=True)
class StandardWording:
    """Subject and opening words of a kind of mail, with placeholders."""

    subject: str
    body: str


_SUBJECTS: dict[MailKind, Promise] = {
    MailKind.INVITATION: _("{abfrage}: Bitte antworten Sie bis {frist}"),
    MailKind.REMINDER: _("{abfrage}: Es fehlen noch Antworten von Ihnen"),
    MailKind.ESCALATION: _("{abfrage}: Es fehlen noch Antworten von {organisation}"),
    MailKind.RETURNED: _("Bitte ergänzen Sie Ihre Meldung"),
    MailKind.APPROVED: _("Vielen Dank: Ihre Meldung ist freigegeben"),
    MailKind.THANKS: _("{abfrage}: Vielen Dank für Ihre Antworten"),
    MailKind.OFFICE: _("{abfrage}: Es fehlen noch Antworten"),
    MailKind.OTHER: _("Nachricht aus dem Portal"),
}
_BODIES: dict[MailKind, Promise] = {
    MailKind.INVITATION: _(
        "Guten Tag {name},\n\n"
        "wir möchten wissen, wie weit die Maßnahmen des Integrationskonzepts sind. "
        "Dafür brauchen wir Ihre Hilfe: Bitte melden Sie uns den Stand vom {stichtag}.\n\n"
        "Vielen Dank für Ihre Arbeit und für Ihre Antwort!"
    ),
    MailKind.REMINDER: _(
        "Guten Tag {name},\n\n"
        "zur {abfrage} fehlen uns noch Antworten von Ihnen. "
        "Haben Sie schon etwas eingetragen? Dann senden Sie es bitte noch ab.\n\n"
        "Brauchen Sie mehr Zeit? Oder ist jemand anderes zuständig? Dann schreiben Sie uns bitte."
    ),
    MailKind.ESCALATION: _(
        "Guten Tag {name},\n\n"
        "zur {abfrage} fehlen noch Antworten ({organisation}). "
        "Sie bekommen diese Nachricht, weil Sie die Leitung sind.\n\n"
        "Bitte sorgen Sie dafür, dass die Antworten bald kommen. "
        "Oder sagen Sie uns, wer sonst antworten kann."
    ),
    MailKind.RETURNED: _(
        "Guten Tag {name},\n\n"
        "vielen Dank für Ihre Meldung ({organisation}). "
        "Bevor wir sie veröffentlichen, bitten wir Sie um eine Änderung oder Ergänzung."
    ),
    MailKind.APPROVED: _(
        "Guten Tag {name},\n\n"
        "Ihre Meldung ({organisation}) ist geprüft und freigegeben. Vielen Dank! "
        "Sie steht jetzt auf der Seite der Maßnahme."
    ),
    MailKind.THANKS: _(
        "Guten Tag {name},\n\n"
        "alle Antworten zur {abfrage} sind da ({organisation}). Vielen Dank für Ihre Mühe! "
        "Wir prüfen sie jetzt und melden uns, wenn wir Fragen haben."
    ),
    MailKind.OFFICE: _(
        "Guten Tag {name},\n\nzur {abfrage} fehlen noch Antworten. "
        "Diese Organisationen haben noch nicht alles beantwortet:"
    ),
    MailKind.OTHER: _("Guten Tag {name},"),
}


@in_german
def standard_wording(kind: str) -> StandardWording:
    return StandardWording(str(_SUBJECTS[MailKind(kind)]), str(_BODIES[MailKind(kind)]))


def wordings_of(query: StatusQuery | None) -> Mapping[MailKind, StandardWording]:
    """The texts of a query, one statement; what is empty there stays with the standard."""
    own = {row.kind: row for row in query.mail_texts.all()} if query else {}
    found = {}
    for kind in MailKind:
        standard, written = standard_wording(kind), own.get(kind)
        found[kind] = StandardWording(
            (written.subject if written else "") or standard.subject,
            (written.body if written else "") or standard.body,
        )
    return found
