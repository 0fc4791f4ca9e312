"""Tell whether the audit trail is whole; for operators, and for a timer that raises an alarm."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from safety.audit import first_break
from safety.models import AuditEntry


class Command(BaseCommand):
    help = "Prüft die Kette des Protokolls: ob ein Eintrag geändert, gelöscht oder eingeschoben wurde."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_break()
        if broken is not None:
            raise CommandError(
                _("Das Protokoll ist nicht mehr vollständig: Eintrag %d passt nicht zum vorigen.") % broken
            )
        self.stdout.write(_("Das Protokoll ist vollständig. Einträge: %d.") % AuditEntry.objects.count())
