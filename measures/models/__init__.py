"""The Maßnahmen of the concept, a module per notion."""

from .dates import DatePrecision, Recurrence
from .indicator import Attainment, Indicator, IndicatorKind, IndicatorValue, Period
from .measure import SHEET_SECTIONS, Measure, TargetGroup
from .parts import Resource, ResourceKind, ReviewDate, ReviewKind, Step
from .responsibility import ASKED_ROLES, Responsibility, ResponsibilityRole
from .status import (
    OVER,
    UNDER_WAY,
    Course,
    DelayReason,
    ImplementationStatus,
    MeasureStatus,
    StatusSource,
    axes_constraints,
)

__all__ = [
    "ASKED_ROLES",
    "OVER",
    "SHEET_SECTIONS",
    "UNDER_WAY",
    "Attainment",
    "Course",
    "DatePrecision",
    "DelayReason",
    "ImplementationStatus",
    "Indicator",
    "IndicatorKind",
    "IndicatorValue",
    "Measure",
    "MeasureStatus",
    "Period",
    "Recurrence",
    "Resource",
    "ResourceKind",
    "Responsibility",
    "ResponsibilityRole",
    "ReviewDate",
    "ReviewKind",
    "StatusSource",
    "Step",
    "TargetGroup",
    "axes_constraints",
]
