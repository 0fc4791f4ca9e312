"""What came out at a station stays with its committee when the Beratungsfolge is written anew."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import Consultation

from .refusals import PaperError


def carry_over(
    rows: Sequence[Consultation], kept: Sequence[int | None], before: Mapping[int, Consultation]
) -> None:
    """Give the new rows what the stored ones hold; `kept` names for each new row the one that it was.

    Never to another committee, and each stored row once. Raises PaperError where a result would be left over.
    """
    left = dict(before)
    taken: set[int] = set()
    for number, key in enumerate(kept):
        if key in left and left[key].committee_id == rows[number].committee_id:
            _take(rows[number], left.pop(key))
            taken.add(number)
    for number, row in enumerate(rows):
        same = [] if number in taken else [key for key, old in left.items() if _is_same_meeting(row, old)]
        if same:
            _take(row, left.pop(same[0]))
    _refuse_loss(old for old in left.values() if old.result)


def _take(row: Consultation, old: Consultation) -> None:
    row.uuid, row.link, row.result = old.uuid or row.uuid, old.link, old.result


def _is_same_meeting(row: Consultation, old: Consultation) -> bool:
    """Two people at once: the second names rows that the first has written anew."""
    return (row.committee_id, row.meeting_on) == (old.committee_id, old.meeting_on)


def _refuse_loss(lost: Iterable[Consultation]) -> None:
    named = ", ".join(_meeting(old) for old in lost)
    if named:
        raise PaperError(
            _(
                "Hier steht schon ein Ergebnis der Beratung: %(meetings)s. Diese Stelle muss bleiben und ihr Gremium "
                "behalten, damit das Ergebnis nicht verloren geht. Ein anderes Gremium tragen Sie bitte an einer "
                "neuen Stelle ein. Ist das Ergebnis falsch, dann legen Sie die Vorlage zuerst fest und leeren es dort."
            )
            % {"meetings": named}
        )


def _meeting(old: Consultation) -> str:
    if old.meeting_on is None:
        return str(old)
    return _("%(committee)s am %(day)s") % {"committee": old, "day": date_format(old.meeting_on, "j. F Y")}
