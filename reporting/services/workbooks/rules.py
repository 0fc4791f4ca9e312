"""Which answers go together, as the form on the page has it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from measures.models import UNDER_WAY, Course

from .columns import Value
from .identity import same


def fit(values: dict[str, Value], current: Mapping[str, Value]) -> dict[str, Value]:
    """Let a Verlauf or reason go that merely stands there still from before and cannot be any more."""
    fitting = dict(values)
    if fitting["status"] not in UNDER_WAY and same(fitting["course"], current["course"]):
        fitting["course"] = ""
    if fitting["course"] != Course.DELAYED and same(fitting["delay_reason"], current["delay_reason"]):
        fitting["delay_reason"] = ""
    return fitting


def contradictions(values: Mapping[str, Value]) -> dict[str, str]:
    """Name of the answer → reason why it cannot be."""
    found = {}
    if values["course"] and values["status"] not in UNDER_WAY:
        found["course"] = _(
            "Einen Verlauf gibt es nur bei Maßnahmen in Planung, in Umsetzung oder mit Daueraufgabe."
        )
    if values["delay_reason"] and values["course"] != Course.DELAYED:
        found["delay_reason"] = _("Einen Hauptgrund gibt es nur, wenn die Maßnahme verzögert ist.")
    return found
