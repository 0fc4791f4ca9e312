"""Charts as inline SVG with legend and data table; the same drawing stands on a page and in a PDF."""

from .bars import response_rate, small_bar, stacked_bars
from .flows import movement
from .lines import series
from .model import Chart, Flow, Key, Mark, Rate, SeriesPoint, Span, StackRow, Table, Target
from .spans import timeline

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
