"""Load a city's concept from a YAML file: `manage.py load_concept fixtures/krefeld_2018.yaml`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from measures.loading import ConceptFileError, load_concept


class Command(BaseCommand):
    help = "Lädt ein Konzept. Was inzwischen bearbeitet wurde, wird ohne --replace nicht überschrieben."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="YAML-Datei mit dem Konzept")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Bearbeitetes überschreiben. Zeilen mit Antworten werden auch dann nie gelöscht.",
        )

    def handle(self, *, path: Path, replace: bool, **options: Any) -> None:
        try:
            result = load_concept(path=path, replace=replace)
        except ConceptFileError as error:
            raise CommandError(_("Nichts wurde geladen:") + "\n- " + "\n- ".join(error.problems)) from error
        self.stdout.write(
            _(
                "Geladen: %(created)d neu, %(updated)d geändert, %(unchanged)d unverändert, %(removed)d entfernt."
            )
            % {name: result.counts[name] for name in ("created", "updated", "unchanged", "removed")}
        )
        for note in result.notes:
            self.stdout.write(note)
