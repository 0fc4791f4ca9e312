"""How the states of the measures moved from one query to the next."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .measures import MeasureRef, StatusCount


@dataclass(frozen=True)
class Move:
    """From one Umsetzungsstand to another, with the measures that went this way."""

    before: str
    before_label: str
    after: str
    after_label: str
    measures: list[MeasureRef]

    @property
    def number(self) -> int:
        return len(self.measures)


@dataclass(frozen=True)
class MovedMeasure:
    """One measure with the way it went."""

    measure: MeasureRef
    move: Move


@dataclass(frozen=True)
class Movement:
    """Between two queries: every way that occurred (also from a state to itself), new and dropped measures.

    A measure that is in both is in exactly one of `changed`, `first_known`, `unchanged` and `still_unknown`.
    `carried` names, by UUID, the states of the later query that nobody confirmed in it, with their day.

    `title`, `as_of` and `slug` are those of the earlier one; `slug` is empty where it is not known.

    `before` and `after` are the states of the matrix's rows and columns, only those that occur.
    """

    title: str
    as_of: dt.date
    slug: str
    moves: list[Move]
    before: list[StatusCount]
    after: list[StatusCount]
    added: list[MeasureRef]
    dropped: list[MeasureRef]
    carried: Mapping[str, dt.date] = field(default_factory=dict)

    @property
    def changed(self) -> list[Move]:
        """From one known state to another."""
        return [move for move in self.moves if move.before and move.before != move.after]

    @property
    def unchanged(self) -> list[Move]:
        return [move for move in self.moves if move.before and move.before == move.after]

    @property
    def first_known(self) -> list[Move]:
        """A first state is no change: nobody knows what was before."""
        return [move for move in self.moves if move.after and not move.before]

    @property
    def still_unknown(self) -> list[Move]:
        return [move for move in self.moves if not move.after and not move.before]

    @property
    def unconfirmed(self) -> int:
        """How many of the unchanged states nobody confirmed."""
        return sum(each.uuid in self.carried for move in self.unchanged for each in move.measures)

    @property
    def changed_measures(self) -> list[MovedMeasure]:
        return in_order_of_concept(self.changed)

    @property
    def first_known_measures(self) -> list[MovedMeasure]:
        return in_order_of_concept(self.first_known)

    def number(self, before: str, after: str) -> int:
        return sum(move.number for move in self.moves if (move.before, move.after) == (before, after))


def in_order_of_concept(moves: Iterable[Move]) -> list[MovedMeasure]:
    found = [MovedMeasure(measure, move) for move in moves for measure in move.measures]
    return sorted(found, key=lambda each: [int(number) for number in each.measure.code.split(".")])
