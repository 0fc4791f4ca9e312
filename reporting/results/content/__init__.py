"""The words and numbers of a report, ready to be shown: plain values without a living row behind them.

Days are days, numbers are numbers; labels are German words as they were frozen. Lists are in the order of the concept.
"""

from .findings import Delay, Funding, Missing, Review
from .indicators import IndicatorResult, Point
from .measures import MeasureRef, StatusCount
from .movement import Move, MovedMeasure, Movement, in_order_of_concept
from .report import Assessment, FieldResult, GoalResult, MeasureResult, Results

__all__ = [
    "Assessment",
    "Delay",
    "FieldResult",
    "Funding",
    "GoalResult",
    "IndicatorResult",
    "MeasureRef",
    "MeasureResult",
    "Missing",
    "Move",
    "MovedMeasure",
    "Movement",
    "Point",
    "Results",
    "Review",
    "StatusCount",
    "in_order_of_concept",
]
