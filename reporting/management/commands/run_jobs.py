"""Do the long work that waits, and what is due once a day; run every minute by a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.models import JobState
from reporting.services.jobs import load_handlers, queue_daily, run_due, run_routines


class Command(BaseCommand):
    help = "Erledigt wartende Aufgaben, zum Beispiel Dateien eines Berichts, und löscht täglich Abgelaufenes."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        load_handlers()
        queue_daily(now=now)
        run_routines(now=now)
        outcome = run_due(now=now)
        if outcome:
            counts = {"done": outcome[JobState.DONE], "rest": outcome.total() - outcome[JobState.DONE]}
            self.stdout.write(_("%(done)d Aufgaben erledigt, %(rest)d nicht.") % counts)
