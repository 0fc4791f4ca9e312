"""Charts as inline SVG with legend and data table; the same drawing stands on a page and in a PDF."""

from .bars import small_bar
from .flows import movement
from .lines import series
from .model import Chart, Flow, Key, Mark, Rate, SeriesPoint, Span, StackRow, Table, Target
from .rates import response_rate
from .spans import timeline
from .stacks import stacked_bars

__all__ = [
    "Chart",
    "Flow",
    "Key",
    "Mark",
    "Rate",
    "SeriesPoint",
    "Span",
    "StackRow",
    "Table",
    "Target",
    "movement",
    "response_rate",
    "series",
    "small_bar",
    "stacked_bars",
    "timeline",
]
