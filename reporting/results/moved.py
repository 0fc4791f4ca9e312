"""The sentences on what moved since an earlier query."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .content import Move, Movement, Results


def moved(results: Results) -> Iterator[str]:
    movement = results.movement
    if movement is None:
        return
    changed, same = _number(movement.changed), _number(movement.unchanged)
    since = {"title": movement.title, "day": date_format(movement.as_of, "j. F Y")}
    if changed:
        text = ngettext(
            "Seit „%(title)s“ (Stand vom %(day)s) hat sich der Umsetzungsstand bei %(number)d Maßnahme geändert.",
            "Seit „%(title)s“ (Stand vom %(day)s) hat sich der Umsetzungsstand bei %(number)d Maßnahmen geändert.",
            changed,
        )
        yield text % {**since, "number": changed}
    else:
        text = _(
            "Seit „%(title)s“ (Stand vom %(day)s) hat sich bei keiner Maßnahme der Umsetzungsstand geändert."
        )
        yield text % since
    if same:
        text = ngettext(
            "Bei %(number)d Maßnahme ist er gleich geblieben",
            "Bei %(number)d Maßnahmen ist er gleich geblieben",
            same,
        )
        yield text % {"number": same} + _unconfirmed(movement)
    yield from _unknown_before(movement)
    yield from _came_and_went(movement)


def _unconfirmed(movement: Movement) -> str:
    """The end of the sentence on what stayed: where nobody answered, nobody knows whether it did."""
    number = movement.unconfirmed
    if not number:
        return "."
    return _("; davon gibt es bei %(number)d keine neue freigegebene Antwort.") % {"number": number}


def _unknown_before(movement: Movement) -> Iterator[str]:
    if first := _number(movement.first_known):
        text = ngettext(
            "Von %(number)d Maßnahme ist der Umsetzungsstand zum ersten Mal bekannt.",
            "Von %(number)d Maßnahmen ist der Umsetzungsstand zum ersten Mal bekannt.",
            first,
        )
        yield text % {"number": first}
    if unknown := _number(movement.still_unknown):
        text = ngettext(
            "%(number)d Maßnahme ist weiterhin noch nicht abgefragt.",
            "%(number)d Maßnahmen sind weiterhin noch nicht abgefragt.",
            unknown,
        )
        yield text % {"number": unknown}


def _came_and_went(movement: Movement) -> Iterator[str]:
    if movement.added:
        text = ngettext(
            "%(number)d Maßnahme ist neu dabei.",
            "%(number)d Maßnahmen sind neu dabei.",
            len(movement.added),
        )
        yield text % {"number": len(movement.added)}
    if movement.dropped:
        text = ngettext(
            "%(number)d Maßnahme ist nicht mehr dabei.",
            "%(number)d Maßnahmen sind nicht mehr dabei.",
            len(movement.dropped),
        )
        yield text % {"number": len(movement.dropped)}


def _number(moves: Iterable[Move]) -> int:
    return sum(move.number for move in moves)
