"""Whether „unverändert bestätigen“ in a row of the file can be meant."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from .columns import Value
from .contents import Line
from .identity import same


def why_not_unchanged(line: Line, values: Mapping[str, Value]) -> str:
    """„Unverändert“ and a changed answer contradict each other; which one is meant only the person knows."""
    if not values["is_unchanged"]:
        return ""
    if _changes_the_measure(line, values):
        return _(
            "Sie haben „unverändert“ gewählt, aber auch Angaben geändert. "
            "Bitte löschen Sie das „ja“ oder nehmen Sie die Änderungen zurück."
        )
    if line.last is None:
        return _("Es gibt noch keine freigegebene Meldung, die Sie unverändert bestätigen könnten.")
    if line.has_own_entries:
        return _("In dieser Meldung stehen schon neue Angaben. Bitte löschen Sie das „ja“.")
    return ""


def _changes_the_measure(line: Line, values: Mapping[str, Value]) -> bool:
    """Whether more differs than what no earlier report can answer: the message to the KI and the own questions."""
    current = line.values()
    changed = {name for name, value in values.items() if not same(current[name], value)}
    return any(
        name not in {"is_unchanged", "internal_note"} and not name.startswith("question_") for name in changed
    )
