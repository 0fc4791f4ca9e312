"""A time line: from when to when something runs, dated events on it, and today."""

import datetime as dt
from collections.abc import Sequence

from .model import Chart, Key, Span


def timeline(
    *,
    name: str,
    title: str,
    spans: Sequence[Span],
    keys: Sequence[Key],
    row_heading: str,
    today: dt.date | None = None,
    rtl: bool | None = None,
) -> Chart:
    """One row per span, in the given order."""
    raise NotImplementedError
