"""The fixed list of placeholders in the texts that the Integrationsbeauftragte writes.

They are replaced by plain texts, one pass, without `str.format`: what stands in a text reaches no attribute of an
object, and what was filled in is not read for placeholders again.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS: dict[str, Promise] = {
    "name": _("Name der Person; fehlt er, bleibt die Stelle leer"),
    "organisation": _("Name der Organisation, bei mehreren alle Namen"),
    "abfrage": _("Titel der Abfrage"),
    "jahr": _("Jahr der Abfrage"),
    "stichtag": _("Tag, dessen Stand gemeldet wird"),
    "frist": _("letzter Tag für die Antwort, mit Wochentag"),
    "nachfrist": _("letzter Tag für verspätete Antworten; ohne Nachfrist der Tag der Frist"),
    "anzahl": _("Zahl der Maßnahmen, um die es in der E-Mail geht"),
    "stadt": _("Name der Stadt"),
    "amt": _("Name Ihrer Stelle"),
}
#: One word in braces is meant as a placeholder; all other braces are ordinary signs.
_WORD = re.compile(r"\{([ \t]*[\w-]+[ \t]*)\}")
_FILLED = re.compile(r"([ \t]?)\{(\w+)\}")


def check_placeholders(text: str) -> list[str]:
    """Words in braces that are none of the placeholders, each once and as it was typed."""
    return list(dict.fromkeys(word for word in _WORD.findall(text) if word not in PLACEHOLDERS))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace what is known; an empty value takes the space before it along, so that „Guten Tag {name},“ reads well."""

    def replace(found: re.Match[str]) -> str:
        space, name = found.groups()
        if name not in PLACEHOLDERS:
            return found.group()
        value = values.get(name, "")
        return f"{space}{value}" if value else ""

    return _FILLED.sub(replace, text)
