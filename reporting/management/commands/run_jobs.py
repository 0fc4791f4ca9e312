"""Do the long work that waits; run every minute by a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.models import JobState
from reporting.services.jobs import run_due


class Command(BaseCommand):
    help = "Erledigt die wartenden Aufgaben, zum Beispiel die Dateien eines Berichts."

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = run_due(now=timezone.now())
        if outcome:
            counts = {"done": outcome[JobState.DONE], "rest": outcome.total() - outcome[JobState.DONE]}
            self.stdout.write(_("%(done)d Aufgaben erledigt, %(rest)d nicht.") % counts)
