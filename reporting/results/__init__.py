"""What a report says, computed once from frozen parts alone; page, PDF, Word and tables only show it."""

from .computing import results_from, results_of
from .content import (
    Assessment,
    Delay,
    FieldResult,
    Funding,
    GoalResult,
    IndicatorResult,
    MeasureRef,
    MeasureResult,
    Missing,
    Move,
    MovedMeasure,
    Movement,
    Point,
    Results,
    Review,
    StatusCount,
)
from .evaluation import (
    EvaluationResults,
    MeasurePath,
    PathStation,
    QueryStation,
    evaluation_from,
    paths_of,
)
from .movement import movement_between

__all__ = [
    "Assessment",
    "Delay",
    "EvaluationResults",
    "FieldResult",
    "Funding",
    "GoalResult",
    "IndicatorResult",
    "MeasurePath",
    "MeasureRef",
    "MeasureResult",
    "Missing",
    "Move",
    "MovedMeasure",
    "Movement",
    "PathStation",
    "Point",
    "QueryStation",
    "Results",
    "Review",
    "StatusCount",
    "evaluation_from",
    "movement_between",
    "paths_of",
    "results_from",
    "results_of",
]
