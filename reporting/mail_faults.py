"""What went wrong with a mail, in plain words; the mail server's own words stand beside it for the technicians."""

import re

from django.utils.translation import gettext as _

from .models import MailKind, MailState, OutboxMail

#: The server's answer: three digits, as they stand in a refusal or before its words.
_CODE = re.compile(r"\b([45]\d\d)\b")


def explain(mail: OutboxMail) -> str:
    """Empty where nothing went wrong."""
    if mail.state == MailState.DOUBTFUL:
        return _(
            "Die Verbindung brach beim Senden ab. Vielleicht ist die E-Mail angekommen, vielleicht nicht."
        )
    if mail.state == MailState.WITHDRAWN:
        if mail.kind not in {MailKind.REMINDER, MailKind.ESCALATION}:
            return _(
                "Diese E-Mail ging nicht hinaus: "
                "Ihr persönlicher Link gilt nicht mehr, oder die Abfrage läuft nicht mehr."
            )
        return _(
            "Diese Erinnerung ging nicht hinaus: Es fehlt keine Antwort mehr, die Person möchte keine Erinnerungen, "
            "ihr Link gilt nicht mehr, oder die Abfrage läuft nicht mehr."
        )
    if mail.state == MailState.SENT and mail.redirected_to:
        return _(
            "Diese E-Mail ging zum Ausprobieren an eine andere Adresse. Die Person hat sie nicht bekommen."
        )
    if not mail.last_error or mail.state == MailState.SENT:
        return ""
    found = _CODE.search(mail.last_error)
    return _of_code(int(found.group())) if found else _without_code(mail)


def _of_code(code: int) -> str:
    if code in {552, 452}:
        return _("Das Postfach ist voll.")
    if code == 554:
        return _("Der E-Mail-Server hat die E-Mail abgelehnt, vielleicht als unerwünschte Werbung.")
    if code >= 500:
        return _(
            "Der E-Mail-Server hat die Adresse abgelehnt. Bitte prüfen Sie, ob sie richtig geschrieben ist."
        )
    return _("Der E-Mail-Server nimmt die E-Mail gerade nicht an. Das Portal versucht es später noch einmal.")


def _without_code(mail: OutboxMail) -> str:
    if mail.state == MailState.FAILED:
        return _("Die E-Mail konnte nicht gesendet werden. Die Adresse ist vielleicht ungültig.")
    return _("Der E-Mail-Server war nicht erreichbar. Das Portal versucht es später noch einmal.")
