"""Send what waits in the outbox; run every minute by a timer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.models import MailState
from reporting.services.outbox import send_due


class Command(BaseCommand):
    help = "Sendet die fälligen E-Mails aus dem Ausgang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=100, help="Höchstzahl der E-Mails dieses Laufs")

    def handle(self, *args: Any, limit: int, **options: Any) -> None:
        outcome = send_due(now=timezone.now(), limit=limit)
        if outcome:
            counts = {"sent": outcome[MailState.SENT], "rest": outcome.total() - outcome[MailState.SENT]}
            self.stdout.write(_("%(sent)d E-Mails gesendet, %(rest)d nicht.") % counts)
