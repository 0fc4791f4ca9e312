"""A mail of the outbox as the mail server gets it."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from reporting.models import MailKind, OutboxMail

from .opting_out import opt_out_address

MASK = "hier-steht-der-persoenliche-link"
#: The tokens of links to answer, or to stop reminders.
_PERSONAL = re.compile(r"(/zugang/(?:erinnerungen/)?)(?!erinnerungen/)[-\w]+/")
#: Mails that a person can do without.
UNSUBSCRIBABLE = {MailKind.REMINDER, MailKind.ESCALATION}


def build_message(mail: OutboxMail, *, redirect_to: str = "") -> EmailMultiAlternatives:
    """Text with the designed part beside it; with `redirect_to` for that address, naming the one it was meant for."""
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.kind in UNSUBSCRIBABLE and not redirect_to:
        headers["List-Unsubscribe"] = f"<{opt_out_address(mail.recipient)}>"
    text, html = mail.body, mail.html
    if redirect_to:
        headers["X-Original-Recipient"] = mail.recipient
        text, html = _redirected(mail)
    message = EmailMultiAlternatives(
        mail.subject,
        text,
        to=[redirect_to or mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    if html:
        message.attach_alternative(html, "text/html")
    return message


def _redirected(mail: OutboxMail) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        note = _("Umgeleitet: Diese E-Mail war für %(email)s bestimmt.") % {"email": mail.recipient}
    head, main, rest = mail.html.partition("<main")
    html = f"{head}{format_html('<p>{}</p>', note)}{main}{rest}" if main else mail.html
    return mask_links(f"{note}\n\n{mail.body}"), mask_links(html)


def mask_links(text: str) -> str:
    """Without what makes a link personal: whoever looks at somebody else's mail gets no access by it."""
    return _PERSONAL.sub(rf"\1{MASK}/", text)
