"""Take the steps of a status query from the command line."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reporting.cli import running, steps
from reporting.cli.arguments import add_arguments
from reporting.cli.outcome import ExitCode, Outcome, StepError
from reporting.services.queries import QueryError
from safety.models import StaleVersionError

STEPS: dict[str, Callable[[dict[str, Any], datetime], Outcome]] = {
    "plan": steps.plan,
    "check": steps.check,
    "open": steps.open_,
    "remind": running.remind_,
    "show": running.show,
    "close": running.close,
}


class Command(BaseCommand):
    help = (
        "Plant, prüft, öffnet, erinnert, zeigt und schließt eine Statusabfrage. Jeder Schritt darf mehrmals und "
        "gleichzeitig laufen. Rückgabewerte: 0 erledigt (auch: war schon erledigt); 1 abgelehnt oder noch "
        "etwas offen, nichts ist geändert; 2 falscher Aufruf; 3 nicht gefunden."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, step: str, as_json: bool, **options: Any) -> None:
        try:
            outcome = STEPS[step]({**options, "as_json": as_json}, timezone.now())
        except StepError as refused:
            self._refuse(str(refused), refused.code, as_json, refused.data)
        except (QueryError, StaleVersionError) as refused:
            self._refuse(str(refused), ExitCode.REFUSED, as_json, {})
        else:
            self._say(outcome, as_json)

    def _say(self, outcome: Outcome, as_json: bool) -> None:
        if as_json:
            self._write_json({"ok": outcome.code == ExitCode.DONE, **outcome.data})
        else:
            self.stdout.write("\n".join(outcome.lines))
        if outcome.code != ExitCode.DONE:
            raise SystemExit(int(outcome.code))

    def _refuse(self, reason: str, code: ExitCode, as_json: bool, data: dict[str, Any]) -> None:
        if as_json:
            self._write_json({"ok": False, "error": reason, **data})
        raise CommandError(reason, returncode=int(code))

    def _write_json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
