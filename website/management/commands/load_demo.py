"""Fill the portal with invented rounds and one log-in per role: `manage.py load_demo`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from website.demo import DemoError, load_demo


class Command(BaseCommand):
    help = "Lädt erfundene Beispieldaten. Jede Seite zeigt danach einen Hinweis darauf."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rounds",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "krefeld_2018_beispieldaten.yaml",
            help="YAML-Datei mit den erfundenen Runden",
        )
        parser.add_argument(
            "--logins",
            type=Path,
            default=settings.BASE_DIR / "var" / "demo-logins.txt",
            help="Datei für die Zugänge; nur das eigene Konto kann sie lesen",
        )

    def handle(self, *, rounds: Path, logins: Path, **options: Any) -> None:
        try:
            load_demo(rounds=rounds, logins=logins, now=timezone.now())
        except DemoError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Die Beispieldaten sind geladen. Die Zugänge stehen in {logins}.")
