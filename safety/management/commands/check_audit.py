"""Tell whether the audit trail is whole; for operators, and for a timer that raises an alarm."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from safety.audit import first_break
from safety.models import AuditEntry


class Command(BaseCommand):
    help = (
        "Prüft die Kette des Protokolls: ob ein Eintrag geändert, eingeschoben oder vor anderen gelöscht wurde. "
        "Dass die letzten fehlen, zeigt der Vergleich mit der Zahl von gestern."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_break()
        if broken is not None:
            raise CommandError(
                _("Das Protokoll ist nicht mehr vollständig: Eintrag %d passt nicht zum vorigen.") % broken
            )
        last = AuditEntry.objects.order_by("pk").last()
        said = {"number": AuditEntry.objects.count(), "digest": last.digest if last else "–"}
        self.stdout.write(
            _("Die Kette des Protokolls stimmt. Einträge: %(number)d, Prüfsumme des letzten: %(digest)s")
            % said
        )
