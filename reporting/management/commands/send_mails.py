"""Send what waits in the outbox; run every minute by a timer."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.models import MailState, OutboxMail
from reporting.services.outbox import send_due


class Command(BaseCommand):
    help = "Sendet die fälligen E-Mails aus dem Ausgang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="Höchstzahl der E-Mails dieses Laufs")
        parser.add_argument(
            "--dry-run", action="store_true", help="zeigt nur, was gesendet würde; nichts ändert sich"
        )
        parser.add_argument(
            "--redirect-to",
            default="",
            metavar="ADRESSE",
            help="sendet alles nur an diese Adresse; auch als Einstellung MAIL_REDIRECT_TO",
        )

    def handle(self, *args: Any, limit: int, dry_run: bool, redirect_to: str, **options: Any) -> None:
        now = timezone.now()
        if redirect_to:
            self._check(redirect_to)
        if dry_run:
            self._show(now=now, limit=limit)
            return
        outcome = send_due(now=now, limit=limit, redirect_to=redirect_to)
        if outcome:
            counts = {"sent": outcome[MailState.SENT], "rest": outcome.total() - outcome[MailState.SENT]}
            text = ngettext(
                "%(sent)d E-Mail gesendet, %(rest)d nicht.",
                "%(sent)d E-Mails gesendet, %(rest)d nicht.",
                outcome[MailState.SENT],
            )
            self.stdout.write(text % counts)

    def _check(self, address: str) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(_("„%s“ ist keine E-Mail-Adresse.") % address) from error

    def _show(self, *, now: dt.datetime, limit: int) -> None:
        due = OutboxMail.objects.due(now=now)
        for mail in due[:limit]:
            self.stdout.write(f"{mail.recipient}: {mail.subject}")
        number = min(due.count(), limit)
        text = ngettext("%(count)d E-Mail würde gesendet.", "%(count)d E-Mails würden gesendet.", number)
        self.stdout.write(text % {"count": number})
