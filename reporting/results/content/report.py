"""The report itself: a measure, its Leitziel, its Handlungsfeld, and the whole."""

import datetime as dt
from dataclasses import dataclass, field

from reporting.frozen import Part

from .findings import Delay, Funding, Missing, Review
from .indicators import IndicatorResult
from .measures import MeasureRef, StatusCount
from .movement import Movement


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
