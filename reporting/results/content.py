"""The words and numbers of a report, ready to be shown: plain values without a living row behind them.

Days are days, numbers are numbers; labels are German words as they were frozen. Lists are in the order of the concept.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.frozen import Part


@dataclass(frozen=True)
class StatusCount:
    """How many measures have one Umsetzungsstand; `value` is empty for „noch nicht abgefragt“."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class MeasureRef:
    """How a list names a measure and leads to its place on the page (`#massnahme-<slug>`)."""

    uuid: str
    code: str
    title: str
    slug: str


@dataclass(frozen=True)
class Delay:
    """As it was known on `as_of`; `has_passed` where the new date lies before the Stichtag."""

    measure: MeasureRef
    reason: str
    countermeasure: str
    new_date: dt.date | None
    as_of: dt.date
    has_passed: bool


@dataclass(frozen=True)
class Missing:
    """An organisation of which no approved answer came to a measure; `label` is the frozen wording."""

    measure: MeasureRef
    organisation: str
    label: str


@dataclass(frozen=True)
class Point:
    """What was confirmed of an indicator as of a day; `value` is None where only the attainment is known."""

    as_of: dt.date
    value: Decimal | None
    attainment: str
    attainment_label: str
    note: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class IndicatorResult:
    """Target against actual, with the time series up to the Stichtag, the oldest first."""

    measure: MeasureRef
    uuid: str
    text: str
    target: str
    target_min: Decimal | None
    target_max: Decimal | None
    unit: str
    #: „Zahl“, „mindestens“ …; empty in rows before schema 3.
    kind: str
    points: list[Point]

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def numbers(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class Funding:
    """Means that run out; `has_ended` on the Stichtag already."""

    measure: MeasureRef
    wording: str
    programme: str
    amount: Decimal | None
    ends_on: dt.date
    has_ended: bool


@dataclass(frozen=True)
class Review:
    """An Überprüfung planned up to the Stichtag and not confirmed as held; `planned` as exactly as it is known.

    `state` is the wording to show: nobody has asked yet, so it is not „überfällig“ (DESIGN.md 4.7).
    """

    measure: MeasureRef
    kind: str
    planned_on: dt.date
    planned: str
    state: str


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


@dataclass(frozen=True)
class GoalResult:
    """A Leitziel with the states of the measures assigned to it by the editors."""

    uuid: str
    title: str
    statuses: list[StatusCount]

    @property
    def measures(self) -> int:
        return sum(count.number for count in self.statuses)


@dataclass(frozen=True)
class Assessment:
    """What the KI wrote, in Markdown; `rendered` is the cleaned HTML."""

    text: str
    rendered: str


@dataclass(frozen=True)
class MeasureResult:
    """One measure with everything said about it; `entry` is its frozen public part with addenda.

    `carried_from` is the day of a state that nobody confirmed in this query; None where somebody did.
    """

    ref: MeasureRef
    entry: Part
    status: str
    status_label: str
    is_delayed: bool
    is_unchanged: bool
    carried_from: dt.date | None
    indicators: list[IndicatorResult]


@dataclass(frozen=True)
class FieldResult:
    """A Handlungsfeld; `asked` to `missing` count answers of organisations."""

    uuid: str
    number: int
    title: str
    short_title: str
    statuses: list[StatusCount]
    delayed: int
    asked: int
    answered: int
    missing: int
    goals: list[GoalResult]
    measures: list[MeasureResult]
    assessment: Assessment | None = None


@dataclass(frozen=True)
class Results:
    """The whole report of a query.

    `wordings` are the frozen `questions`, `own_questions` and `sections`; every list of `statuses` names all states in
    the same order, those that do not occur with 0.
    """

    query: Part
    concept: Part
    wordings: Part
    summary: list[str]
    introduction: Assessment | None
    statuses: list[StatusCount]
    measures: int
    delayed: int
    asked: int
    answered: int
    approved: int
    missing: int
    late: int
    fields: list[FieldResult]
    movement: Movement | None
    delays: list[Delay]
    indicators: list[IndicatorResult]
    missing_answers: list[Missing]
    #: Handed in, but not approved when the query was closed; they count as answered.
    unapproved_answers: list[Missing]
    unchanged: list[MeasureRef]
    funding: list[Funding]
    reviews: list[Review]
    organisations: list[Part] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.query["title"])

    @property
    def as_of(self) -> dt.date:
        return dt.date.fromisoformat(self.query["as_of"])

    @property
    def carried(self) -> int:
        """How many measures have a state that nobody confirmed in this query."""
        return sum(measure.carried_from is not None for part in self.fields for measure in part.measures)
