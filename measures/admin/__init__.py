"""The measures in the admin, in the order of the concept's sheet."""

from .indicators import IndicatorAdmin
from .measures import MeasureAdmin
from .target_groups import TargetGroupAdmin

__all__ = ["IndicatorAdmin", "MeasureAdmin", "TargetGroupAdmin"]
